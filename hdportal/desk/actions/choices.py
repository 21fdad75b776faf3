"""Keep the lists that the desk chooses from."""

from collections.abc import Mapping

from django.db import transaction

from hdportal.accounts.models import User
from hdportal.audit.record import record
from hdportal.desk.actions.conflicts import require_unchanged
from hdportal.desk.domain.choices import (
    Kind,
    LastOne,
    Names,
    NotOffered,
    key_for,
    may_keep_lists,
    require_names,
)
from hdportal.desk.domain.stock_choices import is_delivered
from hdportal.desk.models import DeskChoice
from hdportal.desk.queries import choices as stored


def add_missing(stock: Mapping[Kind, Mapping[str, Names]]) -> None:
    """Add what comes with the portal and is not there yet, as stock values."""
    known = set(DeskChoice.objects.values_list("kind", "key"))
    DeskChoice.objects.bulk_create(
        DeskChoice(
            kind=kind, key=key, position=position, is_stock=True, **_columns(names)
        )
        for kind, values in stock.items()
        for position, (key, names) in enumerate(values.items())
        if (kind, key) not in known
    )
    stored.lists.forget()


@transaction.atomic
def add(*, kind: Kind, names: Names, by: User, parent: str = "") -> DeskChoice:
    """Add a value at the end of a list; `parent` is the category of a subcategory.

    Raises:
        Denied: `by` does not keep the desk's settings.
        WrongName: a name is missing, or in the list already.
        NotOffered: there is no such category.
    """
    may_keep_lists(by.actor).or_raise()
    rows = _locked(kind)
    if (kind is Kind.SUBCATEGORY) is not bool(parent):
        raise NotOffered
    if parent and not stored.every(Kind.CATEGORY).filter(key=parent).exists():
        raise NotOffered
    names, beside = names.trimmed(), [r for r in rows if r.parent_key == parent]
    require_names(names, others=[row.names for row in beside])
    key = key_for(names.en, parent=parent, taken=[row.key for row in rows])
    position = max((row.position for row in beside), default=-1) + 1
    added = DeskChoice.objects.create(
        kind=kind, key=key, parent_key=parent, position=position, **_columns(names)
    )
    _done("choice.add", added, by)
    return added


@transaction.atomic
def rename(*, choice: DeskChoice, names: Names, version: int, by: User) -> DeskChoice:
    """Call a value something else; saving it as it stands confirms a stock value.

    `version` is the one that the page showed.

    Raises:
        Denied: `by` does not keep the desk's settings.
        WrongName: a name is missing, or in the list already.
        ChangedMeanwhile: somebody else renamed it since the page was made.
        NotOffered: somebody else removed it.
    """
    may_keep_lists(by.actor).or_raise()
    one, others = _among(choice)
    names = names.trimmed()
    require_names(names, others=[other.names for other in others])
    if one.names != names:
        seen, stands = str(version), str(one.version)
        require_unchanged("names", seen=seen, stands=stands, wanted="")
    fields = [f for f, name in _columns(names).items() if getattr(one, f) != name]
    if not fields and not one.is_stock:
        return one
    for field in fields:
        setattr(one, field, _columns(names)[field])
    one.is_stock, one.version = False, one.version + 1
    one.save(update_fields=[*fields, "is_stock", "version"])
    _done("choice.rename", one, by, fields=fields)
    return one


@transaction.atomic
def move(*, choice: DeskChoice, is_up: bool, by: User) -> DeskChoice:
    """Let a value change places with the one before or after it, if there is one.

    Raises:
        Denied: `by` does not keep the desk's settings.
        NotOffered: somebody else removed it.
    """
    may_keep_lists(by.actor).or_raise()
    one, others = _among(choice)
    beside = sorted([*others, one], key=lambda row: (row.position, row.pk))
    here = beside.index(one)
    there = here - 1 if is_up else here + 1
    if not 0 <= there < len(beside):
        return one
    beside[here], beside[there] = beside[there], beside[here]
    for position, row in enumerate(beside):
        if row.position != position:
            row.position = position
            row.save(update_fields=["position"])
    _done("choice.move", one, by, position=there)
    return one


@transaction.atomic
def show(*, choice: DeskChoice, is_active: bool, by: User) -> DeskChoice:
    """Offer a value again, or hide it: incidents that have it stay as they are.

    Raises:
        Denied: `by` does not keep the desk's settings.
        LastOne: nothing would be left to choose.
        NotOffered: somebody else removed it.
    """
    may_keep_lists(by.actor).or_raise()
    one, others = _among(choice)
    if one.is_active is is_active:
        return one
    is_needed = one.kind != Kind.SUBCATEGORY
    if not is_active and is_needed and not any(row.is_active for row in others):
        raise LastOne
    one.is_active = is_active
    one.save(update_fields=["is_active"])
    _done("choice.show" if is_active else "choice.hide", one, by)
    return one


@transaction.atomic
def remove(*, choice: DeskChoice, by: User) -> bool:
    """Take a value away, and return whether it is gone.

    One that an incident names, or that came with the portal, is hidden instead.

    Raises:
        Denied: `by` does not keep the desk's settings.
        LastOne: nothing would be left to choose.
        NotOffered: somebody else removed it.
    """
    one = show(choice=choice, is_active=False, by=by)
    if is_delivered(Kind(one.kind), one.key) or stored.is_used(one):
        return False
    record("choice.remove", by=by, target=one)
    one.delete()
    _forget()
    return True


def require_offered(kind: Kind, key: str, *, parent: str = "") -> None:
    """Refuse a value that cannot be chosen at this moment.

    Raises:
        NotOffered: it is unknown, or hidden.
    """
    if not stored.is_offered(kind, key, parent=parent):
        raise NotOffered


def _locked(kind: Kind | str) -> list[DeskChoice]:
    # Everybody who writes to a list waits at its first row; a list of subcategories
    # may have none yet, so those wait at the categories.
    locks = kind if kind != Kind.SUBCATEGORY else Kind.CATEGORY
    held = DeskChoice.objects.select_for_update().filter(kind=locks).order_by("pk")
    rows = list(held)
    return rows if locks == kind else list(stored.every(Kind(kind)))


def _among(choice: DeskChoice) -> tuple[DeskChoice, list[DeskChoice]]:
    rows = [r for r in _locked(choice.kind) if r.parent_key == choice.parent_key]
    one = next((row for row in rows if row.pk == choice.pk), None)
    if one is None:
        raise NotOffered
    return one, [row for row in rows if row is not one]


def _columns(names: Names) -> dict[str, str]:
    return {"name_en": names.en, "name_nl": names.nl, "name_fr": names.fr}


def _done(event: str, choice: DeskChoice, by: User, **facts: object) -> None:
    record(event, by=by, target=choice, **facts)
    _forget()


def _forget() -> None:
    # Now for this request, and again when others can see what was written.
    stored.lists.forget()
    transaction.on_commit(stored.lists.forget)
