"""Where a role counts: everywhere, or in one project, organisation or group."""

import re

from hdportal.kernel.actor import EVERYWHERE

_PROJECT = re.compile(r"HDBP\d{4}")
_SCOPE = re.compile(
    r"(project:[A-Z0-9_-]{2,40}|organisation:[1-9][0-9]{0,9}|group:[a-z0-9-]{2,40})?"
)


def normalised(text: str) -> str:
    """Return the scope that a person meant; a project's number alone is enough.

    >>> normalised(" hdbp0016 ")
    'project:HDBP0016'
    >>> normalised("Project: HDBP0016")
    'project:HDBP0016'
    """
    text = "".join(text.split())
    if _PROJECT.fullmatch(text.upper()):
        return f"project:{text.upper()}"
    kind, colon, name = text.partition(":")
    if not colon:
        return text
    kind = kind.lower()
    return f"{kind}:{name.upper() if kind == 'project' else name.lower()}"


def is_scope(text: str) -> bool:
    """Return whether `text` names a scope; "" is everywhere.

    >>> is_scope(EVERYWHERE), is_scope("organisation:3"), is_scope("moon")
    (True, True, False)
    """
    return text == EVERYWHERE or bool(_SCOPE.fullmatch(text))
