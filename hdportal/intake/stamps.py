"""What a page with somebody's draft on it depends on."""

_DRAFT = """
    SELECT MAX(updated_at) FROM intake_draft WHERE person_id = %s AND purpose = %s
"""


def draft_asked(person_id: int, purpose: str) -> tuple[str, tuple[object, ...]]:
    """Return what to ask for the last change of a person's drafts of this purpose.

    It fits `accounts.stamps.stamp`.
    """
    return _DRAFT, (person_id, purpose)
