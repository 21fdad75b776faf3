"""The Jinja2 environment of all our pages."""

import re
from datetime import date, datetime
from functools import cache, lru_cache

from django.conf import settings
from django.templatetags.static import static as static_address
from django.urls import reverse
from django.utils import formats, timezone, translation
from django.utils.translation import gettext, ngettext
from jinja2 import Environment, StrictUndefined, Undefined
from markupsafe import Markup

from hdportal.web.blocks import block_named
from hdportal.web.jinja_runtime import (
    Gettext,
    PageContext,
    drawn_once,
    drawn_once_by_language,
)


def environment(**options: object) -> Environment:
    """Return the environment; a misspelt name is an error in tests and development."""
    undefined = StrictUndefined if settings.STRICT_TEMPLATES else Undefined
    env = Environment(**{**options, "undefined": undefined})  # type: ignore[arg-type]
    env.context_class = PageContext
    # As babel.cfg has it: a text over several lines is looked up as one line.
    env.policies["ext.i18n.trimmed"] = True
    env.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    words = Gettext()
    env.globals.update(gettext=words, _=words, url=url, static=static)
    env.globals.update(
        drawn_once=drawn_once, drawn_once_by_language=drawn_once_by_language
    )
    env.globals.update(block_named=block_named)
    env.filters.update(datetime=show_datetime, date=show_date, isodatetime=iso)
    env.filters.update(breakable=breakable, number=show_number)
    return env


@cache
def static(path: str) -> str:
    """Return the address of a static file; a release never changes it."""
    # A page names some forty files, and Django works each name out anew.
    return static_address(path)


def url(name: str, *args: object, **kwargs: object) -> str:
    """Return the address of a URL name."""
    if args or kwargs:
        return reverse(name, args=args or None, kwargs=kwargs or None)
    return fixed_url(name)


@cache
def fixed_url(name: str) -> str:
    """Return the address of a URL name that takes no values; it never changes."""
    return reverse(name)


def show_datetime(moment: datetime) -> str:
    """Return a moment as people read it in Brussels: 24 Nov 2026, 10:20."""
    local = local_time(moment)
    return f"{show_date(local.date())}, {local.hour:02}:{local.minute:02}"


def show_date(day: date) -> str:
    """Return a day without doubt about its order: 24 Nov 2026, 24 nov. 2026."""
    return _date_in(translation.get_language() or "en", day)


@lru_cache(maxsize=2048)
def _date_in(language: str, day: date) -> str:
    with translation.override(language):
        if language == "en":
            return f"{day.day} {formats.date_format(day, 'M')} {day.year}"
        # Dutch and French write months without a capital.
        return f"{day.day} {formats.date_format(day, 'N').lower()} {day.year}"


def show_number(number: int) -> str:
    """Return a whole number in the reader's way: 20,000 or 20.000."""
    return str(formats.number_format(number, force_grouping=True))


def breakable(address: str) -> Markup:
    """Return an e-mail address that breaks at its signs rather than inside a word.

    >>> breakable("agent@demo.example")
    Markup('agent@<wbr>demo.<wbr>example')
    """
    pieces = re.split("(?<=[@.])", address)
    return Markup("<wbr>").join(pieces)


def iso(moment: datetime) -> str:
    """Return a moment for the `datetime` attribute of `<time>`."""
    return local_time(moment).isoformat(timespec="seconds")


def local_time(moment: datetime) -> datetime:
    """Return a moment in Brussels, which is the time of every page."""
    # Unlike `localtime`, without asking whether this reader has another time zone.
    return moment.astimezone(timezone.get_default_timezone())
