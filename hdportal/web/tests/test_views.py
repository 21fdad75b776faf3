"""Health and error pages."""

from contextlib import contextmanager

import pytest
from django.db import OperationalError, connection
from django.test import Client


@contextmanager
def no_database():
    def refuse(*args):
        raise OperationalError("the database is gone")

    with connection.execute_wrapper(refuse):
        yield


def test_the_process_is_healthy_without_a_database(client):
    assert client.get("/healthz").content == b"ok\n"


@pytest.mark.django_db
def test_it_is_ready_once_the_migrations_are_applied(client):
    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()["migrations_pending"]) == (200, 0)


@pytest.mark.django_db
def test_it_is_not_ready_while_the_database_is_gone(client):
    with no_database():
        assert client.get("/readyz").status_code == 503


@pytest.mark.django_db
def test_a_page_that_fails_says_so_without_asking_the_database_again(caplog):
    calm = Client(raise_request_exception=False)
    calm.cookies["sessionid"] = "some-session"
    with no_database():
        page = calm.get("/incidents/")

    assert page.status_code == 500
    assert "our fault" in page.content.decode()
    assert "page.failed" in caplog.text


@pytest.mark.django_db
def test_an_unknown_address_is_a_page_in_the_readers_language(client):
    page = client.get("/no-such-page/", headers={"Accept-Language": "fr"})

    assert page.status_code == 404
    assert 'lang="fr"' in page.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/support/", "/accounts/login/"])
def test_every_page_has_a_strict_policy_and_stays_out_of_shared_caches(client, path):
    page = client.get(path)

    policy = page["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "private" in page["Cache-Control"]
