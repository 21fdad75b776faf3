"""What is read of incidents: lists and counts, one incident, its journal."""

from hdportal.desk.queries.journal import SAID, Journal, JournalLine, journal
from hdportal.desk.queries.lists import (
    COUNTED_UP_TO,
    LONGEST_SEARCH,
    PAGE_SIZE,
    ListedIncident,
    ListFilter,
    counts,
    page,
    rows,
    scopes_of,
    whole_scopes_of,
)
from hdportal.desk.queries.one import (
    comment_purpose,
    file_of,
    files_owner,
    visible_incident,
)

__all__ = [
    "COUNTED_UP_TO",
    "LONGEST_SEARCH",
    "PAGE_SIZE",
    "SAID",
    "Journal",
    "JournalLine",
    "ListFilter",
    "ListedIncident",
    "comment_purpose",
    "counts",
    "file_of",
    "files_owner",
    "journal",
    "page",
    "rows",
    "scopes_of",
    "visible_incident",
    "whole_scopes_of",
]
