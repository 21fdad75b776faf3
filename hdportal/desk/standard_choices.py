"""The desk's lists and priorities that come with the portal, added where new."""

from django.apps import AppConfig, apps
from django.apps.registry import Apps
from django.db.models.signals import post_migrate
from django.dispatch import receiver

from hdportal.desk.actions import choices, priorities
from hdportal.desk.domain.priority import STOCK_MATRIX
from hdportal.desk.domain.stock_choices import STOCK


@receiver(post_migrate, dispatch_uid="desk.standard_choices")
def add_standard_choices(app_config: AppConfig, **kwargs: object) -> None:
    """Add them after each migrate; what the institute decided otherwise stays."""
    if app_config.label == "desk" and _has_table(kwargs.get("apps")):
        choices.add_missing(STOCK)
        priorities.add_missing(STOCK_MATRIX)


def _has_table(migrated: object) -> bool:
    # Whoever goes back to an older release has none.
    known = migrated if isinstance(migrated, Apps) else apps
    return "deskchoice" in known.all_models["desk"]
