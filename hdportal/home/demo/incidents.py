"""About two hundred incidents of the last months with all that happened to them."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction

from hdportal.accounts.actions import profiles
from hdportal.accounts.domain.mail_choice import MailChoice
from hdportal.accounts.models import User
from hdportal.desk.actions import sla_warnings, staff_notices
from hdportal.desk.models import AssignmentGroup, Incident, SlaClock
from hdportal.home.demo.besides import with_besides
from hdportal.home.demo.data import PEOPLE
from hdportal.home.demo.deeds import Deed, Story
from hdportal.home.demo.playing import Stage
from hdportal.home.demo.stories import CALLERS, HOW_MANY, stories
from hdportal.home.demo.working_time import minutes_before
from hdportal.intake.models import FormVersion
from hdportal.kernel import clock

Say = Callable[[str], None]

STEP = 50
# So many deeds in one transaction: on a disk that keeps its word, each costs time.
AT_ONCE = 50


def load_incidents(say: Say) -> None:
    """Tell the stories of the demo incidents; a second time changes nothing.

    A load that was cut off is gone on with: each deed has a token of its own.
    """
    told = with_besides(stories())
    deeds = sorted(
        (deed for story in told for deed in story.deeds),
        key=lambda deed: (-deed.minutes, deed.incident, deed.place),
    )
    # The last of them is the report of the newest incident.
    if Incident.objects.filter(form_token=deeds[-1].token).exists():
        return
    now = clock.now()
    _choose_mail(MailChoice.NONE)
    stage = _stage(told)
    for start in range(0, len(deeds), AT_ONCE):
        is_last = start + AT_ONCE >= len(deeds)
        known = len(stage.incidents)
        with transaction.atomic():
            _play(stage, deeds[start : start + AT_ONCE], now)
            if is_last:
                _warn_until(now)
                stage.close(now)
                _choose_mail(MailChoice.NOW)
        _tell(say, known, len(stage.incidents))


def _play(stage: Stage, deeds: list[Deed], now: datetime) -> None:
    for deed in deeds:
        at = minutes_before(now, deed.minutes)
        _warn_until(at)
        stage.play(deed, at)


def _warn_until(at: datetime) -> None:
    """Let the desk be warned as the worker would have done it up to that moment."""
    waiting = SlaClock.objects.filter(warn_at__lt=at).order_by("warn_at")
    while due := waiting.values_list("warn_at", flat=True).first():
        with clock.standing_at(min(due + timedelta(minutes=1), at)):
            if not sla_warnings.warn_all():
                return


def _choose_mail(choice: MailChoice) -> None:
    """Let nobody be mailed about what is only told, and everybody from now on."""
    addresses = [f"{name}@demo.example" for name in CALLERS]
    for caller in User.objects.filter(email__in=addresses):
        profiles.set_mail_choice(by=caller, choice=choice)
    for person in User.objects.filter(email__in=[person.email for person in PEOPLE]):
        if person.actor.is_desk:
            staff_notices.silence(by=person, is_silent=choice is MailChoice.NONE)


def _stage(told: list[Story]) -> Stage:
    accounts = {person.email: person.account for person in PEOPLE}
    people = User.objects.filter(email__in=accounts).select_related("organisation")
    return Stage(
        texts=[story.text for story in told],
        people={accounts[person.email]: person for person in people},
        groups={group.key: group for group in AssignmentGroup.objects.all()},
        version=FormVersion.objects.filter(definition__key="incident").latest("number"),
    )


def _tell(say: Say, was: int, known: int) -> None:
    if known // STEP > was // STEP:
        say(f"{known // STEP * STEP} of {HOW_MANY} incidents")
