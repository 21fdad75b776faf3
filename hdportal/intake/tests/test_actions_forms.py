"""Publishing forms and choosing the one in use."""

import pytest

from hdportal.accounts.tests.factories import make_administrator, make_user
from hdportal.audit.models import AuditEvent
from hdportal.intake.actions import forms
from hdportal.intake.models import FormDefinition, FormVersion
from hdportal.kernel.errors import Denied

pytestmark = pytest.mark.django_db


def in_use():
    return FormVersion.objects.in_use("incident").definition.key


def republish(**changes):
    data = {**FormVersion.objects.in_use("incident").data, **changes}
    return forms.publish(
        key="incident", purpose="incident", name="Form", data=data, by=None
    )


def test_the_older_form_is_in_use_from_the_start():
    assert in_use() == "incident"


def test_an_administrator_switches_to_the_newer_form_and_back():
    administrator = make_administrator()

    for key in ("incident-by-role", "incident"):
        definition = FormDefinition.objects.get(key=key)
        forms.put_in_use(definition=definition, by=administrator)
        assert in_use() == key

    assert AuditEvent.objects.filter(action="form.put-in-use").count() >= 2


def test_nobody_else_can_switch():
    newer = FormDefinition.objects.get(key="incident-by-role")

    with pytest.raises(Denied):
        forms.put_in_use(definition=newer, by=make_user())

    assert in_use() == "incident"


def test_publishing_the_same_form_again_makes_no_version():
    before = FormVersion.objects.in_use("incident")

    assert republish() == before


def test_a_changed_form_is_a_new_version_and_the_old_one_stays():
    before = FormVersion.objects.in_use("incident")

    after = republish(title={"en": "Report a problem"})

    assert after.number == before.number + 1
    assert FormVersion.objects.get(pk=before.pk).data == before.data
