"""Tell people of the desk what happened: now, tomorrow morning, or not."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

from django.db import transaction

from hdportal.accounts.domain.mail_choice import MailChoice
from hdportal.accounts.models import User
from hdportal.audit.record import record
from hdportal.desk import mailing
from hdportal.desk.actions import notices
from hdportal.desk.domain.incident import SLA_KINDS
from hdportal.desk.domain.notices import newest_morning
from hdportal.desk.domain.policy import may_work_here
from hdportal.desk.domain.staff_notices import (
    TOLD_TO_HOLDER,
    StaffOccasion,
    roles_told,
    soonest,
    when_told,
)
from hdportal.desk.models import (
    AssignmentGroup,
    Incident,
    JournalEntry,
    StaffMailChoice,
    StaffNotice,
)
from hdportal.desk.queries.groups import active_groups
from hdportal.desk.queries.staff_mail import Choices, choices_of, people_of
from hdportal.kernel import clock

# Who is told, when, and about which group's incident: None for one of their own.
Told = tuple[User, MailChoice, AssignmentGroup | None]


def tell(
    *,
    incident: Incident,
    occasion: StaffOccasion,
    by: User | None,
    entry: JournalEntry,
    groups: Collection[AssignmentGroup] = (),
    has_note: bool = False,
) -> None:
    """Tell whoever has the incident and whom the procedure informs in `groups`.

    In the transaction of the change, and never whoever made it. Of a work note is
    told that there is one. `by` is None where a clock did it.

    Raises:
        ValueError: `entry` is internal to the desk and holds somebody's words.
    """
    if entry.kind not in SLA_KINDS:
        notices.require_mailable(entry)
    news = mailing.StaffNews(incident, occasion, entry, has_note, clock.now())
    for person, choice, group in _told(incident, occasion, groups):
        if person == by:
            continue
        match when_told(occasion, choice):
            case MailChoice.NOW:
                letter = mailing.staff_letter(person, news)
                notices.post(letter, kind=f"desk_{occasion}", to=person)
            case MailChoice.DAILY:
                _keep(person, news, group)
            case MailChoice.NONE:
                continue


def _told(
    incident: Incident, occasion: StaffOccasion, groups: Collection[AssignmentGroup]
) -> Iterator[Told]:
    holder = incident.assigned_to
    is_for_holder = holder is not None and occasion in TOLD_TO_HOLDER
    if is_for_holder and holder.is_active and holder.actor.is_desk:
        yield holder, choices_of(holder).own, None
    for person, choices in people_of(groups, roles_told(occasion)):
        # Whoever has it is told by another occasion, or by their own choice.
        if person != holder:
            yield person, *_about(choices, groups)


def _about(
    choices: Choices, groups: Collection[AssignmentGroup]
) -> tuple[MailChoice, AssignmentGroup]:
    """Return when to tell, and the group of which that was chosen."""
    by_choice = {choices.about(group): group for group in groups}
    choice = soonest(by_choice)
    return choice, by_choice[choice]


def _keep(person: User, news: mailing.StaffNews, group: AssignmentGroup | None) -> None:
    StaffNotice.objects.create(
        person=person,
        incident=news.incident,
        group=group,
        occasion=news.occasion,
        entry=news.entry,
        has_note=news.has_note,
        created_at=news.at,
    )


def send_digests(*, now: datetime) -> int:
    """Post the mail of the newest morning to everybody of the desk who waits.

    Return how many. As with callers, each person has a transaction of their own.
    """
    morning = newest_morning(now)
    due = StaffNotice.objects.filter(created_at__lt=morning)
    return sum(_send_digest(person, morning) for person in notices.waiting(due))


@transaction.atomic
def _send_digest(person_id: int, morning: datetime) -> bool:
    due = StaffNotice.objects.filter(person=person_id, created_at__lt=morning)
    rows = list(due.select_for_update().order_by("pk").values_list("pk", "group"))
    person = User.objects.get(pk=person_id)
    wanted = _wanted(person, rows)
    if wanted:
        shown = wanted[: notices.MOST_IN_DIGEST]
        more = len(wanted) - len(shown)
        letter = mailing.staff_digest(person, _news(shown), more=more, on=morning)
        notices.post(letter, kind="desk_digest", to=person)
    notices.drop(StaffNotice.objects.all(), [pk for pk, _group in rows])
    return bool(wanted)


def _wanted(person: User, rows: Sequence[tuple[int, int | None]]) -> list[int]:
    """Return what the person still wants to know: a choice or a role may be gone."""
    if not (person.is_active and person.actor.is_desk):
        return []
    choices = choices_of(person)
    chosen: dict[int | None, MailChoice] = {None: choices.own}
    groups = AssignmentGroup.objects.filter(pk__in={g for _pk, g in rows if g})
    chosen |= {group.pk: choices.about(group) for group in groups}
    return [pk for pk, group in rows if chosen[group] is not MailChoice.NONE]


def _news(keys: Sequence[int]) -> list[mailing.StaffNews]:
    rows = StaffNotice.objects.filter(pk__in=keys).order_by("pk")
    return [
        mailing.StaffNews(
            row.incident,
            StaffOccasion(row.occasion),
            row.entry,
            row.has_note,
            row.created_at,
        )
        for row in rows.select_related("incident", "entry__by")
    ]


@transaction.atomic
def choose(
    *, by: User, own: MailChoice, about: dict[AssignmentGroup, MailChoice]
) -> None:
    """Keep what a person of the desk wants to be told; groups not named stay.

    Only what differs from the standard is kept, so that whoever comes into another
    group gets what people of that group get.

    Raises:
        Denied: `by` does not work behind the desk.
    """
    may_work_here(by.actor).or_raise()
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    standard = Choices(by.actor.grants)
    wanted: dict[AssignmentGroup | None, MailChoice] = {None: own}
    wanted.update(about)
    for group, choice in wanted.items():
        usual = standard.about(group) if group else standard.own
        rows = StaffMailChoice.objects.filter(person=by, group=group)
        rows.delete()
        if choice != usual:
            StaffMailChoice.objects.create(person=by, group=group, choice=choice)
    facts = {group.key if group else "own": choice for group, choice in wanted.items()}
    record("profile.desk_mail", by=by, target=by, **facts)


def silence(*, by: User, is_silent: bool) -> None:
    """Tell a person nothing at all, or what is usual: for telling stories."""
    standard, none = Choices(by.actor.grants), MailChoice.NONE
    groups = list(active_groups())
    about = {g: none if is_silent else standard.about(g) for g in groups}
    choose(by=by, own=none if is_silent else standard.own, about=about)
