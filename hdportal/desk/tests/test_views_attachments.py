"""Files without script, files of others, and how the timeline shows them."""

from uuid import uuid4

import pytest

from hdportal.desk import queries
from hdportal.desk.models import Incident
from hdportal.desk.tests import factories as make
from hdportal.desk.tests.test_views_report import NEW, post
from hdportal.files import queries as stored
from hdportal.files.models import StoredFile
from hdportal.intake.queries import open_draft, owner_of
from hdportal.intake.tests.factories import attached, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def caller(client):
    person = make.caller()
    client.force_login(person)
    return person


def comment(client, incident, text, *uploads, token=None):
    data = {
        "comment": text,
        "form_token": str(token or uuid4()),
        "attachments": list(uploads),
    }
    return client.post(f"{incident.get_absolute_url()}comment/", data)


def files_of(incident):
    return list(stored.of(queries.files_owner(incident)))


def test_the_form_takes_files_and_says_what_to_add_and_what_not(client, caller):
    page = client.get(NEW).content.decode()

    assert 'enctype="multipart/form-data"' in page
    assert 'type="file"' in page
    for words in (
        "Add attachments",
        "screenshot",
        "No patient data",
        "not looked into",
    ):
        assert words in page


def test_files_in_the_form_itself_come_to_the_incident(client, caller):
    response = post(client, attachments=[upload("a.png"), upload("b.png", 2)])

    incident = Incident.objects.get()
    page = client.get(response["Location"]).content.decode()
    assert [file.name for file in files_of(incident)] == ["a.png", "b.png"]
    assert "a.png" in page
    assert "Not checked for patient data" in page


def test_files_of_a_form_with_problems_are_kept_and_listed(client, caller):
    token = str(uuid4())

    refused = post(client, form_token=token, subject="", attachments=[upload("a.png")])
    sent = post(client, form_token=token)

    page = refused.content.decode()
    assert refused.status_code == 422
    assert "a.png" in page
    assert f"/drafts/{token}/files/" in page
    assert sent.status_code == 302
    assert [file.name for file in files_of(Incident.objects.get())] == ["a.png"]


def test_a_refused_file_has_its_sentence_and_the_others_stay(client, caller):
    program = upload("tool.exe")
    program.file.seek(0)
    program.file.write(b"MZ" + b"\0" * 80)
    program.file.seek(0)

    response = post(client, attachments=[program, upload("a.png")])

    page = response.content.decode()
    assert response.status_code == 422
    assert "tool.exe" in page
    assert "a.png" in page
    assert make.ANSWERS["description"] in page
    assert not Incident.objects.exists()


def test_the_same_multipart_form_twice_makes_one_incident_with_its_files_once(
    client, caller
):
    token = str(uuid4())

    first, second = (
        post(client, form_token=token, attachments=[upload("a.png")]) for _ in range(2)
    )

    assert first["Location"] == second["Location"]
    assert [file.name for file in files_of(Incident.objects.get())] == ["a.png"]
    assert StoredFile.objects.count() == 1


def test_after_back_a_forgotten_screenshot_still_comes_to_the_incident(client, caller):
    token = str(uuid4())
    post(client, form_token=token)

    post(client, form_token=token, attachments=[upload("late.png")])

    incident = Incident.objects.get()
    assert [file.name for file in files_of(incident)] == ["late.png"]
    assert [e.kind for e in incident.journal.order_by("pk")] == ["created", "files"]


def test_other_words_in_a_sent_form_keep_their_file_for_the_second_incident(
    client, caller
):
    token = str(uuid4())
    post(client, form_token=token)

    response = post(
        client, form_token=token, subject="Else", attachments=[upload("b.png")]
    )

    draft = open_draft(caller, "incident")
    assert response.status_code == 409
    assert "b.png" in response.content.decode()
    assert str(draft.token) in response.content.decode()
    post(client, form_token=str(draft.token), subject="Else")
    second = Incident.objects.latest("pk")
    assert [file.name for file in files_of(second)] == ["b.png"]


def test_a_token_of_another_persons_draft_brings_none_of_its_files(client, caller):
    stranger = make.caller("stranger")
    token = uuid4()
    theirs = attached(token, stranger)

    response = post(client, form_token=str(token), attachments=[upload("mine.png")])

    assert response.status_code == 302
    assert [file.name for file in files_of(Incident.objects.get())] == ["mine.png"]
    theirs.refresh_from_db()
    assert theirs.owner == owner_of(token)


def test_a_comment_takes_files_and_shows_them(client, caller):
    incident = make.incident(caller)

    response = comment(client, incident, "See the picture.", upload("c.png"))

    page = client.get(incident.get_absolute_url()).content.decode()
    file = files_of(incident)[0]
    assert response.status_code == 302
    assert f"{incident.get_absolute_url()}files/{file.pk}/" in page
    assert f"files/{file.pk}/preview/" in page


def test_an_empty_comment_keeps_its_file(client, caller):
    incident = make.incident(caller)

    response = comment(client, incident, " ", upload("c.png"))

    assert response.status_code == 422
    assert "c.png" in response.content.decode()


def test_other_words_in_a_comment_already_sent_come_back(client, caller):
    incident, token = make.incident(caller), uuid4()
    comment(client, incident, "First words", token=token)

    response = comment(client, incident, "Second words", token=token)

    page = response.content.decode()
    assert response.status_code == 409
    assert "already sent with other words" in page
    assert "Second words" in page
    assert str(token) not in page


def test_a_file_is_given_as_download_and_a_picture_as_preview(client, caller):
    incident = make.incident(caller)
    comment(client, incident, "See the picture.", upload("c.png"))
    file = files_of(incident)[0]
    address = f"{incident.get_absolute_url()}files/{file.pk}/"

    download, preview = client.get(address), client.get(f"{address}preview/")

    assert download["Content-Disposition"].startswith("attachment")
    assert preview["Content-Type"] == "image/png"
    assert b"".join(download.streaming_content) == b"".join(preview.streaming_content)


def test_files_are_for_whoever_may_read_the_texts(client, caller):
    incident = make.incident(caller, **make.about_application())
    other = make.incident(caller)
    comment(client, incident, "See the picture.", upload("c.png"))
    address = f"files/{files_of(incident)[0].pk}/"
    own = f"{incident.get_absolute_url()}{address}"

    wrong_incident = client.get(f"{other.get_absolute_url()}{address}").status_code
    client.force_login(make.agent())
    agent = client.get(own)
    assert b"".join(agent.streaming_content)
    client.force_login(make.researcher("HDBP0016"))
    researcher = client.get(own).status_code
    page = client.get(incident.get_absolute_url()).content.decode()
    client.force_login(make.caller("stranger", at=make.hospital("Second hospital")))

    assert (wrong_incident, agent.status_code, researcher) == (404, 200, 404)
    assert "c.png" not in page
    assert client.get(own).status_code == 404
