from importlib import import_module
from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from hdportal.schedules.domain.keeping import may_keep_hours
from hdportal.web.blocks import register_block
from hdportal.web.navigation import NavItem, register_personal


def keeps_hours(user: Any) -> bool:
    return user.is_authenticated and bool(may_keep_hours(user.actor))


class SchedulesConfig(AppConfig):
    name = "hdportal.schedules"
    label = "schedules"

    def ready(self) -> None:
        register_personal(
            NavItem("hours-settings", _("Support hours"), "clock", 31, keeps_hours)
        )
        import_module("hdportal.schedules.standard_calendars")
        block = import_module("hdportal.schedules.block")
        register_block("support-hours", block.draw)
