"""Data from before the desk goes forward, back and forward again."""

import json

import pytest

from hdportal.web.tests.running_portal import Portal
from tests.slow.backup_places import HAS_POSTGRES, place, rows_of

BEFORE_THE_DESK = "0002_files_and_withdrawal"
# Through the models of then: those of today have columns that the tables lack.
OLD_INCIDENTS = f"""
from uuid import uuid4
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone
loader = MigrationLoader(connection)
state = loader.project_state(list(loader.applied_migrations))
assert ("desk", "{BEFORE_THE_DESK}") in loader.applied_migrations
apps, now = state.apps, timezone.now()
person = apps.get_model("accounts", "User").objects.create(email="a@b.example")
form = apps.get_model("intake", "FormVersion").objects.first()
if form is None:
    kind = apps.get_model("intake", "FormDefinition").objects.create(key="k")
    form = apps.get_model("intake", "FormVersion").objects.create(
        definition=kind, number=1, data={{}}, published_at=now)
for number, state in enumerate(("new", "closed"), start=1):
    incident = apps.get_model("desk", "Incident").objects.create(
        number=f"INC000000{{number}}", state=state, caller=person, opened_by=person,
        urgency=number, category="other", short_description="Printer on fire",
        description="Smoke", form_version=form, form_token=uuid4(),
        content_digest=state, opened_at=now, updated_at=now)
    apps.get_model("desk", "JournalEntry").objects.create(
        incident=incident, kind="created", at=now, by=person)
"""
FOUND = """
from hdportal.desk.domain.searching import Query
from hdportal.desk.domain.audience import Reading
from hdportal.desk.queries.search import search
print(len(search(words=Query.parse("printer"), scope="desk", reading=Reading.DESK)))
"""


@pytest.fixture
def old(tmp_path) -> Portal:
    portal = place(tmp_path / "old", "postgres" if HAS_POSTGRES else "sqlite")
    done(portal, "migrate", "-v0")
    done(portal, "manage", "migrate", "-v0", "desk", BEFORE_THE_DESK)
    done(portal, "manage", "shell", "-v0", "-c", OLD_INCIDENTS)
    return portal


def done(portal: Portal, *words: str) -> str:
    finished = portal.run(*words)
    assert finished.returncode == 0, finished.stderr
    return finished.stdout


def test_incidents_from_before_the_desk_come_along(old):
    done(old, "migrate", "-v0")

    incidents = [json.loads(row) for row in rows_of(old)["desk_incident"]]
    assert {(one["state"], one["is_open"]) for one in incidents} == {
        ("new", 1),
        ("closed", 0),
    }
    assert done(old, "manage", "shell", "-v0", "-c", FOUND).split()[-1] == "2"


def test_the_way_back_and_forward_again_loses_no_incident(old):
    done(old, "migrate", "-v0")
    forward = rows_of(old)["desk_incident"]

    done(old, "manage", "migrate", "-v0", "desk", BEFORE_THE_DESK)
    done(old, "migrate", "-v0")

    assert rows_of(old)["desk_incident"] == forward
