"""Keep the words of an incident in step with it, so that search finds it."""

from collections.abc import Iterator

from django.db import transaction

from hdportal.desk.domain.audience import scopes_of_incident
from hdportal.desk.domain.incident import INTERNAL_KINDS
from hdportal.desk.domain.searching import Document, Layer
from hdportal.desk.models import Incident, SearchDocument

# So many at a time: whoever writes meanwhile waits for one batch, not for all.
BATCH = 200
_PARTS = ("caller", "organisation", "project", "application", "search_document")


def write(incident: Incident) -> None:
    """Write the words of an incident, inside the transaction that changed it."""
    _write(Incident.objects.select_related(*_PARTS).get(pk=incident.pk))


def write_all(*, only_missing: bool = False) -> Iterator[int]:
    """Write the words of every incident, newest first; yield how many were written.

    With `only_missing`, those that have none yet.
    """
    wanted = Incident.objects.exclude(number=None).order_by("-pk")
    if only_missing:
        wanted = wanted.filter(search_document=None)
    before = None
    while True:
        rest = wanted if before is None else wanted.filter(pk__lt=before)
        keys = list(rest.values_list("pk", flat=True)[:BATCH])
        if not keys:
            return
        _write_batch(keys)
        before = keys[-1]
        yield len(keys)


@transaction.atomic
def _write_batch(keys: list[int]) -> None:
    # Locked: a change that comes in between must not be overwritten by what was.
    locked = Incident.objects.filter(pk__in=keys).select_for_update(of=("self",))
    for incident in locked.select_related(*_PARTS).order_by("pk"):
        _write(incident)


def _write(incident: Incident) -> None:
    tokens = _tokens(incident)
    document = getattr(incident, "search_document", None)
    if document is None:
        SearchDocument.objects.create(incident=incident, tokens=tokens)
    elif document.tokens != tokens:
        SearchDocument.objects.filter(pk=incident.pk).update(tokens=tokens)


def _tokens(incident: Incident) -> str:
    project, application = incident.project, incident.application
    scopes = scopes_of_incident(
        incident.people, incident.organisation_id, project.key if project else None
    )
    document = Document(incident.number or "", scopes)
    document.add(Layer.LIFE_CYCLE, incident.short_description)
    if project:
        names = (project.name, project.abbreviation, project.code)
        document.add(Layer.LIFE_CYCLE, *names)
    if application:
        document.add(Layer.LIFE_CYCLE, application.name)
    caller, organisation = incident.caller, incident.organisation
    document.add(Layer.TEXTS, caller.first_name, caller.last_name, caller.email)
    if organisation:
        document.add(Layer.TEXTS, organisation.name)
    document.add(Layer.TEXTS, incident.description, *incident.answers.values())
    _add_journal(document, incident)
    return document.tokens


def _add_journal(document: Document, incident: Incident) -> None:
    """Add texts and names of files, the newest first, until the document is full."""
    entries = incident.journal.order_by("-at", "-pk")
    for kind, text, facts in entries.values_list("kind", "text", "facts").iterator(50):
        layer = Layer.WORK_NOTES if kind in INTERNAL_KINDS else Layer.TEXTS
        names = [file["name"] for file in facts.get("files", [])]
        document.add(layer, text, *names)
        if document.is_full:
            return
