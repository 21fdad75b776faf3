"""Django's password rules in our sentences, which are translated with ours."""

from django.contrib.auth import password_validation as rules
from django.utils.translation import gettext as _


class LongEnough(rules.MinimumLengthValidator):
    """At least so many characters."""

    def get_error_message(self) -> str:
        return _("This password is too short: use at least %(count)s characters.") % {
            "count": self.min_length
        }


class NotOneself(rules.UserAttributeSimilarityValidator):
    """Not one's own name or address."""

    def get_error_message(self) -> str:
        return _("This password is too much like your name or your email.")
