"""Who gets what at every address (DESIGN section 5): deny by default.

Not signed in leads to signing in; not visible is 404; visible but not allowed is 403.
"""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.cast import CALLER, COMMENT, DESCRIPTION, ROLES, Cast, assemble

# Everybody of a column is asked for, and must get the same.
COLUMNS = {
    "nobody": ["nobody"],  # not signed in
    "new": ["newcomer"],  # has not completed the profile
    "own": ["caller"],  # who reported the incident
    "share": ["colleague"],  # of the same hospital, which shares incidents
    "other": ["other caller"],  # of another hospital
    "study": ["researcher"],  # of the incident's project
    "desk": ["agent", "analyst", "coordinator", "incident manager"],
    "staff": ["dpo", "pmo", "employee", "editor", "auditor"],
    "admin": ["administrator"],
}

# login, profile: sent there first.  302: done, sent onwards.  405: not this way.
# 422: an empty form comes back with what is missing.  410: the link is too old.
TABLE = """

"""

DEMO_ONLY = {"styleguide"}


def rows() -> list[tuple[str, str, list[str]]]:
    """Return name, method and expected answers, a column each."""
    lines = [line.split("#")[0].split() for line in TABLE.splitlines()]
    return [(name, method, cells) for name, method, *cells in filter(None, lines)]


def url_names(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    """Return the name of every address; one without a name fails."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from url_names(pattern.url_patterns)
        else:
            assert pattern.name, f"{pattern} has no name"
            yield pattern.name


@pytest.fixture(scope="module")
def cast(django_db_setup: None, django_db_blocker) -> Iterator[Cast]:
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
def test_every_role_gets_what_the_table_says(cast, cookies, name, method, cells):
    if name in DEMO_ONLY and not settings.DEMO:
        pytest.skip("only in the demo organisation")
    expected = dict(zip(COLUMNS, cells, strict=True))

    found = {
        column: _seen_by_all(cast, cookies, name, method, people)
        for column, people in COLUMNS.items()
    }

    assert found == expected


def test_every_address_has_a_row_for_get_and_post():
    names = set(url_names(get_resolver().url_patterns)) | DEMO_ONLY

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
    names = {name for name, _method, _cells in rows()} - DEMO_ONLY

    for name in sorted(names):
        assert client.post(_address(cast, name)).status_code == 403, name


@pytest.mark.django_db
def test_a_researcher_sees_the_life_cycle_and_no_texts(cast, cookies):
    page = _page(cast, cookies, "researcher")

    for shown in (cast.incident.number, "Upload refused", "HD4DP v2"):
        assert shown in page
    for hidden in (DESCRIPTION, COMMENT, CALLER, cast["caller"].email):
        assert hidden not in page


@pytest.mark.django_db
@pytest.mark.parametrize("person", ["caller", "colleague", "agent", "incident manager"])
def test_who_sees_an_incident_whole_sees_its_texts(cast, cookies, person):
    page = _page(cast, cookies, person)

    for shown in (DESCRIPTION, COMMENT, CALLER):
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
    answers = set(seen.values())
    return answers.pop() if len(answers) == 1 else str(seen)


def _seen(
    cast: Cast, cookies: dict[str, str], name: str, method: str, person: str
) -> str:
    # Undone at once, so that the next person finds everything as it was.
    with transaction.atomic():
        client = _client(cookies.get(person))
        answer = client.generic(method, _address(cast, name))
        transaction.set_rollback(True)
    return _in_a_word(answer)


def _in_a_word(answer: HttpResponse) -> str:
    if answer.status_code != 302:
        return str(answer.status_code)
    for word, name in (("login", "account_login"), ("profile", "profile")):
        if answer["Location"].startswith(f"{reverse(name)}?next="):
            return word
    return "302"


def _address(cast: Cast, name: str) -> str:
    person = cast["editor"]
    assignment = person.role_assignments.get()
    kwargs: dict[str, dict[str, object]] = {
        "incident": {"number": cast.incident.number},
        "incident-comment": {"number": cast.incident.number},
        "incident-comment-mask": {"number": cast.incident.number},
        "support-project": {"key": "HDBP0016"},
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
    if name.startswith("person"):
        kwargs.setdefault(name, {"pk": person.pk})
    return reverse(name, kwargs=kwargs.get(name))


def _page(cast: Cast, cookies: dict[str, str], person: str) -> str:
    return _client(cookies[person]).get(_address(cast, "incident")).content.decode()


def _client(session: str | None, *, enforce_csrf_checks: bool = False) -> Client:
    client = Client(enforce_csrf_checks=enforce_csrf_checks)
    if session:
        client.cookies[settings.SESSION_COOKIE_NAME] = session
    return client


def _session(person: object) -> str:
    client = Client()
    client.force_login(person)
    return client.cookies[settings.SESSION_COOKIE_NAME].value
