"""What is read of incidents: lists and counts, one incident, its journal."""

from hdportal.desk.queries.journal import Journal, JournalLine, journal
from hdportal.desk.queries.lists import (
    COUNTED_UP_TO,
    PAGE_SIZE,
    ListedIncident,
    ListFilter,
    counts,
    found,
    page,
    rows,
    scopes_of,
    whole_scopes_of,
)
from hdportal.desk.queries.one import (
    any_file_of,
    comment_purpose,
    file_of,
    files_owner,
    note_purpose,
    visible_incident,
)
from hdportal.desk.queries.search import search
from hdportal.desk.queries.worked import DayOnIncident, time_worked

__all__ = [
    "COUNTED_UP_TO",
    "DayOnIncident",
    "PAGE_SIZE",
    "Journal",
    "JournalLine",
    "ListFilter",
    "ListedIncident",
    "comment_purpose",
    "counts",
    "any_file_of",
    "note_purpose",
    "file_of",
    "found",
    "files_owner",
    "journal",
    "page",
    "rows",
    "scopes_of",
    "search",
    "time_worked",
    "visible_incident",
    "whole_scopes_of",
]
