"""The words and addresses of the report on the procedure."""

from math import floor

from django.utils import formats
from django.utils.translation import gettext as _

from hdportal.desk.domain import sop
from hdportal.desk.domain.conformance_asked import Asked
from hdportal.desk.domain.months import Month
from hdportal.web.jinja import fixed_url

# 0.29 * 100 is a little less than 29.
_ROUNDING = 1e-9


def report_address(asked: Asked, *, name: str = "desk-conformance") -> str:
    """Return the address of a report."""
    return f"{fixed_url(name)}?{asked.query}"


def list_address(asked: Asked) -> str:
    """Return the address of a report, at its list."""
    return f"{report_address(asked)}#incidents"


def month_name(month: Month) -> str:
    """Return a month as people read it: November 2026."""
    return formats.date_format(month.first_day, "F Y")


def percent(share: float | None) -> str:
    """Return a share in words; a dash where nothing was asked for.

    Never rounded up to 100: that would hide what was skipped.
    """
    if share is None:
        return "–"
    return _("%(number)s %%") % {"number": floor(share * 100 + _ROUNDING)}


def step_name(ref: str) -> str:
    """Return a step as it is named: I04 Known error."""
    return f"{ref} {_(sop.activity(ref).name)}"
