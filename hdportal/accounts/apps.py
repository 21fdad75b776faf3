from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from hdportal.kernel.actor import Role
from hdportal.web.navigation import NavItem, register, register_personal


class AccountsConfig(AppConfig):
    name = "hdportal.accounts"
    label = "accounts"

    def ready(self) -> None:
        import_module("hdportal.accounts.scheduled")
        register_personal(NavItem("profile", _("My profile"), "user", 10))
        register(
            NavItem(
                "account-requests",
                _("People"),
                "users",
                80,
                lambda user: (
                    user.is_authenticated and user.actor.holds(Role.ADMINISTRATOR)
                ),
            )
        )
