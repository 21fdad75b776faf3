"""The calendars that come with the portal, added where new; their hours are unknown."""

from django.apps import AppConfig, apps
from django.apps.registry import Apps
from django.db.models.signals import post_migrate
from django.dispatch import receiver

from hdportal.schedules.actions import calendars
from hdportal.schedules.actions.calendars import Stock
from hdportal.schedules.domain.names import Name
from hdportal.schedules.domain.stock_rules import DESK_RULES, FEDERAL_RULES
from hdportal.schedules.queries import DESK, FEDERAL

STANDARD = {
    DESK: Stock(Name("Service Desk", "Service Desk", "Service Desk"), DESK_RULES),
    FEDERAL: Stock(
        Name("Federal staff", "Federaal personeel", "Personnel fédéral"),
        FEDERAL_RULES,
    ),
}


@receiver(post_migrate, dispatch_uid="schedules.standard_calendars")
def add_standard_calendars(app_config: AppConfig, **kwargs: object) -> None:
    """Add the calendars after each migrate; what an administrator changed stays."""
    if app_config.label == "schedules" and _has_table(kwargs.get("apps")):
        calendars.add_missing(STANDARD)


def _has_table(migrated: object) -> bool:
    # Whoever goes back to an older release has none.
    known = migrated if isinstance(migrated, Apps) else apps
    return "supportcalendar" in known.all_models["schedules"]
