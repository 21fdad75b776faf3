"""Play the stories of the demo incidents through the actions, in their order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.http import QueryDict

from hdportal.accounts.models import User
from hdportal.desk.actions import (
    comments,
    endings,
    handling,
    incidents,
    notes,
    procedure,
)
from hdportal.desk.actions import properties as desk_properties
from hdportal.desk.actions.conflicts import key_of
from hdportal.desk.actions.handling import Assignment
from hdportal.desk.actions.properties import Wanted, value_of
from hdportal.desk.domain.incident import Channel, CloseCode, HoldReason
from hdportal.desk.domain.properties import Property
from hdportal.desk.models import AssignmentGroup, Incident
from hdportal.home.demo import playing_besides
from hdportal.home.demo.data import IncidentText
from hdportal.home.demo.deeds import Deed, What
from hdportal.intake import forms
from hdportal.intake.forms import Answers
from hdportal.intake.models import FormVersion
from hdportal.kernel import clock
from hdportal.kernel.clock import BRUSSELS
from hdportal.kernel.errors import DomainError
from hdportal.portfolio.models import Project
from hdportal.privacy.door import clean

CLOSING_TIME = time(6)


@dataclass
class Stage:
    """Everybody and everything that the stories name, and how far they are."""

    texts: Sequence[IncidentText]
    people: Mapping[str, User]
    groups: Mapping[str, AssignmentGroup]
    version: FormVersion
    incidents: dict[int, Incident] = field(default_factory=dict)
    ended: set[int] = field(default_factory=set)
    day: date = date.min

    def play(self, deed: Deed, at: datetime) -> None:
        """Do one deed at its moment, the clock's own work before it included."""
        self._close_in_the_morning(at)
        if deed.incident in self.ended:
            return
        try:
            with clock.standing_at(at):
                self._act(deed)
        except DomainError:
            # Somebody went on with it since a load that was cut off: it is theirs.
            self.ended.add(deed.incident)

    def _close_in_the_morning(self, at: datetime) -> None:
        day = at.astimezone(BRUSSELS).date()
        if day != self.day:
            self.day = day
            self.close(datetime.combine(day, CLOSING_TIME, BRUSSELS))

    def close(self, at: datetime) -> None:
        """Let the clock close what was resolved long enough before `at`."""
        with clock.standing_at(at):
            endings.close_due()

    def _act(self, deed: Deed) -> None:
        if deed.what is What.REPORT:
            self.incidents[deed.incident] = self._report(deed)
            return
        incident = self.incidents[deed.incident]
        match deed.what:
            case What.TAKE | What.HAND_ON | What.HAND_BACK:
                self.incidents[deed.incident] = self._assign(incident, deed)
            case What.HOLD | What.RESUME | What.RESOLVE | What.REOPEN | What.WITHDRAW:
                self.incidents[deed.incident] = self._move(incident, deed)
            case What.COMMENT | What.NOTE | What.CHANGE | What.CHECK:
                self._add(incident, deed)
            case _:
                done = playing_besides.play(deed, self.incidents, self.people)
                self.incidents[deed.incident] = done

    def _report(self, deed: Deed) -> Incident:
        caller = self.people[deed.by]
        channel, now = Channel(deed.detail or Channel.PORTAL), clock.now()
        return incidents.report(
            caller=caller,
            answers=_answers(self.texts[deed.incident], self.version),
            form_token=deed.token,
            by=self.people[deed.to] if deed.to else caller,
            channel=channel,
            received_at=_came(deed, now) if channel is Channel.EMAIL else None,
        ).incident

    def _assign(self, incident: Incident, deed: Deed) -> Incident:
        by, token = self.people[deed.by], deed.token
        has_it = key_of(incident.assigned_to_id)
        if deed.what is What.TAKE:
            return handling.take(
                incident=incident, by=by, form_token=token, seen_person=has_it
            )
        seen, note = (key_of(incident.assignment_group_id), has_it), clean(deed.text)
        if deed.what is What.HAND_BACK:
            return handling.hand_back(
                incident=incident, by=by, form_token=token, seen=seen, note=note
            )
        to = self.people[deed.to] if deed.to else None
        return handling.hand_on(
            incident=incident,
            to=Assignment(self.groups[deed.detail], to),
            by=by,
            form_token=token,
            seen=seen,
            note=note,
        )

    def _move(self, incident: Incident, deed: Deed) -> Incident:
        by, token, text = self.people[deed.by], deed.token, clean(deed.text)
        match deed.what:
            case What.HOLD:
                return handling.put_on_hold(
                    incident=incident,
                    reason=HoldReason(deed.detail),
                    by=by,
                    form_token=token,
                    comment=text,
                )
            case What.RESUME:
                return handling.resume(incident=incident, by=by, form_token=token)
            case What.RESOLVE:
                return handling.resolve(
                    incident=incident,
                    close_code=CloseCode(deed.detail),
                    close_notes=text,
                    by=by,
                    form_token=token,
                )
            case What.REOPEN:
                return endings.reopen(
                    incident=incident, reason=text, by=by, form_token=token
                )
            case _:
                return incidents.withdraw(incident=incident, by=by)

    def _add(self, incident: Incident, deed: Deed) -> None:
        by, token = self.people[deed.by], deed.token
        match deed.what:
            case What.COMMENT:
                text = clean(deed.text)
                comments.add(incident=incident, text=text, form_token=token, by=by)
            case What.NOTE:
                text = clean(deed.text)
                notes.add(incident=incident, text=text, form_token=token, by=by)
            case What.CHECK:
                procedure.check(
                    incident=incident,
                    ref=deed.detail,
                    outcome=deed.to,
                    by=by,
                    form_token=token,
                )
            case _:
                name, key = Property(deed.detail), deed.to
                is_project = name is Property.PROJECT
                to = Wanted(key, Project.objects.get(key=key) if is_project else None)
                seen = value_of(incident, name)
                desk_properties.change(
                    incident=incident, name=name, to=to, seen=seen, by=by
                )


def _came(deed: Deed, now: datetime) -> datetime:
    """Return when the e-mail came: mostly hours ago, one in seven waited."""
    hours = 30 if deed.incident % 7 == 0 else 1 + deed.incident % 5
    return now - timedelta(hours=hours)


def _answers(text: IncidentText, version: FormVersion) -> Answers:
    posted = QueryDict(mutable=True)
    posted.update(
        {
            "urgency": str(text.urgency.value),
            "category": text.problem_type.value,
            "project": text.project,
            "application": text.application,
            "subject": text.subject,
            "description": text.description,
        }
    )
    return forms.filled(version, posted).checked().answers()
