"""The two incident forms that come with the portal, published after each migrate."""

import json
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.dispatch import receiver

from hdportal.intake.actions import forms
from hdportal.kernel.text import N_

FOLDER = Path(__file__).resolve().parent / "standard_forms_data"
STANDARD = {
    # The order matters: the first form of a purpose is in use from the start.
    "incident": N_("Create an incident"),
    "incident-by-role": N_("Create an incident, by role"),
}


@receiver(post_migrate, dispatch_uid="desk.standard_forms")
def publish_standard_forms(app_config: AppConfig, **kwargs: object) -> None:
    """Publish the forms as they stand in this release, where they are new."""
    if app_config.label != "desk":
        return
    for key, name in STANDARD.items():
        data = read(key)
        forms.publish(key=key, purpose="incident", name=name, data=data, by=None)


def read(key: str) -> dict[str, Any]:
    """Return the data of a standard form."""
    data: dict[str, Any] = json.loads((FOLDER / f"{key}.json").read_text("utf-8"))
    return data
