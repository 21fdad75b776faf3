"""Project codes: `HDBP0016`, which later documents write as `REG0016`."""

import re

from hdportal.kernel.errors import DomainError
from hdportal.kernel.text import N_

PREFIX = "HDBP"
_CODE = re.compile(r"(?:HDBP|REG)?[\s_-]*(\d{1,6})", re.IGNORECASE | re.ASCII)


class NotACode(DomainError):
    """What was typed cannot be a project code."""


def read_code(text: str) -> str:
    """Return the code that `text` means, or "" when it means none.

    >>> read_code("hdbp 16"), read_code("REG0016"), read_code("0016")
    ('HDBP0016', 'HDBP0016', 'HDBP0016')
    >>> read_code("pacemaker")
    ''
    """
    found = _CODE.fullmatch(text.strip())
    return f"{PREFIX}{int(found[1]):04d}" if found else ""


def code_from_form(text: str) -> str:
    """Return the code as it is stored; nothing typed means no code yet.

    Raises:
        NotACode: something was typed that is no code.
    """
    if not text.strip():
        return ""
    if code := read_code(text):
        return code
    raise NotACode(N_("Write the code as HDBP and four digits, such as HDBP0016."))


def spellings(code: str) -> list[str]:
    """Return the words by which a code is found, with all and with fewer zeros.

    >>> spellings("HDBP0198")
    ['hdbp0198', 'reg0198', '0198', 'hdbp198', 'reg198', '198']
    """
    if not code:
        return []
    digits = code.removeprefix(PREFIX)
    zeros = len(digits) - len(str(int(digits)))
    tails = [digits[cut:] for cut in range(zeros + 1)]
    return [prefix + tail for tail in tails for prefix in ("hdbp", "reg", "")]
