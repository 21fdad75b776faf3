from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from hdportal.kernel.actor import Role
from hdportal.web.navigation import NavItem, register


def may_see_forms(user: object) -> bool:
    actor = getattr(user, "actor", None)
    return actor is not None and actor.holds(Role.ADMINISTRATOR)


class IntakeConfig(AppConfig):
    name = "hdportal.intake"
    label = "intake"

    def ready(self) -> None:
        register(NavItem("form-list", _("Forms"), "list-checks", 85, may_see_forms))
