"""Read the size of a picture from its header, without unpacking a single pixel."""

import struct
import zlib

from hdportal.files.domain.kinds import GIF, JPEG, PNG, WEBP, Kind
from hdportal.files.domain.refusals import NotAccepted, Reason

MAX_PIXELS = 50_000_000
_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
# Depths that go with each colour type (PNG 1.2, section 4.1.1).
_PNG_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
_JPEG_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_JPEG_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})
_JPEG_END = b"\xff\xd9"
_GIF_EXTENSION, _GIF_PICTURE, _GIF_END = 0x21, 0x2C, 0x3B
_VP8_START = b"\x9d\x01\x2a"


def picture_kind(content: bytes) -> Kind | None:
    """Return the kind of picture that `content` begins as, if it does."""
    if content.startswith(_PNG_SIGNATURE):
        return PNG
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG
    if content.startswith((b"GIF87a", b"GIF89a")):
        return GIF
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return WEBP
    return None


def refuse_unless_sound(content: bytes, kind: Kind) -> None:
    """Accept a picture whose header is whole and whose size is reasonable.

    Raises:
        NotAccepted: it is damaged, or would take too much memory to show.
    """
    readers = {PNG: _png_size, JPEG: _jpeg_size, GIF: _gif_size, WEBP: _webp_size}
    try:
        width, height = readers[kind](content)
    except (struct.error, IndexError) as error:
        raise NotAccepted(Reason.DAMAGED) from error
    if not width or not height:
        raise NotAccepted(Reason.DAMAGED)
    if width * height > MAX_PIXELS:
        raise NotAccepted(Reason.TOO_MANY_PIXELS)


def _png_size(content: bytes) -> tuple[int, int]:
    length, name, width, height, depth, colour = struct.unpack_from(
        ">I4sIIBB", content, 8
    )
    (checksum,) = struct.unpack_from(">I", content, 29)
    is_header = (
        length == 13 and name == b"IHDR" and depth in _PNG_DEPTHS.get(colour, ())
    )
    if not is_header or checksum != zlib.crc32(content[12:29]):
        raise NotAccepted(Reason.DAMAGED)
    if not _png_ends(content):
        raise NotAccepted(Reason.DAMAGED)
    return width, height


def _png_ends(content: bytes) -> bool:
    """Walk from chunk to chunk: a picture that was cut off has no end."""
    at = 8
    while at + 12 <= len(content):
        length, name = struct.unpack_from(">I4s", content, at)
        at += 12 + length
        if name == b"IEND":
            return bool(at <= len(content))
    return False


def _jpeg_size(content: bytes) -> tuple[int, int]:
    at = 2
    while True:
        if content[at] != 0xFF:
            raise NotAccepted(Reason.DAMAGED)
        while content[at] == 0xFF:  # any number of these may stand before a marker
            at += 1
        marker = content[at]
        at += 1
        if marker in _JPEG_FRAMES:
            if content.rfind(_JPEG_END) < at:  # cut off
                raise NotAccepted(Reason.DAMAGED)
            height, width = struct.unpack_from(">HH", content, at + 3)
            return width, height
        if marker in (0xD9, 0xDA):  # the picture before its size
            raise NotAccepted(Reason.DAMAGED)
        if marker not in _JPEG_ALONE:
            (length,) = struct.unpack_from(">H", content, at)
            if length < 2:
                raise NotAccepted(Reason.DAMAGED)
            at += length


def _gif_size(content: bytes) -> tuple[int, int]:
    """Return the greater of the screen and each picture on it (GIF89a, section 20)."""
    width, height, flags = struct.unpack_from("<HHB", content, 6)
    at = 13 + _gif_colours(flags)
    pictures = 0
    while (block := content[at]) != _GIF_END:
        if block == _GIF_EXTENSION:
            at = _after_gif_blocks(content, at + 2)
        elif block == _GIF_PICTURE:
            wide, high, flags = struct.unpack_from("<HHB", content, at + 5)
            width, height = max(width, wide), max(height, high)
            at = _after_gif_blocks(content, at + 11 + _gif_colours(flags))
            pictures += 1
        else:
            raise NotAccepted(Reason.DAMAGED)
    return (width, height) if pictures else (0, 0)


def _gif_colours(flags: int) -> int:
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _after_gif_blocks(content: bytes, at: int) -> int:
    while content[at]:
        at += content[at] + 1
    return at + 1


def _webp_size(content: bytes) -> tuple[int, int]:
    (riff_size,) = struct.unpack_from("<I", content, 4)
    if riff_size + 8 > len(content) or len(content) < 30:
        raise NotAccepted(Reason.DAMAGED)
    match content[12:16]:
        case b"VP8 " if content[23:26] == _VP8_START:
            width, height = struct.unpack_from("<HH", content, 26)
            return width & 0x3FFF, height & 0x3FFF
        case b"VP8L" if content[20] == 0x2F:
            (bits,) = struct.unpack_from("<I", content, 21)
            return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        case b"VP8X":
            # Two numbers of three bytes each.
            width = int.from_bytes(content[24:27], "little") + 1
            return width, int.from_bytes(content[27:30], "little") + 1
        case _:
            raise NotAccepted(Reason.DAMAGED)
