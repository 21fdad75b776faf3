"""Find the person for whom the desk writes an incident down."""

from django.db.models import Case, Q, Value, When

from hdportal.accounts.models import Organisation, User

MOST = 8
# Shorter words would find nearly everybody.
SHORTEST = 2
_WORDS, _LONGEST = 4, 160


def is_searchable(text: str) -> bool:
    """Return whether a text can name somebody: neither a letter nor a novel."""
    # PostgreSQL takes no NUL.
    return text.isprintable() and SHORTEST <= len(text.strip()) <= _LONGEST


def found(text: str) -> list[User]:
    """Return at most `MOST` people by address or name, whose account is not closed.

    Each word must be in the address or a name. First whoever has the very address,
    then whose address or name begins with the last word.
    """
    if not is_searchable(text):
        return []
    text = text.strip()
    people = User.objects.filter(is_active=True).select_related("organisation")
    words = text.split()[:_WORDS]
    for word in words:
        people = people.filter(_is(word, "icontains"))
    best = Case(
        When(email=text.lower(), then=Value(0)),
        When(_is(words[-1], "istartswith"), then=Value(1)),
        default=Value(2),
    )
    return list(people.order_by(best, "last_name", "first_name", "pk")[:MOST])


def of_address(text: str) -> User | None:
    """Return whoever has this very address, also when the account is closed."""
    if not is_searchable(text) or "@" not in text:
        return None
    people = User.objects.select_related("organisation")
    return people.filter(email=text.strip().lower()).first()


def of_key(key: str) -> User | None:
    """Return the person of this key, also when the account is closed."""
    if not (key.isascii() and key.isdigit() and len(key) < 18):
        return None
    return User.objects.select_related("organisation").filter(pk=key).first()


def organisations() -> list[Organisation]:
    """Return every organisation by name."""
    return list(Organisation.objects.order_by("name"))


def _is(word: str, how: str) -> Q:
    names = ("email", "first_name", "last_name")
    return Q(*((f"{name}__{how}", word) for name in names), _connector=Q.OR)


def _tidy(text: str) -> str:
    # PostgreSQL takes no NUL.
    return text.strip()[:_LONGEST] if text.isprintable() else ""
