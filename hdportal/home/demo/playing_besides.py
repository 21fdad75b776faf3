"""Play what happens beside the stories: known errors, links, time worked."""

from collections.abc import Mapping
from uuid import UUID, uuid5

from hdportal.accounts.models import User
from hdportal.desk.actions import known_errors, links, time_worked
from hdportal.desk.actions.known_errors import Told
from hdportal.desk.actions.time_worked import Worked
from hdportal.desk.domain.incident import LinkTarget, State
from hdportal.desk.domain.known_errors import Status
from hdportal.desk.models import Incident, KnownError
from hdportal.desk.queries.links import between
from hdportal.home.demo.data.known_errors import KNOWN_ERRORS, KnownErrorText
from hdportal.home.demo.deeds import Deed, What
from hdportal.kernel import clock
from hdportal.portfolio.models import Application
from hdportal.privacy.door import clean

_NAMESPACE = UUID("0f7a1f0d-6f0f-4d52-9d8b-6a0f5a4e5b21")


def play(
    deed: Deed, incidents: Mapping[int, Incident], people: Mapping[str, User]
) -> Incident:
    """Do one deed to its incident, and return the incident as it stands then."""
    incident, by = incidents[deed.incident], people[deed.by]
    match deed.what:
        case What.KNOWN_ERROR:
            return links.set_known_error(
                incident=incident,
                to=_known_error(int(deed.detail), people),
                seen="",
                by=by,
                form_token=deed.token,
            )
        case What.RETIRE:
            one = _known_error(int(deed.detail), people)
            known_errors.set_status(one=one, to=Status.RETIRED, by=by)
        case What.LINK:
            return _link(incident, incidents[int(deed.to)], deed, by)
        case What.REFERENCE:
            return links.set_change(
                incident=incident,
                to=clean(deed.detail),
                seen=incident.change_reference,
                by=by,
                form_token=deed.token,
            )
        case _:
            note = clean(deed.text)
            worked = Worked(clock.today(), int(deed.detail), note)
            time_worked.add(
                incident=incident, worked=worked, by=by, form_token=deed.token
            )
    return incident


def _link(this: Incident, other: Incident, deed: Deed, by: User) -> Incident:
    if between(this, other):
        # By a load that was cut off; the other may have been closed since.
        return this
    other.refresh_from_db(fields=["state"])
    # Nothing comes below a closed one, and which others are alike is worth to know.
    is_closed = other.state == State.CLOSED
    relation = LinkTarget.RELATED if is_closed else LinkTarget(deed.detail)
    return links.link(
        incident=this, to=other, relation=relation, by=by, form_token=deed.token
    )


def _known_error(place: int, people: Mapping[str, User]) -> KnownError:
    """Return a known error; whoever needs it first has it written down."""
    text = KNOWN_ERRORS[place]
    return known_errors.add(
        told=_told(text),
        by=people[text.by],
        form_token=uuid5(_NAMESPACE, str(place)),
    )


def _told(text: KnownErrorText) -> Told:
    return Told(
        title=clean(text.title),
        symptom=clean(text.symptom),
        workaround=clean(text.workaround),
        application=Application.objects.filter(key=text.application).first(),
    )
