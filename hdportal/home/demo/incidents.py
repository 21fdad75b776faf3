"""About two hundred incidents of the last months, the same at every load."""

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from django.http import QueryDict

from hdportal.accounts.models import User
from hdportal.desk.actions import comments, incidents
from hdportal.desk.models import Incident
from hdportal.home.demo.data import INCIDENT_SUBJECTS, IncidentText
from hdportal.intake import forms
from hdportal.intake.models import FormVersion
from hdportal.kernel import clock
from hdportal.privacy.door import clean

HOW_MANY = 200
DAYS = 120
SEED = 2026
CALLERS = {"caller": 60, "caller2": 50, "researcher": 40, "employee": 20, "lead": 10}
FOLLOW_UPS = {
    "en": (
        "It happened again this morning, with the same message.",
        "Found out since: it works in another browser.",
        "A colleague of mine has the same problem.",
    ),
    "nl": (
        "Vanmorgen opnieuw gebeurd, met dezelfde melding.",
        "Intussen gemerkt: in een andere browser lukt het wel.",
    ),
    "fr": (
        "Cela s’est reproduit ce matin, avec le même message.",
        "Remarqué entre-temps : cela marche dans un autre navigateur.",
    ),
}


def load_incidents(say: Callable[[str], None]) -> None:
    """Report the demo incidents in the order of their dates."""
    rng = random.Random(SEED)
    callers = {name: User.objects.get(email=f"{name}@demo.example") for name in CALLERS}
    version = FormVersion.objects.filter(definition__key="incident").latest("number")
    plans = [_plan(rng, index) for index in range(HOW_MANY)]
    last_token = plans[-1][-1]
    if Incident.objects.filter(form_token=last_token).exists():
        return
    for index, (moment, caller, text, token) in enumerate(plans, start=1):
        with clock.standing_at(moment):
            incident = _report(callers[caller], text, version, token)
        _follow_up(rng, incident, callers[caller], text.language, moment)
        if index % 50 == 0:
            say(f"{index} of {HOW_MANY} incidents")


def _plan(rng: random.Random, index: int) -> tuple[datetime, str, IncidentText, UUID]:
    age = timedelta(days=DAYS * (1 - (index + 1) / (HOW_MANY + 1)))
    moment = clock.now() - age - timedelta(minutes=rng.randrange(30))
    caller = rng.choices(list(CALLERS), weights=list(CALLERS.values()))[0]
    text = INCIDENT_SUBJECTS[rng.randrange(len(INCIDENT_SUBJECTS))]
    return moment, caller, text, UUID(int=rng.getrandbits(128), version=4)


def _report(
    caller: User, text: IncidentText, version: FormVersion, token: UUID
) -> Incident:
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
    answers = forms.filled(version, posted).checked().answers()
    return incidents.report(
        caller=caller, answers=answers, form_token=token, by=caller
    ).incident


def _follow_up(
    rng: random.Random, incident: Incident, by: User, language: str, since: datetime
) -> None:
    for number in range(rng.choice((0, 0, 0, 1, 1, 2))):
        later = since + timedelta(hours=rng.randrange(1, 20) * (number + 1))
        token = UUID(int=rng.getrandbits(128), version=4)
        text = clean(rng.choice(FOLLOW_UPS[language]))
        if later < clock.now():
            with clock.standing_at(later):
                comments.add(incident=incident, text=text, form_token=token, by=by)
