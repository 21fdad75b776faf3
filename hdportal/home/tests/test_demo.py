"""The demo organisation: complete, and the same at every load."""

import pytest
from django.core.management import CommandError, call_command

from hdportal.accounts.models import User
from hdportal.desk.models import Incident
from hdportal.portfolio.models import Project

pytestmark = pytest.mark.django_db


def counts():
    return [m.objects.count() for m in (User, Project, Incident)]


def test_it_loads_once_and_a_second_load_changes_nothing(settings, capsys):
    settings.DEMO = True

    call_command("demo")
    loaded = counts()
    call_command("demo")

    assert loaded == counts() == [19, 40, 200]
    assert User.objects.filter(email="caller@demo.example").exists()


def test_it_is_refused_where_nobody_asked_for_a_demo(settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="HDPORTAL_DEMO=1"):
        call_command("demo")

    assert counts() == [0, 0, 0]
