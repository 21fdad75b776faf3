from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PrivacyConfig(AppConfig):
    name = "hdportal.privacy"
    label = "privacy"
    verbose_name = _("Patient data")

    def ready(self) -> None:
        import_module("hdportal.privacy.checks")
