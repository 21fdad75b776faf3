"""A work note, its words, its files and their names: only the desk ever meets them."""

from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client

from hdportal.desk import queries
from hdportal.desk.actions import notes
from hdportal.desk.domain.audience import DESK, Reading
from hdportal.desk.domain.incident import EntryKind
from hdportal.desk.domain.searching import Query
from hdportal.desk.models import JournalEntry
from hdportal.files import queries as stored
from hdportal.intake.actions import drafts
from hdportal.intake.queries import open_draft
from hdportal.intake.tests.factories import attached
from hdportal.kernel.actor import DESK_ROLES
from hdportal.outbox.models import OutboxMail
from hdportal.privacy.door import clean
from tests.cast import ROLES, Cast, assemble

pytestmark = pytest.mark.django_db
# Words found nowhere else, so that a search for each one of them tells.
WORDS = "Zirkonium beside quixotic plumage"
BEGUN = "Vermilion thoughts"
FILE = "obsidian-inside.png"
SECRETS = ("Zirkonium", "quixotic", "plumage", "obsidian", "Vermilion")
BEHIND_THE_DESK = {name for name, role in ROLES.items() if role in DESK_ROLES}
OTHERS = sorted(
    {"caller", "colleague", "other caller", "researcher", "newcomer"}
    | set(ROLES) - BEHIND_THE_DESK
)


@pytest.fixture
def cast() -> Cast:
    """Everybody, and an incident with a work note that brought a file."""
    cast = assemble()
    agent, token = cast["agent"], uuid4()
    attached(token, agent, FILE)
    notes.add(
        incident=cast.incident,
        text=clean(WORDS),
        form_token=token,
        draft_token=token,
        by=agent,
    )
    begun = {"kind": clean(EntryKind.WORK_NOTE), "words": clean(BEGUN)}
    purpose = queries.note_purpose(cast.incident)
    drafts.keep(token=uuid4(), purpose=purpose, version=None, values=begun, by=agent)
    return cast


@pytest.fixture
def note_file(cast):
    return stored.of(queries.files_owner(cast.incident, EntryKind.WORK_NOTE)).get()


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def pages(cast: Cast) -> list[str]:
    """Return every address of which a reader without the desk's role may try."""
    incident = cast.incident
    own, desk = f"/incidents/{incident.number}/", f"/desk/incidents/{incident.number}/"
    scopes = [a.scope for a in incident.audience.all()]
    lists = [f"/incidents/?state=all&list={scope}" for scope in scopes]
    words = [f"/incidents/?state=all&q={word}" for word in SECRETS]
    note_draft = open_draft(cast["agent"], queries.note_purpose(incident))
    continued = [f"{page}?draft={note_draft.token}" for page in (own, desk)]
    return [
        "/",
        "/incidents/",
        "/incidents/?state=all",
        *lists,
        *words,
        own,
        f"{own}?all=1",
        f"{own}comment/",
        f"{own}withdraw/",
        *continued,
        "/desk/",
        desk,
        f"{desk}?all=1",
        f"{desk}note/",
        f"{desk}edit/urgency/",
        f"/desk/search/?q={SECRETS[0]}",
        "/profile/",
    ]


def test_the_desk_reads_it(cast, note_file):
    page = f"/desk/incidents/{cast.incident.number}/"

    for name in sorted(BEHIND_THE_DESK):
        client = signed_in(cast[name])
        shown = client.get(page).content.decode()
        file = client.get(f"{page}files/{note_file.pk}/")
        preview = client.get(f"{page}files/{note_file.pk}/preview/")
        assert WORDS in shown
        assert FILE in shown
        assert f'href="{page}files/{note_file.pk}/"' in shown
        assert list(file)
        assert list(preview)
        assert (file.status_code, preview.status_code) == (200, 200)


@pytest.mark.parametrize("name", OTHERS)
def test_nobody_else_finds_it_on_any_page(cast, name):
    client = signed_in(cast[name])

    for address in pages(cast):
        for in_place in ({}, {"HTTP_HX_REQUEST": "true"}):
            shown = client.get(address, **in_place).content.decode()
            # An address that somebody asked for may come back in a search field.
            found = shown.replace(f"q={SECRETS[0]}", "")
            for secret in SECRETS if "q=" not in address else (WORDS, FILE, BEGUN):
                assert secret not in found, address


@pytest.mark.parametrize("name", OTHERS)
@pytest.mark.parametrize("end", ["", "preview/"])
def test_nobody_else_gets_its_files(cast, note_file, name, end):
    client = signed_in(cast[name])
    number = cast.incident.number

    own = client.get(f"/incidents/{number}/files/{note_file.pk}/{end}")
    desk = client.get(f"/desk/incidents/{number}/files/{note_file.pk}/{end}")

    # Whoever has not completed the profile is led there, whatever is asked for.
    expected = (302, 302) if name == "newcomer" else (404, 403)
    assert (own.status_code, desk.status_code) == expected


@pytest.mark.parametrize("end", ["", "preview/"])
def test_the_callers_address_has_no_file_of_a_note_not_even_for_the_desk(
    cast, note_file, end
):
    address = f"/incidents/{cast.incident.number}/files/{note_file.pk}/{end}"

    for name in sorted(BEHIND_THE_DESK):
        assert signed_in(cast[name]).get(address).status_code == 404


def test_an_agent_sees_at_the_callers_address_what_the_caller_sees(cast):
    page = f"/incidents/{cast.incident.number}/?all=1"

    shown = signed_in(cast["agent"]).get(page).content.decode()

    for secret in SECRETS:
        assert secret not in shown


@pytest.mark.parametrize("reading", [Reading.WHOLE, Reading.LIFE_CYCLE])
def test_no_journal_but_the_desks_has_it(cast, reading):
    journal = queries.journal(cast.incident, reading=reading, newest=100)

    kinds = {line.kind for line in [*journal.first, *journal.newest]}
    assert EntryKind.WORK_NOTE not in kinds
    assert journal.unread == 0


@pytest.mark.parametrize("reading", [Reading.WHOLE, Reading.LIFE_CYCLE])
@pytest.mark.parametrize("secret", SECRETS[:4])
def test_no_search_but_the_desks_finds_it(cast, reading, secret):
    words = Query.parse(secret)
    scopes = [DESK, *(row.scope for row in cast.incident.audience.all())]

    for scope in scopes:
        assert queries.search(words=words, scope=scope, reading=reading) == []
    found = queries.search(words=words, scope=DESK, reading=Reading.DESK)
    assert found == [cast.incident.pk]


def test_no_mail_tells_of_it(cast):
    for mail in OutboxMail.objects.all():
        whole = f"{mail.subject}{mail.body_text}{mail.body_html}{mail.headers}"
        for secret in SECRETS:
            assert secret not in whole
    note = JournalEntry.objects.get(kind=EntryKind.WORK_NOTE)
    before = OutboxMail.objects.count()
    notes.add(
        incident=note.incident, text=clean("More"), form_token=uuid4(), by=note.by
    )
    assert OutboxMail.objects.count() == before


@pytest.mark.parametrize("name", OTHERS)
def test_nobody_else_gets_the_draft_of_one(cast, name):
    draft = open_draft(cast["agent"], queries.note_purpose(cast.incident))
    client = signed_in(cast[name])
    typed = {"purpose": draft.purpose, "words": "Mine now"}

    with transaction.atomic():
        answers = [
            client.post(f"/drafts/{draft.token}/", typed),
            client.post(f"/drafts/{draft.token}/discard/"),
        ]

    draft.refresh_from_db()
    assert {a.status_code for a in answers} <= {302, 404}
    assert draft.values["words"] == BEGUN


@pytest.mark.parametrize("name", ["caller", "colleague", "researcher"])
def test_an_unchanged_page_was_without_it_and_stays_so(cast, name):
    client = signed_in(cast[name])
    page = f"/incidents/{cast.incident.number}/"
    client.get(page)  # which hands out the secret of forms, a part of the tag
    first = client.get(page)

    again = client.get(page, HTTP_IF_NONE_MATCH=first["ETag"])
    agents = signed_in(cast["agent"]).get(f"/desk{page}")

    assert again.status_code == 304
    assert again.content == b""
    assert WORDS not in first.content.decode()
    tag = agents.get("ETag", '"none"')
    assert client.get(page, HTTP_IF_NONE_MATCH=tag).status_code == 200


def test_signing_out_leaves_nothing_of_it(cast):
    client = signed_in(cast["agent"])
    page = f"/desk/incidents/{cast.incident.number}/"
    assert WORDS in client.get(page).content.decode()

    client.post("/accounts/logout/")

    answer = client.get(page)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/")
