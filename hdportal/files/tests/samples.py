"""Small files of each kind, made here byte by byte."""

import struct
import zlib
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from django.core.files.uploadedfile import SimpleUploadedFile

_OFFICE_MAIN = {
    "docx": "wordprocessingml.document.main+xml",
    "xlsx": "spreadsheetml.sheet.main+xml",
    "pptx": "presentationml.presentation.main+xml",
}
_OPEN = {"odt": "text", "ods": "spreadsheet", "odp": "presentation", "odg": "graphics"}


def png(width: int = 1, height: int = 1) -> bytes:
    """A grey picture; its pixels are there only when it is small."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = b"".join(b"\0" + b"\x7f" * width for _ in range(min(height, 400)))
    chunks = [
        (b"IHDR", header),
        (b"IDAT", zlib.compress(rows[:200_000])),
        (b"IEND", b""),
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*chunk) for chunk in chunks)


def jpeg(width: int = 1, height: int = 1) -> bytes:
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\x01\x11\0"
    application = b"\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0"
    scan = b"\xff\xda\0\x08\x01\x01\0\0\x3f\0\xd2\xcf\x20"
    return b"\xff\xd8" + application + frame + scan + b"\xff\xd9"


def gif(width: int = 1, height: int = 1, comment: bytes = b"") -> bytes:
    screen = (
        b"GIF89a" + struct.pack("<HH", width, height) + b"\x80\0\0\0\0\0\xff\xff\xff"
    )
    said = b"\x21\xfe" + bytes([len(comment)]) + comment + b"\0" if comment else b""
    picture = (
        b"\x2c\0\0\0\0" + struct.pack("<HH", width, height) + b"\0\x02\x02\x44\x01\0"
    )
    return screen + said + picture + b"\x3b"


def webp(width: int = 1, height: int = 1) -> bytes:
    bits = (width - 1) | (height - 1) << 14
    body = (
        b"\x2f"
        + struct.pack("<I", bits)
        + b"\x07\x10\xfd\x8f\xfe\x07\x22\xa2\xff\x01\0"
    )
    chunk = b"VP8L" + struct.pack("<I", len(body)) + body
    return b"RIFF" + struct.pack("<I", len(chunk) + 4) + b"WEBP" + chunk


def webp_lossy(width: int, height: int) -> bytes:
    body = b"\x30\x01\0\x9d\x01\x2a" + struct.pack("<HH", width, height) + b"\0" * 8
    chunk = b"VP8 " + struct.pack("<I", len(body)) + body
    return b"RIFF" + struct.pack("<I", len(chunk) + 4) + b"WEBP" + chunk


def webp_extended(width: int, height: int) -> bytes:
    size = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    chunk = b"VP8X" + struct.pack("<I", 10) + b"\0\0\0\0" + size
    return b"RIFF" + struct.pack("<I", len(chunk) + 4) + b"WEBP" + chunk


def pdf() -> bytes:
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
        b"trailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"
    )


def office(extension: str, extra: dict[str, bytes] | None = None) -> bytes:
    types = f'<Types><Override ContentType="application/x.{_OFFICE_MAIN[extension]}"/>'
    return zipped({"[Content_Types].xml": types.encode(), **(extra or {})})


def open_document(extension: str, extra: dict[str, bytes] | None = None) -> bytes:
    label = f"application/vnd.oasis.opendocument.{_OPEN[extension]}".encode()
    return zipped({"mimetype": label, "content.xml": b"<x/>", **(extra or {})})


def zipped(parts: dict[str, bytes]) -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        for name, content in parts.items():
            how = ZIP_STORED if name == "mimetype" else ZIP_DEFLATED
            archive.writestr(name, content, compress_type=how)
    return packed.getvalue()


def huge(package: bytes) -> bytes:
    """Let the last part of a package claim that it unpacks to two gigabytes."""
    at = package.rfind(b"PK\x01\x02") + 24
    return package[:at] + struct.pack("<I", 2**31) + package[at + 4 :]


def upload(content: bytes, name: str = "file") -> SimpleUploadedFile:
    """What a browser sends; the type it claims is always a lie."""
    return SimpleUploadedFile(name, content, content_type="text/html")


def names_in(folder: Path) -> list[str]:
    """Return every file below `folder`, as the storage names it."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return sorted(path.relative_to(folder).as_posix() for path in found)


def _chunk(name: bytes, content: bytes) -> bytes:
    checksum = struct.pack(">I", zlib.crc32(name + content))
    return struct.pack(">I", len(content)) + name + content + checksum
