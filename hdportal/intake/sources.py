"""Where search-and-select fields find their options."""

from collections.abc import Callable
from dataclasses import dataclass

from hdportal.portfolio import queries
from hdportal.portfolio.queries import Option

SHOWN = 20


@dataclass(frozen=True)
class Source:
    """A list that can be shown whole, searched, and asked for one value.

    Each function takes the answer of the field that narrows the list, "" for none.
    """

    options: Callable[[str], list[Option]]
    search: Callable[[str, str], list[Option]]
    get: Callable[[str, str], Option | None]


def _find_project(value: str, narrowed_by: str) -> Option | None:
    found = queries.project_option(value)
    # A code in another spelling finds the project too, but only its key is stored.
    return found if found and found.value == value else None


def _find_application(value: str, narrowed_by: str) -> Option | None:
    offered = queries.application_options(narrowed_by)
    return next((option for option in offered if option.value == value), None)


def _search_applications(text: str, narrowed_by: str) -> list[Option]:
    words = text.casefold().split()
    return [
        option
        for option in queries.application_options(narrowed_by)
        if all(word in f"{option.label} {option.hint}".casefold() for word in words)
    ]


SOURCES: dict[str, Source] = {
    "projects": Source(
        options=lambda narrowed_by: queries.project_options(),
        search=lambda text, narrowed_by: queries.search_projects(text, limit=SHOWN),
        get=_find_project,
    ),
    "applications": Source(
        options=queries.application_options,
        search=_search_applications,
        get=_find_application,
    ),
}
