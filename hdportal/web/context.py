"""What the frame around every page shows."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cache

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.template.backends.utils import csrf_input
from django.utils import translation
from django.utils.safestring import SafeString

from hdportal.kernel import clock
from hdportal.web.navigation import NavLink, main_links, personal_links

# Each language in its own words, so that its readers find it.
LANGUAGE_NAMES = {"en": "English", "nl": "Nederlands", "fr": "Français"}


@dataclass(frozen=True)
class Language:
    code: str
    name: str
    is_current: bool


@dataclass(frozen=True)
class Message:
    text: str
    tone: str


def product_name() -> str:
    """Return the portal's name; the usual one in the reader's language."""
    return translation.gettext(settings.PRODUCT_NAME)


def moved_clock() -> datetime | None:
    """Return what the clock shows, where it was moved; None: it tells real time."""
    return clock.now() if clock.is_moved() else None


@dataclass(frozen=True)
class Shell:
    """The frame: names, menus, languages, messages."""

    product_name: str = field(default_factory=product_name)
    release: str = field(default_factory=lambda: settings.RELEASE)
    is_demo: bool = field(default_factory=lambda: settings.DEMO)
    moved_clock: datetime | None = field(default_factory=moved_clock)
    is_signed_in: bool = False
    user_name: str = ""
    user_initials: str = ""
    has_single_keys: bool = False
    nav: list[NavLink] = field(default_factory=list)
    user_links: list[NavLink] = field(default_factory=list)
    languages: tuple[Language, ...] = ()
    messages: list[Message] = field(default_factory=list)
    here: str = "/"

    @property
    def language(self) -> str:
        """The code of the language of the page."""
        return next((one.code for one in self.languages if one.is_current), "en")


def form_secret(request: HttpRequest) -> dict[str, SafeString]:
    """Return the hidden field of forms, masked once a page instead of once a form."""
    return {"csrf_input": csrf_input(request)}


def shell(request: HttpRequest) -> dict[str, Shell]:
    """Return the frame for `request`, as a context processor."""
    user = getattr(request, "user", None)
    if user is None:
        return {"shell": Shell(languages=_languages(), here=request.path)}
    return {
        "shell": Shell(
            is_signed_in=user.is_authenticated,
            user_name=user.get_full_name() if user.is_authenticated else "",
            user_initials=initials(user.get_full_name())
            if user.is_authenticated
            else "",
            has_single_keys=getattr(user, "single_keys", False),
            nav=main_links(request),
            user_links=personal_links(request) if user.is_authenticated else [],
            languages=_languages(),
            messages=[Message(str(m), m.level_tag) for m in get_messages(request)],
            here=request.get_full_path() if request.method == "GET" else request.path,
        )
    }


def initials(name: str) -> str:
    """Return up to two letters that stand for a person."""
    words = [word for word in name.split() if word[:1].isalnum()]
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


def _languages() -> tuple[Language, ...]:
    return _languages_in((translation.get_language() or "en")[:2])


@cache
def _languages_in(current: str) -> tuple[Language, ...]:
    return tuple(
        Language(code, LANGUAGE_NAMES[code], code == current)
        for code, _name in settings.LANGUAGES
    )
