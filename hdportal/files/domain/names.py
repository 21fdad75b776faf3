"""Make the name of a file safe to show, to keep and to download."""

import re
import unicodedata

from hdportal.files.domain.kinds import ACCEPTED_EXTENSIONS, Kind

MAX_CHARACTERS = 120
# File systems count bytes, most of them up to 255.
MAX_BYTES = 200
FALLBACK = "file"

# Control, format (bidi marks, zero width), surrogate, private and unassigned.
_DROPPED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_FORBIDDEN = re.compile(r'[<>:"|?*]')
_SPACE = re.compile(r"\s+")
_RESERVED = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:\.|$)",
    re.IGNORECASE,
)
_PROGRAMS = """
    app apk bat bash bin cmd com command cpl dll dmg deb elf exe gadget hta inf ins
    iso jar js jse lnk mjs msc msi msp pif pkg ps1 psm1 py reg rpm scf scr sct sh
    so sys url vb vbe vbs ws wsc wsf wsh xll
"""
_PAGES = "chm htm html mht mhtml php shtml svg svgz swf xht xhtml xsl"
_OTHERS = """
    7z bmp bz2 doc docm dot dotm gz heic heif msg ppt pptm rar rtf tar tif tiff xls
    xlsb xlsm xz zip
"""
PROGRAMS = frozenset(_PROGRAMS.split())
PAGES = frozenset(_PAGES.split())
_KNOWN = frozenset(ACCEPTED_EXTENSIONS) | PROGRAMS | PAGES | {*_OTHERS.split()}


def readable_name(name: str) -> str:
    """Return `name` without its path and without what hides or turns characters.

    >>> readable_name("../../etc/pass\\u202ewd.png")
    'passwd.png'
    >>> readable_name("C:\\\\temp\\\\screen  shot.png")
    'screen shot.png'
    """
    # Spaces first: a line end is a control character, and must part two words.
    spaced = _SPACE.sub(" ", name.replace("\\", "/").rsplit("/", 1)[-1])
    kept = "".join(c for c in spaced if unicodedata.category(c) not in _DROPPED)
    plain = _FORBIDDEN.sub("_", unicodedata.normalize("NFC", kept))
    plain = _SPACE.sub(" ", plain).strip(" .")
    stem, extension = _parted(plain)
    return _fitted(stem, extension) or FALLBACK


def safe_name(name: str, kind: Kind) -> str:
    """Return `name`, made readable, with an extension that tells the truth.

    >>> from hdportal.files.domain.kinds import PNG, TEXT
    >>> safe_name("photo.exe", PNG)
    'photo.png'
    >>> safe_name("release 1.2", TEXT)
    'release 1.2.txt'
    """
    stem, extension = _parted(readable_name(name))
    if extension.lower() not in kind.extensions:
        if extension.lower() not in _KNOWN:
            stem = f"{stem}.{extension}" if extension else stem
        extension = kind.extensions[0]
    stem = stem.strip(" .") or FALLBACK
    if _RESERVED.match(f"{stem}."):
        stem = f"_{stem}"
    return _fitted(stem, extension)


def extension_of(name: str) -> str:
    """Return the extension in small letters, without its dot."""
    return _parted(name)[1].lower()


def _parted(name: str) -> tuple[str, str]:
    stem, dot, extension = name.rpartition(".")
    if dot and extension.isascii() and extension.isalnum() and len(extension) <= 8:
        return stem, extension
    return name, ""


def _fitted(stem: str, extension: str) -> str:
    ending = f".{extension}" if extension else ""
    stem = stem[: MAX_CHARACTERS - len(ending)]
    while len((stem + ending).encode("utf-8", "replace")) > MAX_BYTES:
        stem = stem[:-1]
    return stem.rstrip(" .") + ending
