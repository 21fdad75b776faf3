"""The main menu: apps add their entries when they start, pages show them."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise


@dataclass(frozen=True)
class NavItem:
    """One entry; `is_shown` gets the request's user."""

    url_name: str
    label: Promise | str
    icon: str
    order: int
    is_shown: Callable[..., bool] = lambda user: True


@dataclass(frozen=True)
class NavLink:
    """One entry as the page shows it."""

    label: str
    href: str
    icon: str
    is_current: bool


_main: list[NavItem] = []
_personal: list[NavItem] = []


def register(item: NavItem) -> None:
    """Add an entry to the main menu."""
    _main.append(item)


def register_personal(item: NavItem) -> None:
    """Add an entry to the menu under the person's name."""
    _personal.append(item)


def main_links(request: HttpRequest) -> list[NavLink]:
    """Return the entries of the main menu that this person sees, in order."""
    return _links(_main, request)


def personal_links(request: HttpRequest) -> list[NavLink]:
    """Return the entries under the person's name, in order."""
    return _links(_personal, request)


def _links(items: list[NavItem], request: HttpRequest) -> list[NavLink]:
    shown = [item for item in items if item.is_shown(request.user)]
    shown.sort(key=lambda item: item.order)
    return [_link(item, request.path) for item in shown]


@cache
def _address(url_name: str) -> str:
    return reverse(url_name)


def _link(item: NavItem, path: str) -> NavLink:
    href = _address(item.url_name)
    is_current = path == href or (href != "/" and path.startswith(href))
    return NavLink(str(item.label), href, item.icon, is_current)
