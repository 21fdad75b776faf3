"""Hand an incident on to another group or person, or back to the Service Desk."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from hdportal.desk.actions import handling
from hdportal.desk.actions.conflicts import ChangedMeanwhile
from hdportal.desk.actions.handling import Assignment, NotInGroup
from hdportal.desk.domain.sop import Step
from hdportal.desk.handling_forms import HAND_BACK_FORM, hand_on_form
from hdportal.desk.models import Incident
from hdportal.desk.presenters.ticket_hands import (
    ASSIGNING,
    hand_back_panel,
    hand_on_panel,
    hands,
    people_options,
    versions,
)
from hdportal.desk.presenters.ticket_panels import FormPanel
from hdportal.desk.queries.groups import active_groups, desk_people
from hdportal.desk.queries.ticket import hands_named, newest_of, teams
from hdportal.desk.views.handling_flow import METHODS, FormStep, Sent, form_step
from hdportal.desk.views.ticket import ticket_or_404
from hdportal.intake.models import FormVersion
from hdportal.kernel.errors import DomainError
from hdportal.kernel.text import N_


class SameHands(DomainError):
    """It would be handed on to whoever has it."""

    def __init__(self) -> None:
        super().__init__(N_("It is there already: choose another group or person."))


def _version() -> FormVersion:
    return hand_on_form(teams())


def _hand_on(sent: Sent) -> None:
    group_key, person_key = (sent.answers.choice(key) for key in ("group", "person"))
    if f"{group_key}:{person_key}" == sent.was:
        raise SameHands
    people = desk_people().filter(pk=person_key) if person_key else desk_people().none()
    handling.hand_on(
        incident=sent.incident,
        to=Assignment(active_groups().get(pk=group_key), people.first()),
        by=sent.by,
        form_token=sent.form_token,
        seen=_seen(sent),
        note=sent.answers.text("handover_note") or None,
    )


def _hand_back(sent: Sent) -> None:
    handling.hand_back(
        incident=sent.incident,
        by=sent.by,
        form_token=sent.form_token,
        seen=_seen(sent),
        note=sent.answers.text("handover_note") or None,
    )


def _seen(sent: Sent) -> tuple[str, str]:
    group, _colon, person = sent.was.partition(":")
    return group, person


def _assigned_by_another(
    panel: FormPanel, incident: Incident, error: ChangedMeanwhile
) -> FormPanel:
    both = versions(
        seen=hands(*hands_named(error.seen)),
        stands=hands(*hands_named(error.stands)),
        newest=newest_of(incident, *ASSIGNING),
    )
    return replace(panel, versions=both, was=error.stands)


HAND_ON = FormStep(
    Step.HAND_ON,
    _version,
    _hand_on,
    panel=hand_on_panel,
    field_of={NotInGroup: "person", SameHands: "person"},
    conflict=_assigned_by_another,
)


HAND_BACK = FormStep(
    Step.HAND_BACK,
    lambda: HAND_BACK_FORM,
    _hand_back,
    panel=hand_back_panel,
    conflict=_assigned_by_another,
)


@require_http_methods(METHODS)
def desk_hand_on(request: HttpRequest, number: str) -> HttpResponse:
    """Ask to whom; POST hands it on. htmx also asks for the people of a group."""
    if request.htmx and "people" in request.GET and request.user.is_authenticated:
        return _people_of_group(request, number)
    return form_step(request, number, HAND_ON)


@require_http_methods(METHODS)
def desk_hand_back(request: HttpRequest, number: str) -> HttpResponse:
    """Ask what was found; POST gives it back to the Service Desk."""
    return form_step(request, number, HAND_BACK)


def _people_of_group(request: HttpRequest, number: str) -> HttpResponse:
    ticket_or_404(request, number)
    people = people_options(teams(), request.GET.get("group", ""))
    context = {"people": people, "chosen": "", "error": ""}
    return render(request, "desk/_people_field.html", context)
