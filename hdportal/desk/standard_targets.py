"""The targets that come with the portal, added where there was never one."""

from django.apps import AppConfig, apps
from django.apps.registry import Apps
from django.db.models.signals import post_migrate
from django.dispatch import receiver

from hdportal.desk.actions import targets
from hdportal.desk.domain.sla_targets import STOCK


@receiver(post_migrate, dispatch_uid="desk.standard_targets")
def add_standard_targets(app_config: AppConfig, **kwargs: object) -> None:
    """Add them after each migrate; what the institute decided otherwise stays."""
    if app_config.label == "desk" and _has_table(kwargs.get("apps")):
        targets.add_missing(STOCK)


def _has_table(migrated: object) -> bool:
    # Whoever goes back to an older release has none.
    known = migrated if isinstance(migrated, Apps) else apps
    return "sladefinition" in known.all_models["desk"]
