"""One incident as the desk handles it: who has it, since when, and its files."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from hdportal.accounts.models import User
from hdportal.desk.domain.audience import DESK
from hdportal.desk.domain.incident import ASSIGNING_KINDS, EntryKind
from hdportal.desk.models import (
    AssignmentGroup,
    Incident,
    IncidentLink,
    JournalEntry,
)
from hdportal.desk.queries.groups import active_groups, desk_people
from hdportal.desk.queries.one import files_owner
from hdportal.files.models import StoredFile
from hdportal.kernel.actor import DESK_ROLES, EVERYWHERE
from hdportal.web.prepared import Given, Prepared

_PEOPLE = ("caller", "opened_by", "assigned_to", "resolved_by")
_THINGS = ("organisation", "project", "application", "assignment_group")
# Nine whole rows would cost twice as much to read as what the page says of them.
_SHOWN = (
    *(column.name for column in Incident._meta.concrete_fields),
    *(f"{p}__{n}" for p in _PEOPLE for n in ("first_name", "last_name", "email")),
    *(f"caller__{name}" for name in ("telephone", "is_active", "mail_choice")),
    "organisation__name",
    *(f"project__{name}" for name in ("key", "abbreviation", "name", "code")),
    *(f"application__{name}" for name in ("key", "name")),
    *(f"assignment_group__{name}" for name in ("key", "name")),
)


_PASSED_ON = (
    JournalEntry.objects.filter(
        incident=OuterRef("pk"), kind__in=sorted(ASSIGNING_KINDS)
    )
    .values("incident")
    .annotate(times=Count("pk"))
    .values("times")
)
_LINKS = IncidentLink.objects.filter(
    Q(incident=OuterRef("pk")) | Q(to_incident=OuterRef("pk"))
)

_TICKET: Prepared[Incident] = Prepared(
    lambda: (
        Incident.objects.filter(number=Given("number"), audience__scope=DESK)
        .select_related(*_PEOPLE, *_THINGS)
        .only(*_SHOWN)
        .annotate(
            reassigned=Coalesce(Subquery(_PASSED_ON), 0), has_links=Exists(_LINKS)
        )
        .order_by()[:1]
    )
)
_FILES: Prepared[StoredFile] = Prepared(
    lambda: StoredFile.objects.filter(owner__in=[Given("said"), Given("noted")])
)


def ticket(number: str) -> Incident | None:
    """Return an incident of the desk with all it names, in one query.

    Whoever asks has to work behind the desk: `policy.may_work_here`.
    """
    return _TICKET.first(number=number)


def files_of_ticket(incident: Incident) -> list[StoredFile]:
    """Return all its files, those of work notes included; for the desk only."""
    noted = files_owner(incident, EntryKind.WORK_NOTE)
    return _FILES(said=files_owner(incident), noted=noted)


def newest_of(incident: Incident, *kinds: EntryKind) -> JournalEntry | None:
    """Return the newest entry of these kinds, with who made it."""
    entries = JournalEntry.objects.filter(incident=incident, kind__in=kinds)
    return entries.select_related("by").order_by("-at", "-id").first()


def person_named(key: str) -> str:
    """Return the name of a person whose key a form carried; "" for nobody."""
    person = User.objects.filter(pk=key).first() if _is_key(key) else None
    return person.get_full_name() if person else ""


def hands_named(keys: str) -> tuple[str, str]:
    """Return the names of group and person whose keys a form carried as "3:17"."""
    group_key, _colon, person_key = keys.partition(":")
    groups = AssignmentGroup.objects.filter(pk=group_key) if _is_key(group_key) else []
    group = next(iter(groups), None)
    return (group.name if group else "", person_named(person_key))


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 18


@dataclass(frozen=True)
class Team:
    """A group with the people who can be given its incidents."""

    group: AssignmentGroup
    people: Sequence[User]


def teams() -> list[Team]:
    """Return the groups with their people, in two queries whatever their number."""
    holders = desk_people().prefetch_related("role_assignments__group")
    scopes = [(person, _desk_scopes(person)) for person in holders]
    return [
        Team(group, [p for p, held in scopes if held & {EVERYWHERE, group.scope}])
        for group in active_groups()
    ]


def _desk_scopes(person: User) -> set[str]:
    return {
        assignment.scope
        for assignment in person.role_assignments.all()
        if assignment.group.name in DESK_ROLES
    }
