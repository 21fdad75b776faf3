"""Find out what a file is: by its content, never by its name or the browser's word.

The name can only make a refusal out of an acceptance: whoever sends "setup.bat" is
told that scripts are not accepted, also when its content is harmless text.
"""

from hdportal.files.domain import images, names
from hdportal.files.domain.kinds import PDF, TEXT, Kind
from hdportal.files.domain.packages import package_kind
from hdportal.files.domain.refusals import NotAccepted, Reason

_ZIP = b"PK\x03\x04"
_PDF_END = b"%%EOF"
_BEGINNINGS = (
    ((b"PK\x05\x06", b"PK\x07\x08"), Reason.ARCHIVE),
    ((b"\x1f\x8b", b"BZh", b"\xfd7zXZ\0", b"7z\xbc\xaf\x27\x1c"), Reason.ARCHIVE),
    ((b"Rar!\x1a\x07", b"\x28\xb5\x2f\xfd", b"\x04\x22\x4d\x18"), Reason.ARCHIVE),
    ((b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xce\xfa\xed\xfe"), Reason.PROGRAM),
    ((b"\xcf\xfa\xed\xfe", b"L\0\0\0\x01\x14\x02\0", b"\0asm"), Reason.PROGRAM),
    ((b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",), Reason.OLD_OFFICE),
    ((b"II*\0", b"MM\0*", b"\0\0\x01\0"), Reason.OTHER_PICTURE),
)


def sniff(content: bytes, name: str) -> Kind:
    """Return the kind of `content`.

    `TEXT` means: perhaps a text; whoever reads it must still ask `texts`.

    Raises:
        NotAccepted: it is of no accepted kind, or damaged.
    """
    if picture := images.picture_kind(content):
        images.refuse_unless_sound(content, picture)
        return picture
    if content.startswith(b"%PDF-"):
        return _pdf(content)
    if content.startswith(_ZIP):
        return package_kind(content)
    _refuse_known(content)
    _refuse_by_name(name)
    return TEXT


def _pdf(content: bytes) -> Kind:
    if _PDF_END not in content:
        raise NotAccepted(Reason.DAMAGED)
    return PDF


def _refuse_known(content: bytes) -> None:
    for beginnings, reason in _BEGINNINGS:
        # "MZ" and "BZh" could begin a text; a program or an archive has zero bytes.
        if content.startswith(beginnings) and not _is_printable(content[:64]):
            raise NotAccepted(reason)
    if content[257:262] == b"ustar":
        raise NotAccepted(Reason.ARCHIVE)
    if content[4:8] == b"ftyp" and content[8:11] in (b"hei", b"hev", b"mif", b"avi"):
        raise NotAccepted(Reason.OTHER_PICTURE)
    if content.startswith(b"BM") and content[6:10] == b"\0\0\0\0":
        raise NotAccepted(Reason.OTHER_PICTURE)


def _refuse_by_name(name: str) -> None:
    extension = names.extension_of(name)
    if extension in names.PROGRAMS:
        raise NotAccepted(Reason.PROGRAM)
    if extension in names.PAGES:
        raise NotAccepted(Reason.PAGE)


def _is_printable(beginning: bytes) -> bool:
    return all(32 <= byte < 127 or byte in b"\t\r\n" for byte in beginning)
