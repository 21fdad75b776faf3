"""Who gets what at every address (DESIGN section 5): deny by default.

Not signed in leads to signing in; not visible is 404; visible but not allowed is 403.
"""

from collections.abc import Iterator

import pytest
from django.conf import settings as site
from django.db import transaction
from django.http import HttpResponse
from django.test import Client, override_settings
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from hdportal.desk.models import DeskChoice
from hdportal.files.storage import storage_settings
from hdportal.intake.tests.factories import upload
from hdportal.schedules.models import ClosingRule
from hdportal.schedules.queries import DESK
from tests.access_table import COLUMNS, rows
from tests.cast import CALLER, COMMENT, DESCRIPTION, PICTURE, ROLES, Cast, assemble


def url_names(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    """Return the name of every address; one without a name fails."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from url_names(pattern.url_patterns)
        else:
            assert pattern.name, f"{pattern} has no name"
            yield pattern.name


@pytest.fixture(autouse=True, scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """One folder for the files of the cast, which outlive a test."""
    kept = storage_settings("file:", tmp_path_factory.mktemp("attachments"))
    with override_settings(STORAGES={**site.STORAGES, "attachments": kept}):
        yield


@pytest.fixture(scope="module")
def cast(folder: None, django_db_setup: None, django_db_blocker) -> Iterator[Cast]:
    """One cast for the whole table; each test undoes what it did."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield assemble()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def cookies(cast: Cast) -> dict[str, str]:
    """The session of everybody who is signed in."""
    return {name: _session(person) for name, person in cast.people.items()}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "method", "cells"), rows(), ids=lambda value: str(value)[:30]
)
def test_every_role_gets_what_the_table_says(
    cast, cookies, settings, name, method, cells
):
    settings.DEMO = True
    expected = dict(zip(COLUMNS, cells, strict=True))

    found = {
        column: _seen_by_all(cast, cookies, name, method, people)
        for column, people in COLUMNS.items()
    }

    assert found == expected


def test_every_address_has_a_row_for_get_and_post():
    names = set(url_names(get_resolver().url_patterns))

    listed = [(name, method) for name, method, _cells in rows()]

    wanted = [(name, method) for name in names for method in ("GET", "POST")]
    assert sorted(listed) == sorted(wanted)


def test_every_role_has_a_column():
    asked = [person for people in COLUMNS.values() for person in people]

    assert set(ROLES) <= set(asked)
    assert len(asked) == len(set(asked))


@pytest.mark.django_db
def test_nothing_is_posted_without_the_forms_secret(cast, cookies):
    client = _client(cookies["administrator"], enforce_csrf_checks=True)
    names = {name for name, _method, _cells in rows()} - {"styleguide"}

    for name in sorted(names):
        assert client.post(_address(cast, name)).status_code == 403, name


@pytest.mark.django_db
def test_a_researcher_sees_the_life_cycle_and_no_texts(cast, cookies):
    page = _page(cast, cookies, "researcher")

    for shown in (cast.incident.number, "Upload refused", "Application"):
        assert shown in page
    for hidden in (DESCRIPTION, COMMENT, CALLER, PICTURE, cast["caller"].email):
        assert hidden not in page


@pytest.mark.django_db
@pytest.mark.parametrize("person", ["caller", "colleague", "agent", "incident manager"])
def test_who_sees_an_incident_whole_sees_its_texts(cast, cookies, person):
    page = _page(cast, cookies, person)

    for shown in (DESCRIPTION, COMMENT, CALLER, PICTURE):
        assert shown in page


@pytest.mark.django_db
@pytest.mark.parametrize("person", ["administrator", "dpo", "pmo", "auditor", "editor"])
def test_settings_do_not_open_the_texts_of_tickets(cast, cookies, person):
    client = _client(cookies[person])

    for address in ("incident", "incident-comment", "incidents", "home"):
        page = client.get(_address(cast, address)).content.decode()
        assert "Upload refused" not in page
        assert DESCRIPTION not in page


@pytest.mark.django_db
def test_lists_of_others_cannot_be_asked_for(cast, cookies):
    client = _client(cookies["other caller"])
    caller = cast["caller"]

    for scope in (f"caller:{caller.pk}", f"organisation:{caller.organisation_id}"):
        assert client.get("/incidents/", {"list": scope}).status_code == 404
    assert client.get("/incidents/", {"list": "desk"}).status_code == 404


def _seen_by_all(
    cast: Cast, cookies: dict[str, str], name: str, method: str, people: list[str]
) -> str:
    seen = {person: _seen(cast, cookies, name, method, person) for person in people}
    answers = list(seen.values())
    return answers[0] if len(set(answers)) == 1 else "/".join(answers)


def _seen(
    cast: Cast, cookies: dict[str, str], name: str, method: str, person: str
) -> str:
    # Undone at once, so that the next person finds everything as it was.
    with transaction.atomic():
        client = _client(cookies.get(person))
        answer = _asked(client, method, _address(cast, name), name)
        list(answer)  # read to its end a file is closed
        transaction.set_rollback(True)
    return _in_a_word(answer)


def _asked(client: Client, method: str, address: str, name: str) -> HttpResponse:
    if method != "POST":
        return client.generic(method, address)
    posted = {}
    if name.startswith("draft"):
        posted = {"purpose": "incident", "subject": "Typed by somebody"}
    if name == "draft-files":
        posted["files"] = upload("other.png", width=2)
    body = encode_multipart(BOUNDARY, posted)
    return client.generic(method, address, body, MULTIPART_CONTENT)


def _in_a_word(answer: HttpResponse) -> str:
    if answer.status_code != 302:
        return str(answer.status_code)
    for word, name in (("in", "account_login"), ("prof", "profile")):
        if answer["Location"].startswith(f"{reverse(name)}?next="):
            return word
    return "302"


def _address(cast: Cast, name: str) -> str:
    person = cast["editor"]
    assignment = person.role_assignments.get()
    number, token = cast.incident.number, cast.draft.token
    category = DeskChoice.objects.get(kind="category", key="account").pk
    group = cast.rule.group
    kwargs: dict[str, dict[str, object]] = {
        "draft-save": {"token": token},
        "draft-files": {"token": token},
        "draft-discard": {"token": token},
        "draft-file": {"token": token, "pk": cast.draft_file.pk},
        "draft-file-remove": {"token": token, "pk": cast.draft_file.pk},
        "incident": {"number": number},
        "incident-comment": {"number": number},
        "incident-comment-mask": {"number": number},
        "incident-reopen": {"number": number},
        "incident-reopen-mask": {"number": number},
        "incident-withdraw": {"number": number},
        "incident-file": {"number": number, "pk": cast.picture.pk},
        "incident-file-preview": {"number": number, "pk": cast.picture.pk},
        "desk-targets-of": {"scope": "all"},
        "desk-incident": {"number": number},
        "desk-procedure": {"number": number},
        "desk-check": {"number": number},
        "desk-linked": {"number": number},
        "desk-link": {"number": number},
        "desk-unlink": {"number": number},
        "desk-known-error": {"number": number},
        "desk-change": {"number": number},
        "known-error": {"number": cast.known_error.number},
        "known-error-edit": {"number": cast.known_error.number},
        "known-error-status": {"number": cast.known_error.number},
        "desk-time": {"number": number},
        "desk-time-start": {"number": number},
        "desk-time-stop": {"number": number},
        "desk-time-add": {"number": number},
        "desk-time-change": {"number": number, "pk": cast.line.pk},
        "desk-time-remove": {"number": number, "pk": cast.line.pk},
        "desk-take": {"number": number},
        "desk-resume": {"number": number},
        "desk-hold": {"number": number},
        "desk-resolve": {"number": number},
        "desk-hand-on": {"number": number},
        "desk-hand-back": {"number": number},
        "desk-reopen": {"number": number},
        "desk-note": {"number": number},
        "desk-note-mask": {"number": number},
        "desk-comment": {"number": number},
        "desk-edit": {"number": number, "property_name": "urgency"},
        "desk-file": {"number": number, "pk": cast.picture.pk},
        "desk-file-preview": {"number": number, "pk": cast.picture.pk},
        "desk-choices": {"kind": "categories"},
        "desk-choice-add": {"kind": "categories"},
        "desk-choice": {"kind": "categories", "pk": category},
        "desk-choice-move": {"kind": "categories", "pk": category},
        "desk-choice-show": {"kind": "categories", "pk": category},
        "desk-choice-remove": {"kind": "categories", "pk": category},
        "desk-group": {"pk": group.pk},
        "desk-rule": {"pk": cast.rule.pk},
        "desk-rule-move": {"pk": cast.rule.pk},
        "desk-rule-remove": {"pk": cast.rule.pk},
        "support-project": {"key": "HDBP0016"},
        "sop-incident-version": {"number": 1},
        "sop-incident-changes": {"number": 2},
        "project-edit": {"key": "HDBP0016"},
        "application-edit": {"key": "hd4dp-v2"},
        "form-options": {"source": "projects"},
        "form-preview": {"key": "incident-by-role"},
        "form-put-in-use": {"key": "incident-by-role"},
        "account_reset_password_from_key": {"uidb36": "1", "key": "old-key"},
        "account-request-confirm": {"token": "old-token"},
        "account-request-invite": {"pk": cast.account_request.pk},
        "account-request-decline": {"pk": cast.account_request.pk},
        "organisation-share": {"pk": cast["caller"].organisation_id},
        "person-revoke": {"pk": person.pk, "assignment_pk": assignment.pk},
    }
    if name.startswith("hours-") and name != "hours-settings":
        kwargs[name] = {"key": DESK, **_hours_key(cast, name)}
    if name.startswith("person"):
        kwargs.setdefault(name, {"pk": person.pk})
    return reverse(name, kwargs=kwargs.get(name))


def _hours_key(cast: Cast, name: str) -> dict[str, object]:
    match name:
        case "hours-week" | "hours-week-preview" | "hours-week-remove":
            return {"pk": cast.week.pk}
        case "hours-closing-remove":
            return {"pk": cast.closing_day.pk}
        case "hours-rule-switch" | "hours-rule-remove":
            return {"pk": ClosingRule.objects.filter(calendar__key=DESK).first().pk}
    return {}


def _page(cast: Cast, cookies: dict[str, str], person: str) -> str:
    return _client(cookies[person]).get(_address(cast, "incident")).content.decode()


def _client(session: str | None, *, enforce_csrf_checks: bool = False) -> Client:
    client = Client(enforce_csrf_checks=enforce_csrf_checks)
    if session:
        client.cookies[site.SESSION_COOKIE_NAME] = session
    return client


def _session(person: object) -> str:
    client = Client()
    client.force_login(person)
    return client.cookies[site.SESSION_COOKIE_NAME].value
