"""Mail to the desk: who gets it when, what it says, and what it never says."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import transaction

from hdportal.accounts.domain.mail_choice import MailChoice
from hdportal.accounts.models import RoleAssignment, User
from hdportal.accounts.tests.factories import make_user
from hdportal.desk.actions import endings, notices, staff_notices
from hdportal.desk.domain.staff_notices import StaffOccasion
from hdportal.desk.models import JournalEntry, StaffMailChoice, StaffNotice
from hdportal.desk.tests import factories as make
from hdportal.desk.tests.handling_steps import (
    analyst,
    group,
    hand_back,
    hand_on,
    resolve,
    take,
)
from hdportal.desk.tests.mailed import EVENING, comment, html_of, newest_mail, text_of
from hdportal.kernel import clock
from hdportal.kernel.actor import Grant, Role
from hdportal.kernel.errors import Denied
from hdportal.outbox.models import OutboxMail
from hdportal.privacy.door import clean

pytestmark = pytest.mark.django_db

NOW, DAILY, NONE = MailChoice.NOW, MailChoice.DAILY, MailChoice.NONE
MORNING = datetime(2026, 11, 24, 6, tzinfo=UTC)  # 07:00 in Brussels


@pytest.fixture(autouse=True)
def address(settings):
    settings.BASE_URL = "https://portal.example"


@pytest.fixture
def agent():
    return make.agent()


@pytest.fixture
def incident():
    return make.incident(make.caller(), subject="CSV refused")


def somebody(name, role, scope="", language=""):
    person = make_user(email=f"{name}@demo.example", roles=[Grant(role, scope)])
    User.objects.filter(pk=person.pk).update(language=language)
    return User.objects.get(pk=person.pk)


def chooses(person, choice, key=None):
    if key is None:
        staff_notices.choose(by=person, own=choice, about={})
    else:
        about = {group(key): choice}
        staff_notices.choose(by=person, own=NOW, about=about)


def mailed():
    """Return the mails to the desk: kind and to whom."""
    rows = OutboxMail.objects.filter(kind__startswith="desk_").order_by("pk")
    return list(rows.values_list("kind", "recipient"))


def kept():
    rows = StaffNotice.objects.order_by("person__email")
    return list(rows.values_list("occasion", "person__email"))


def test_whoever_gets_an_incident_is_told_at_once(agent, incident):
    dwh = analyst("dwh")

    hand_on(incident, agent, "dwh", dwh)

    assert mailed() == [("desk_assigned", dwh.email)]
    mail = newest_mail()
    assert mail["Subject"] == f"[{incident.number}] CSV refused"
    assert f"{agent.get_full_name()} assigned {incident.number} to you." in (
        " ".join(text_of(mail).split())
    )
    page = f"https://portal.example/desk/incidents/{incident.number}/#entry-"
    assert any(link.startswith(page) for link in html_of(mail).links)
    assert "https://portal.example/profile/#desk-mail" in html_of(mail).links


def test_a_group_is_told_in_the_morning_and_others_are_not(agent, incident):
    analyst("dwh")
    analyst("iat")
    somebody("coordinator", Role.COORDINATOR, "group:dwh")
    somebody("manager", Role.INCIDENT_MANAGER)
    somebody("editor", Role.EDITOR)
    make.agent("agent2")

    hand_on(incident, agent, "dwh")

    told = ["coordinator", "dwh", "manager"]
    assert kept() == [("handed_on", f"{name}@demo.example") for name in told]
    assert mailed() == []


def test_handing_back_tells_the_coordinators_of_both_and_the_manager(agent, incident):
    dwh = analyst("dwh")
    hand_on(incident, agent, "dwh", dwh)
    somebody("first", Role.COORDINATOR, "group:service-desk")
    somebody("second", Role.COORDINATOR, "group:dwh")
    somebody("manager", Role.INCIDENT_MANAGER)
    somebody("other", Role.COORDINATOR, "group:iat")

    hand_back(incident, dwh)

    told = ["first", "manager", "second"]
    assert kept() == [("handed_back", f"{name}@demo.example") for name in told]


def test_an_answer_and_a_reopening_tell_who_has_it(agent, incident):
    comment(incident, incident.caller, "Nobody has it yet.")
    take(incident, agent)

    comment(incident, incident.caller, "It is line 12.")
    assert mailed() == [("desk_answered", agent.email)]
    assert "> It is line 12." in text_of(newest_mail())

    resolve(incident, agent)
    endings.reopen(
        incident=incident,
        reason=clean("It is back."),
        by=incident.caller,
        form_token=uuid4(),
    )
    assert mailed()[1:] == [("desk_reopened", agent.email)]
    assert "> It is back." in text_of(newest_mail())


def test_nobody_is_told_of_own_doings(agent, incident):
    manager = somebody("manager", Role.INCIDENT_MANAGER)

    take(incident, agent)
    hand_on(incident, agent, "service-desk", agent)
    hand_on(incident, manager, "dwh")
    comment(incident, agent, "Which line?")

    assert (mailed(), kept()) == ([], [])


def test_a_person_of_the_same_group_is_told_and_the_group_is_not(agent, incident):
    somebody("manager", Role.INCIDENT_MANAGER)
    colleague = make.agent("agent2")

    hand_on(incident, agent, "service-desk", colleague)

    assert mailed() == [("desk_assigned", colleague.email)]
    assert kept() == []


@pytest.mark.parametrize(
    ("choice", "mails", "waiting"), [(NOW, 1, 0), (DAILY, 0, 1), (NONE, 0, 0)]
)
def test_each_chooses_for_own_and_for_each_group(
    agent, incident, choice, mails, waiting
):
    dwh, other = analyst("dwh"), make.incident(incident.caller)
    chooses(dwh, choice)
    hand_on(incident, agent, "dwh", dwh)
    assert (len(mailed()), len(kept())) == (mails, waiting)

    chooses(dwh, choice, "dwh")
    hand_on(other, agent, "dwh")
    assert (len(mailed()), len(kept())) == (2 * mails, 2 * waiting)


def test_a_group_of_others_is_told_to_who_chose_it(incident):
    agents = [make.agent(name) for name in ("agent", "agent2")]
    chooses(agents[1], NOW, "dwh")

    hand_on(incident, agents[0], "dwh")

    assert mailed() == [("desk_handed_on", agents[1].email)]


def test_only_what_differs_from_the_standard_is_kept(agent):
    chooses(agent, NOW, "dwh")
    assert StaffMailChoice.objects.count() == 1

    chooses(agent, NONE, "dwh")
    assert not StaffMailChoice.objects.exists()


def test_who_left_or_has_no_role_any_more_is_not_told(agent, incident):
    gone, former = analyst("dwh"), make.agent("agent2")
    take(incident, former)
    User.objects.filter(pk=gone.pk).update(is_active=False)
    RoleAssignment.objects.filter(user=former).delete()

    comment(incident, incident.caller, "Line 12.")
    hand_on(incident, agent, "dwh")

    assert (mailed(), kept()) == ([], [])


def test_a_work_note_is_told_of_and_never_told(agent, incident):
    dwh = analyst("dwh")
    chooses(dwh, NOW, "dwh")

    hand_on(incident, agent, "dwh", note=clean("Zirkonium of the database."))

    mail = newest_mail()
    assert "A work note was written." in text_of(mail)
    assert "Zirkonium" not in mail.as_string()
    note = JournalEntry.objects.get(kind="work_note")
    told = {"incident": incident, "by": agent, "entry": note}
    with pytest.raises(ValueError, match="work note"):
        staff_notices.tell(occasion=StaffOccasion.ANSWERED, **told)


def test_a_mail_asks_no_machine_for_an_answer(agent, incident):
    hand_on(incident, agent, "dwh", analyst("dwh"))

    mail = newest_mail()

    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["X-Auto-Response-Suppress"] == "All"
    assert mail["References"] == f"<incident.{incident.number}@portal.example>"


def test_each_reads_in_their_own_language(agent, incident):
    dwh = somebody("dwh", Role.ANALYST, "group:dwh", language="nl")

    hand_on(incident, agent, "dwh", dwh)

    assert ("lang", "nl") in html_of(newest_mail()).attributes


def test_a_subject_with_a_line_break_stays_one_line(agent):
    incident = make.incident(make.caller(), subject="One\u2028Bcc: all@example.org")

    hand_on(incident, agent, "dwh", analyst("dwh"))

    assert newest_mail()["Bcc"] is None


def test_a_change_that_fails_tells_nobody(agent, incident):
    with transaction.atomic():
        hand_on(incident, agent, "dwh", analyst("dwh"))
        transaction.set_rollback(True)

    assert (mailed(), kept()) == ([], [])


def test_the_same_form_sent_twice_tells_once(agent, incident):
    token, dwh = uuid4(), analyst("dwh")

    for _turn in range(2):
        hand_on(incident, agent, "dwh", dwh, form_token=token)

    assert mailed() == [("desk_assigned", dwh.email)]


def test_an_address_that_cannot_be_written_stops_no_change(agent, incident, caplog):
    dwh = analyst("dwh")
    User.objects.filter(pk=dwh.pk).update(email='"a, b"@demo.example')

    hand_on(incident, agent, "dwh", User.objects.get(pk=dwh.pk))

    incident.refresh_from_db()
    assert incident.assigned_to == dwh
    assert "notice.not_posted" in caplog.text


def test_the_mail_of_a_morning_gathers_what_was_kept(agent, incident):
    dwh, other = analyst("dwh"), make.incident(incident.caller, subject="Two")
    with clock.standing_at(EVENING):
        hand_on(incident, agent, "dwh", note=clean("Zirkonium."))
        hand_on(other, agent, "dwh")

    assert staff_notices.send_digests(now=MORNING - timedelta(seconds=1)) == 0
    assert staff_notices.send_digests(now=MORNING) == 1
    assert staff_notices.send_digests(now=MORNING) == 0

    assert mailed() == [("desk_digest", dwh.email)]
    assert not StaffNotice.objects.exists()
    text = text_of(newest_mail())
    assert newest_mail()["Subject"] == "What is new at the desk: 24 Nov 2026"
    assert f"{incident.number}: CSV refused\n---" in text
    assert f"{other.number}: Two\n---" in text
    assert text.count("A work note was written.") == 1
    assert "Zirkonium" not in newest_mail().as_string()


def test_who_does_not_want_it_any_more_gets_no_mail_in_the_morning(agent, incident):
    dwh = analyst("dwh")
    with clock.standing_at(EVENING):
        hand_on(incident, agent, "dwh")
    chooses(dwh, NONE, "dwh")

    assert staff_notices.send_digests(now=MORNING) == 0
    assert not StaffNotice.objects.exists()


def test_a_morning_mail_is_of_bearable_size(agent, incident):
    dwh = analyst("dwh")
    hand_on(incident, agent, "dwh")
    one = StaffNotice.objects.values().get()
    one.pop("id")
    one["created_at"] = EVENING
    StaffNotice.objects.all().delete()
    StaffNotice.objects.bulk_create(StaffNotice(**one) for _ in range(1500))

    assert staff_notices.send_digests(now=MORNING) == 1

    assert "1400 more things happened." in text_of(newest_mail())
    assert mailed() == [("desk_digest", dwh.email)]


def test_callers_and_the_desk_have_mornings_of_their_own(agent, incident):
    analyst("dwh")
    with clock.standing_at(EVENING):
        hand_on(incident, agent, "dwh")

    assert notices.send_digests(now=MORNING) == 0
    assert StaffNotice.objects.count() == 1


def test_only_the_desk_chooses(incident):
    with pytest.raises(Denied):
        staff_notices.choose(by=incident.caller, own=NONE, about={})
