"""Write known errors down, correct them, retire them."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from hdportal.accounts.models import User
from hdportal.audit.record import record
from hdportal.desk.actions import counters
from hdportal.desk.actions.conflicts import ChangedMeanwhile
from hdportal.desk.domain import known_errors
from hdportal.desk.domain.known_errors import PREFIX, Status
from hdportal.desk.models import KnownError
from hdportal.kernel import clock
from hdportal.portfolio.models import Application, Project
from hdportal.privacy.door import CleanText, require_clean


@dataclass(frozen=True)
class Told:
    """What is told of a known error."""

    title: CleanText
    symptom: CleanText
    workaround: CleanText
    application: Application | None = None
    project: Project | None = None


_FIELDS = ("title", "symptom", "workaround", "application", "project")


@transaction.atomic
def add(*, told: Told, by: User, form_token: UUID) -> KnownError:
    """Write a known error down; the same form sent twice writes one.

    Raises:
        Denied: `by` does not work behind the desk.
    """
    _require_clean(told)
    known_errors.may_keep(by.actor).or_raise()
    # One submit at a time for each person, so that a double click cannot race.
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    own = KnownError.objects.filter(opened_by=by, form_token=form_token)
    if sent := own.first():
        return sent
    now = clock.now()
    one = KnownError(
        opened_by=by,
        opened_at=now,
        updated_by=by,
        updated_at=now,
        form_token=form_token,
    )
    _fill(one, told)
    one.save()
    one.number = counters.take(PREFIX)
    one.words = _words(one)
    one.save(update_fields=["number", "words"])
    record("known_error.add", by=by, target=one)
    return one


@transaction.atomic
def change(*, one: KnownError, told: Told, version: int, by: User) -> KnownError:
    """Correct what is told of a known error; `version` is the one that was read.

    Raises:
        Denied: `by` does not work behind the desk.
        ChangedMeanwhile: somebody else changed it since.
    """
    _require_clean(told)
    known_errors.may_keep(by.actor).or_raise()
    one = KnownError.objects.select_for_update().get(pk=one.pk)
    changed = [name for name in _FIELDS if getattr(one, name) != getattr(told, name)]
    if not changed:
        return one
    if one.version != version:
        seen, stands = str(version), str(one.version)
        raise ChangedMeanwhile("known_error", seen=seen, stands=stands, wanted=seen)
    _fill(one, told)
    one.words = _words(one)
    _save(one, by, *changed, "words")
    record("known_error.change", by=by, target=one, changed=changed)
    return one


@transaction.atomic
def set_status(*, one: KnownError, to: Status, by: User) -> KnownError:
    """Retire a known error that was put right, or open it again.

    Raises:
        Denied: `by` does not work behind the desk.
    """
    known_errors.may_keep(by.actor).or_raise()
    one = KnownError.objects.select_for_update().get(pk=one.pk)
    was = Status(one.status)
    if was is to:
        return one
    one.status = to
    _save(one, by, "status")
    record("known_error.status", by=by, target=one, status=[was, to])
    return one


def _fill(one: KnownError, told: Told) -> None:
    for name in _FIELDS:
        setattr(one, name, getattr(told, name))


def _save(one: KnownError, by: User, *fields: str) -> None:
    one.version += 1
    one.updated_by, one.updated_at = by, clock.now()
    one.save(update_fields=[*fields, "version", "updated_by", "updated_at"])


def _words(one: KnownError) -> str:
    number = str(one.number)
    # It is found by its short number as well: KE7.
    short = f"{PREFIX}{int(number.removeprefix(PREFIX))}"
    about = [str(named) for named in (one.application, one.project) if named]
    texts = (one.title, one.symptom, one.workaround)
    return known_errors.words_for(number, short, *texts, *about)


def _require_clean(told: Told) -> None:
    for text in (told.title, told.symptom, told.workaround):
        require_clean(text)
