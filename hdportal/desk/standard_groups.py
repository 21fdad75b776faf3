"""The groups that come with the portal (Roles & Responsibilities), added where new."""

from django.apps import AppConfig, apps
from django.apps.registry import Apps
from django.db.models.signals import post_migrate
from django.dispatch import receiver

from hdportal.desk.actions import groups
from hdportal.desk.models.group import FIRST_LINE

STANDARD = {
    FIRST_LINE: "Service Desk",
    "iat": "IAT",
    "dc": "DC",
    "dwh": "DWH",
    "sob": "SOB",
    "dpo": "DPO",
    "pmo": "PMO",
}


@receiver(post_migrate, dispatch_uid="desk.standard_groups")
def add_standard_groups(app_config: AppConfig, **kwargs: object) -> None:
    """Add the groups after each migrate; what an administrator changed stays."""
    if app_config.label == "desk" and _has_table(kwargs.get("apps")):
        groups.add_missing(STANDARD)


def _has_table(migrated: object) -> bool:
    # Whoever goes back to an older release has none.
    known = migrated if isinstance(migrated, Apps) else apps
    return "assignmentgroup" in known.all_models["desk"]
