"""The patient-data check for forms of the apps below this one."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hdportal.privacy import door
from hdportal.web.typed_text import register_check


def refusal(text: str) -> Promise | None:
    """Return why `text` cannot be kept, or None when it can."""
    if not door.inspect(text):
        return None
    return _(
        "This text contains what looks like a national register number. Remove it: "
        "patient data must never be in here."
    )


register_check(refusal)
