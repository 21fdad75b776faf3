"""The words of each incident, as the search index keeps them."""

from django.db import models

from hdportal.desk.models.incident import Incident


class SearchDocument(models.Model):
    """The tokens of one incident (`domain/searching.py`), one space between them.

    The index over them is the database's own, and it follows every change of a row
    by itself: FTS5 and triggers on SQLite, a generated column and GIN on PostgreSQL
    (migration 0004). A migration that changes this table on SQLite makes it anew and
    loses the triggers: make them again there.
    """

    incident = models.OneToOneField(
        Incident, models.CASCADE, primary_key=True, related_name="search_document"
    )
    tokens = models.TextField()

    def __str__(self) -> str:
        return f"words of {self.incident_id}"
