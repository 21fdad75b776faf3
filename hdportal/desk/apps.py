from importlib import import_module
from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from hdportal.desk.domain.choices import may_keep_lists
from hdportal.desk.domain.conformance import may_read_some
from hdportal.web.navigation import NavItem, register, register_personal


def is_signed_in(user: object) -> bool:
    return bool(getattr(user, "is_authenticated", False))


def is_desk(user: Any) -> bool:
    return is_signed_in(user) and user.actor.is_desk


def keeps_lists(user: Any) -> bool:
    return is_signed_in(user) and bool(may_keep_lists(user.actor))


def reads_report(user: Any) -> bool:
    return is_signed_in(user) and bool(may_read_some(user.actor))


class DeskConfig(AppConfig):
    name = "hdportal.desk"
    label = "desk"

    def ready(self) -> None:
        register(NavItem("incident-new", _("Get Help"), "life-buoy", 20, is_signed_in))
        register(NavItem("desk", _("Desk"), "clipboard-list", 25, is_desk))
        register(NavItem("incidents", _("My incidents"), "inbox", 30, is_signed_in))
        register_personal(
            NavItem("known-errors", _("Known errors"), "book-open", 22, is_desk)
        )
        register_personal(
            NavItem("desk-settings", _("Desk settings"), "settings", 30, keeps_lists)
        )
        register_personal(
            NavItem(
                "desk-conformance", _("Conformance"), "chart-column", 25, reads_report
            )
        )
        import_module("hdportal.desk.standard_forms")
        import_module("hdportal.desk.standard_groups")
        import_module("hdportal.desk.standard_choices")
        import_module("hdportal.desk.standard_targets")
        import_module("hdportal.desk.search_catch_up")
        import_module("hdportal.desk.stamps")
        import_module("hdportal.desk.scheduled")
        import_module("hdportal.desk.doctor")
