"""Read files of unknown encoding as text, or say that they are not text."""

import codecs
import sys
from pathlib import Path

STANDARD_INPUT = "-"
# The longer marks first: UTF-32's begins with UTF-16's.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE_BYTES = 4096


class NotText(ValueError):
    """The bytes are a document, picture or archive rather than plain text."""


def read_bytes(path: str) -> bytes:
    """Return the content of the file at `path`, or of standard input for "-"."""
    return (
        sys.stdin.buffer.read() if path == STANDARD_INPUT else Path(path).read_bytes()
    )


def decode(content: bytes) -> str:
    """Return `content` as text: by its mark, as UTF-8, or as Western European.

    Raises:
        NotText: there are zero bytes in it, as in PDF, Office files and pictures.
    """
    encoding = _marked_encoding(content) or _unmarked_utf_16(content)
    try:
        if encoding:
            return content.decode(encoding)
        if b"\0" in content or content.startswith((b"%PDF-", b"PK\x03\x04")):
            raise NotText
        return _decode_eight_bits(content)
    except UnicodeDecodeError as error:
        raise NotText from error


def _marked_encoding(content: bytes) -> str | None:
    return next((name for mark, name in _MARKS if content.startswith(mark)), None)


def _unmarked_utf_16(content: bytes) -> str | None:
    """Guess UTF-16 where nearly every other byte is zero, as in Western text."""
    sample = content[:_SAMPLE_BYTES]
    enough = max(1, len(sample) // 2 * 3 // 4)
    if sample[1::2].count(0) >= enough and not sample[::2].count(0):
        return "utf-16-le"
    if sample[::2].count(0) >= enough and not sample[1::2].count(0):
        return "utf-16-be"
    return None


def _decode_eight_bits(content: bytes) -> str:
    for encoding in ("utf-8", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1")
