"""Where a role counts: everywhere, in one project, in one organisation."""

import re

from hdportal.kernel.actor import EVERYWHERE

_PROJECT = re.compile(r"HDBP\d{4}")
_SCOPE = re.compile(r"(project:[A-Z0-9_-]{2,40}|organisation:[1-9][0-9]{0,9})?")


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
    return f"{kind.lower()}:{name.upper() if kind.lower() == 'project' else name}"


def is_scope(text: str) -> bool:
    """Return whether `text` names a scope; "" is everywhere.

    >>> is_scope(EVERYWHERE), is_scope("organisation:3"), is_scope("moon")
    (True, True, False)
    """
    return text == EVERYWHERE or bool(_SCOPE.fullmatch(text))
