"""The portal's settings with the commands of the measurements."""

from hdportal.config.settings import *  # noqa: F403 (a settings module is one namespace)
from hdportal.config.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "bench"]
