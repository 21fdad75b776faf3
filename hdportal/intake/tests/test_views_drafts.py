"""The autosave and the files of a draft, as a browser and a stranger meet them."""

import random
from datetime import date
from uuid import uuid4

import pytest
from django.test import Client

from hdportal.accounts.tests.factories import make_user
from hdportal.files.models import StoredFile
from hdportal.intake import queries
from hdportal.intake.actions import drafts
from hdportal.intake.models import Draft, FormVersion
from hdportal.intake.tests import factories as make
from hdportal.kernel import clock
from hdportal.privacy.domain.generator import make_national_number

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(client):
    person = make_user()
    client.force_login(person)
    return person


def save(client, token=None, **changes):
    data = {
        **make.WORDS,
        "purpose": "incident",
        "form_version": str(FormVersion.objects.in_use("incident").pk),
        **changes,
    }
    return client.post(f"/drafts/{token or uuid4()}/", data)


def send_file(client, token, *uploads):
    data = {"purpose": "incident", "files": list(uploads) or [make.upload()]}
    return client.post(f"/drafts/{token}/files/", data)


def test_what_is_typed_is_kept_and_the_mark_says_when(client, person):
    response = save(client, unknown="dropped", form_token="x")

    assert response.status_code == 200
    assert response.json()["sentence"].startswith("Draft saved ")
    assert queries.open_draft(person, "incident").values == make.WORDS


def test_a_number_is_masked_in_the_draft_and_the_mark_says_so(client, person):
    number = make_national_number(random.Random(5), date(1985, 7, 30))

    response = save(client, description=f"Patient {number} is missing")

    kept = queries.open_draft(person, "incident").values["description"]
    assert number not in kept
    assert kept.startswith("Patient ")
    assert "a number was masked in it" in response.json()["sentence"]


def test_an_autosave_after_the_session_ended_says_how_to_go_on(client):
    response = save(client)

    assert response.status_code == 401
    assert "Sign in in another tab" in response.json()["sentence"]
    assert not Draft.objects.exists()


def test_an_autosave_after_the_submit_is_told_and_dropped(client, person):
    draft = make.draft(person)
    drafts.discard(draft=draft, by=person)

    response = save(client, draft.token)

    assert (response.status_code, response.json()["is_spent"]) == (409, True)
    assert queries.open_draft(person, "incident") is None


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"description": "x" * 1_000_000}, 422),
        ({"purpose": "../etc"}, 404),
        ({"purpose": ""}, 404),
        ({"form_version": "9" * 30}, 200),
        ({"form_version": "nonsense"}, 200),
        ({"description": "A\x00B"}, 200),
        ({"subject": "", "description": ""}, 200),
    ],
)
def test_odd_autosaves_get_an_answer(client, person, changes, status):
    assert save(client, **changes).status_code == status


def test_another_persons_draft_and_files_do_not_exist(client, person):
    stranger = make_user(email="stranger@demo.example")
    draft = make.draft(stranger)
    file = make.attached(draft.token, stranger)
    address = f"/drafts/{draft.token}/"

    answers = [
        save(client, draft.token),
        send_file(client, draft.token),
        client.post(f"{address}discard/"),
        client.get(f"{address}files/{file.pk}/"),
        client.post(f"{address}files/{file.pk}/remove/"),
    ]

    assert [answer.status_code for answer in answers] == [404] * 5
    assert StoredFile.objects.get() == file
    assert queries.open_draft(stranger, "incident").values == make.WORDS


def test_a_file_of_another_draft_is_not_given_under_mine(client, person):
    mine = make.draft(person)
    stranger = make_user(email="stranger@demo.example")
    file = make.attached(uuid4(), stranger)

    address = f"/drafts/{mine.token}/files/{file.pk}/"

    assert client.get(address).status_code == 404
    assert client.post(f"{address}remove/").status_code == 404


def test_files_are_kept_shown_and_refused_one_by_one(client, person):
    token = uuid4()
    bad = make.upload("empty.png")
    bad.file.truncate(0)
    bad.size = 0

    answer = send_file(client, token, make.upload(), bad).json()

    [kept], [refused] = answer["files"], answer["refused"]
    download, preview = client.get(kept["url"]), client.get(kept["preview_url"])
    assert download["Content-Disposition"].startswith("attachment")
    assert b"".join(download.streaming_content) == b"".join(preview.streaming_content)
    assert refused["name"] == "empty.png"
    assert "is empty" in refused["sentence"]


def test_a_file_is_removed_by_script_and_without_it(client, person):
    token = uuid4()
    send_file(client, token, make.upload("a.png"), make.upload("b.png", 2))
    first, second = StoredFile.objects.all()
    address = f"/drafts/{token}/files/"

    by_script = client.post(
        f"{address}{first.pk}/remove/", headers={"Accept": "application/json"}
    )
    data = {**make.WORDS, "purpose": "incident", "next": f"/help/new/?draft={token}"}
    without = client.post(f"{address}{second.pk}/remove/", data)

    assert by_script.json() == {"removed": str(first.pk)}
    assert without["Location"] == f"/help/new/?draft={token}"
    assert queries.open_draft(person, "incident").values == make.WORDS
    assert not StoredFile.objects.exists()


def test_files_after_the_session_ended_are_refused_in_words(client):
    response = send_file(client, uuid4())

    assert response.status_code == 401
    assert not StoredFile.objects.exists()


def test_discarding_leads_back_to_the_form(client, person):
    draft = make.draft(person)

    response = client.post(f"/drafts/{draft.token}/discard/", {"next": "/help/new/"})

    assert response["Location"] == "/help/new/"
    assert b"The draft is discarded." in client.get("/help/new/").content
    assert queries.open_draft(person, "incident") is None


def test_discarding_leads_nowhere_else(client, person):
    draft = make.draft(person)

    response = client.post(
        f"/drafts/{draft.token}/discard/", {"next": "https://elsewhere.example/"}
    )

    assert response["Location"] == "/"


def test_a_draft_is_not_changed_from_another_site(person):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(person)

    assert save(strict).status_code == 403
    assert send_file(strict, uuid4()).status_code == 403


def test_saving_costs_the_same_however_much_was_kept(
    client, person, django_assert_max_num_queries
):
    token = uuid4()
    save(client, token)
    for _index in range(5):
        make.draft(person)

    with django_assert_max_num_queries(9):
        save(client, token, subject="More")


def test_one_persons_flood_of_saves_is_slowed_down(client, person):
    token = uuid4()

    with clock.standing_at(clock.now()):
        answers = {save(client, token, subject=f"A{n}").status_code for n in range(62)}

    assert answers == {200, 429}
