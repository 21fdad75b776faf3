"""Keep the words of an incident in step with it, so that search finds it."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db import transaction

from hdportal.desk.domain.audience import scopes_of_incident
from hdportal.desk.domain.incident import INTERNAL_KINDS
from hdportal.desk.domain.searching import Document, Layer
from hdportal.desk.models import Incident, JournalEntry, SearchDocument

# So many at a time: whoever writes meanwhile waits for one batch, not for all.
BATCH = 200

# In the order in which a long incident keeps its words.
_FOR_ALL = (
    "short_description",
    "project__name",
    "project__abbreviation",
    "project__code",
    "application__name",
)
_FOR_READERS_OF_TEXTS = (
    "caller__first_name",
    "caller__last_name",
    "caller__email",
    "organisation__name",
    "description",
)
# Plain values: whole objects of five tables would take twice the time.
_FACTS = (
    "pk",
    "number",
    "caller",
    "organisation",
    "project__key",
    "answers",
    "search_document__tokens",
    *_FOR_ALL,
    *_FOR_READERS_OF_TEXTS,
)


def write(incident: Incident) -> None:
    """Write the words of an incident, inside the transaction that changed it."""
    _write(Incident.objects.values(*_FACTS).get(pk=incident.pk))


def write_all(*, only_missing: bool = False) -> Iterator[int]:
    """Write the words of every incident, newest first; yield how many were written.

    With `only_missing`, those that have none yet.
    """
    wanted = Incident.objects.exclude(number=None).order_by("-pk")
    if only_missing:
        wanted = wanted.filter(search_document=None)
    rest = wanted
    while keys := list(rest.values_list("pk", flat=True)[:BATCH]):
        _write_batch(keys)
        yield len(keys)
        rest = wanted.filter(pk__lt=keys[-1])


@transaction.atomic
def _write_batch(keys: list[int]) -> None:
    some = Incident.objects.filter(pk__in=keys).order_by("pk")
    # Locked: a change that comes in between must not be overwritten by what was.
    list(some.select_for_update().values_list("pk"))
    for facts in some.values(*_FACTS):
        _write(facts)


def _write(facts: Mapping[str, Any]) -> None:
    key, was, tokens = facts["pk"], facts["search_document__tokens"], _tokens(facts)
    if was is None:
        SearchDocument.objects.create(incident_id=key, tokens=tokens)
    elif was != tokens:
        SearchDocument.objects.filter(pk=key).update(tokens=tokens)


def _tokens(facts: Mapping[str, Any]) -> str:
    people, project = {facts["caller"]}, facts["project__key"]
    scopes = scopes_of_incident(people, facts["organisation"], project)
    document = Document(facts["number"] or "", scopes)
    document.add(Layer.LIFE_CYCLE, *[facts[name] or "" for name in _FOR_ALL])
    document.add(Layer.TEXTS, *[facts[name] or "" for name in _FOR_READERS_OF_TEXTS])
    document.add(Layer.TEXTS, *map(str, facts["answers"].values()))
    _add_journal(document, facts["pk"])
    return document.tokens


def _add_journal(document: Document, key: int) -> None:
    """Add texts and names of files, the newest first, until the document is full."""
    entries = JournalEntry.objects.filter(incident=key).order_by("-at", "-pk")
    for kind, text, facts in entries.values_list("kind", "text", "facts").iterator(50):
        layer = Layer.WORK_NOTES if kind in INTERNAL_KINDS else Layer.TEXTS
        names = [file["name"] for file in facts.get("files", [])]
        document.add(layer, text, *names)
        if document.is_full:
            return
