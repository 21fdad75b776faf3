from datetime import UTC, datetime

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.models import JSONField, Value

from hdportal.accounts.tests.factories import make_user
from hdportal.audit.models import AuditEvent
from hdportal.upkeep.history import models_at
from hdportal.upkeep.tables import (
    LEFT_OUT,
    insert,
    saved_fields,
    saved_models,
    written,
)

pytestmark = pytest.mark.django_db
LONG_AGO = datetime(2001, 2, 3, 4, 5, 6, 7, tzinfo=UTC)


def at_this_release():
    loader = MigrationLoader(connection)
    return models_at(loader, loader.applied_migrations)


def labels(models):
    return [model._meta.label_lower for model in models]


def test_every_table_is_saved_but_those_left_out():
    every = {model._meta.label_lower for model in apps.get_models(True)}

    assert set(labels(saved_models(apps))) == every - LEFT_OUT
    assert set(labels(saved_models(at_this_release()))) == every - LEFT_OUT


def test_a_table_comes_after_those_that_it_refers_to():
    order = labels(saved_models(at_this_release()))

    assert order.index("accounts.organisation") < order.index("accounts.user")
    assert order.index("desk.incident") < order.index("desk.journalentry")


@pytest.mark.parametrize("label", ["accounts.user", "audit.auditevent"])
def test_rows_go_out_and_come_in_again_untouched(label):
    user = make_user()
    type(user).objects.filter(pk=user.pk).update(date_joined=LONG_AGO)
    nothing = Value(None, JSONField())
    AuditEvent(at=LONG_AGO, action="a", actor="b", target="c", facts=nothing).save()
    model = at_this_release().get_model(label)
    lines = list(written(model, "default", 100))
    model._base_manager.all().delete()

    names = [field.attname for field in saved_fields(model)]
    count = insert(model, names, lines, connection)

    assert count == len(lines) > 0
    assert list(written(model, "default", 100)) == lines


def test_a_row_of_another_length_is_refused():
    with pytest.raises(ValueError, match="too few or too many"):
        insert(AuditEvent, ["id", "at"], [b"[1]"], connection)
