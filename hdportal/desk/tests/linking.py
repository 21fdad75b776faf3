"""What tests of links do over and over: one call a step."""

from typing import Any
from uuid import uuid4

from hdportal.accounts.models import User
from hdportal.desk.actions import known_errors, links
from hdportal.desk.actions.known_errors import Told
from hdportal.desk.domain.incident import LinkTarget
from hdportal.desk.models import Incident, KnownError
from hdportal.privacy.door import clean

TITLE = "The upload refuses dates before 1970"
WORKAROUND = "Leave the date of birth empty and upload again."


def known_error(by: User, title: str = TITLE, **more: Any) -> KnownError:
    """Write a known error down."""
    texts = {
        "title": clean(title),
        "symptom": clean("It says: date out of range."),
        "workaround": clean(WORKAROUND),
    }
    token = more.pop("form_token", uuid4())
    return known_errors.add(told=Told(**{**texts, **more}), by=by, form_token=token)


def link(
    incident: Incident, to: Incident, relation: LinkTarget, by: User, **more: Any
) -> Incident:
    """Link two incidents."""
    given = {"form_token": uuid4(), **more}
    return links.link(incident=incident, to=to, relation=relation, by=by, **given)


def below(child: Incident, parent: Incident, by: User) -> Incident:
    """Put one incident below another."""
    return link(child, parent, LinkTarget.PARENT, by)


def set_known_error(
    incident: Incident, to: KnownError | None, by: User, **more: Any
) -> Incident:
    """Say which known error it is, as it stands now unless told what was seen."""
    stands = Incident.objects.get(pk=incident.pk)
    given = {"form_token": uuid4(), "seen": str(stands.known_error or ""), **more}
    return links.set_known_error(incident=incident, to=to, by=by, **given)


def set_change(incident: Incident, to: str, by: User, **more: Any) -> Incident:
    """Enter a reference, as it stands now unless told what was seen."""
    stands = Incident.objects.get(pk=incident.pk)
    given = {"form_token": uuid4(), "seen": stands.change_reference, **more}
    return links.set_change(incident=incident, to=clean(to), by=by, **given)
