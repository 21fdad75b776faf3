"""Our way to a session finds what Django's finds, and nothing that has run out."""

from datetime import timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore as DjangosStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from hdportal.accounts.sessions import SessionStore

pytestmark = pytest.mark.django_db


def kept():
    store = SessionStore()
    store["words"] = "kept"
    store.save()
    return store.session_key


def test_a_session_reads_the_same_through_both():
    key = kept()

    assert dict(SessionStore(key).items()) == dict(DjangosStore(key).items())
    assert SessionStore(key)["words"] == "kept"


def test_a_session_that_ran_out_or_never_was_is_empty_and_gets_no_key():
    key = kept()
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))

    for gone in (key, "x" * 32):
        store = SessionStore(gone)
        assert "words" not in store
        assert store.session_key is None
