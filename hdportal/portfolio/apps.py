from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from hdportal.web.navigation import NavItem, register


class PortfolioConfig(AppConfig):
    name = "hdportal.portfolio"
    label = "portfolio"

    def ready(self) -> None:
        register(NavItem("support", _("Support Service"), "info", 40))
