"""One person for every role, and what they meet: for tests of several apps."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import uuid4

from hdportal.accounts.models import AccountRequest, User
from hdportal.accounts.tests.factories import (
    make_account_request,
    make_organisation,
    make_user,
)
from hdportal.desk import queries
from hdportal.desk.actions import comments, routing, time_worked
from hdportal.desk.actions.routing import RuleWanted
from hdportal.desk.actions.time_worked import Worked
from hdportal.desk.models import (
    AssignmentGroup,
    AssignmentRule,
    Incident,
    KnownError,
    TimeWorked,
)
from hdportal.desk.tests.factories import about_application, incident
from hdportal.desk.tests.linking import known_error
from hdportal.files import queries as stored
from hdportal.files.models import StoredFile
from hdportal.intake.models import Draft
from hdportal.intake.tests.factories import attached, draft
from hdportal.kernel import clock
from hdportal.kernel.actor import Grant, Role
from hdportal.privacy.door import clean
from hdportal.schedules.actions import closing_days, hours
from hdportal.schedules.actions.hours import HoursWanted
from hdportal.schedules.domain.closures import Closure
from hdportal.schedules.domain.week import read_windows
from hdportal.schedules.models import CalendarEdition, ClosingDay
from hdportal.schedules.queries import DESK

DESCRIPTION = "The description that only some may read"
COMMENT = "The comment that only some may read"
CALLER = "Casey"
PICTURE = "picture-for-some.png"
TIME_NOTE = "Tungsten in the evening"

ROLES = {
    "agent": Role.AGENT,
    "analyst": Role.ANALYST,
    "coordinator": Role.COORDINATOR,
    "incident manager": Role.INCIDENT_MANAGER,
    "dpo": Role.DPO,
    "pmo": Role.PMO,
    "employee": Role.EMPLOYEE,
    "editor": Role.EDITOR,
    "auditor": Role.AUDITOR,
    "administrator": Role.ADMINISTRATOR,
}


@dataclass(frozen=True)
class Cast:
    """Everybody by name, and what there is to look at.

    The incident has a picture and a line of time that the agent worked; its caller has
    begun to write another one, with a file. The agent wrote a known error down.
    """

    people: dict[str, User]
    incident: Incident
    picture: StoredFile
    draft: Draft
    draft_file: StoredFile
    account_request: AccountRequest
    known_error: KnownError
    rule: AssignmentRule
    line: TimeWorked
    week: CalendarEdition
    closing_day: ClosingDay

    def __getitem__(self, name: str) -> User:
        return self.people[name]


def assemble() -> Cast:
    """Make the cast; the caller's hospital lets colleagues see its incidents."""
    hospital = make_organisation("Sharing hospital", shares_incidents=True)
    institute = make_organisation("Institute")
    on_project = Grant(Role.RESEARCHER, "project:HDBP0016")
    people = {
        "caller": make_user(organisation=hospital, first_name=CALLER),
        "colleague": make_user(organisation=hospital),
        "other caller": make_user(organisation=make_organisation("Other hospital")),
        "researcher": make_user(roles=[on_project]),
        "newcomer": make_user(organisation=institute, profile_completed=False),
    }
    for name, role in ROLES.items():
        people[name] = make_user(roles=[role], organisation=institute)
    reported = _reported(people["caller"])
    begun = draft(people["caller"])
    return Cast(
        people=people,
        incident=reported,
        picture=stored.of(queries.files_owner(reported)).get(),
        draft=begun,
        draft_file=attached(begun.token, people["caller"]),
        account_request=make_account_request(),
        known_error=known_error(people["agent"]),
        rule=routing.add(
            wanted=RuleWanted(AssignmentGroup.objects.get(key="iat"), "account"),
            by=people["incident manager"],
        ),
        line=_worked(reported, people["agent"]),
        week=_week(people["administrator"]),
        closing_day=closing_days.add(
            key=DESK,
            wanted=Closure(date(2027, 5, 14), date(2027, 5, 14)),
            by=people["administrator"],
        ),
    )


def _reported(by: User) -> Incident:
    answers = about_application(subject="Upload refused", description=DESCRIPTION)
    reported = incident(by, **answers)
    token = uuid4()
    attached(token, by, PICTURE)
    comments.add(
        incident=reported,
        text=clean(COMMENT),
        form_token=token,
        draft_token=token,
        by=by,
    )
    return reported


def _week(by: User) -> CalendarEdition:
    open_all_day = (read_windows("09:00-17:00"),) * 7
    wanted = HoursWanted(clock.today() + timedelta(days=30), open_all_day)
    return hours.enter(key=DESK, wanted=wanted, by=by)


def _worked(reported: Incident, by: User) -> TimeWorked:
    worked = Worked(clock.today(), 90, clean(TIME_NOTE))
    return time_worked.add(incident=reported, worked=worked, by=by, form_token=uuid4())
