"""The forms by which the desk moves an incident on, on the engine of every form.

None is stored: what they ask goes into columns and the journal.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from hdportal.desk.domain.choices import Kind
from hdportal.desk.queries import choices
from hdportal.desk.queries.ticket import Team
from hdportal.intake.models import FormVersion


def _choice(
    key: str, label: Mapping[str, str], values: Mapping[Any, str]
) -> dict[str, object]:
    offered = [{"value": str(v), "label": {"en": text}} for v, text in values.items()]
    return {
        "key": key,
        "kind": "choice",
        "required": True,
        "label": label,
        "choices": offered,
    }


def _of_the_list(kind: Kind, label: Mapping[str, str]) -> dict[str, object]:
    return _choice(kind, label, {o.key: o.names.en for o in choices.offered(kind)})


def _form(
    title: Mapping[str, str], *fields: Mapping[str, object] | None
) -> FormVersion:
    return FormVersion(
        data={"title": title, "fields": [field for field in fields if field]}
    )


def _note(help_text: Mapping[str, str]) -> dict[str, object]:
    return {
        "key": "handover_note",
        "kind": "text",
        "label": {"en": "Work note", "nl": "Werknotitie", "fr": "Note de travail"},
        "help": help_text,
    }


HAND_BACK_FORM = _form(
    {"en": "Hand back", "nl": "Teruggeven", "fr": "Rendre"},
    _note(
        {
            "en": "Only the desk reads this: what you found, and what helps.",
            "nl": "Alleen de Service Desk leest dit: wat u vond, en wat helpt.",
            "fr": "Seul le Service Desk le lit\u202f: ce qui se passe et ce qui aide.",
        }
    ),
)

REOPEN_FORM = _form(
    {"en": "Reopen", "nl": "Heropenen", "fr": "Rouvrir"},
    {
        "key": "reopen_reason",
        "kind": "text",
        "required": True,
        "label": {
            "en": "Why is it not resolved?",
            "nl": "Waarom is het niet opgelost?",
            "fr": "Pourquoi n’est-il pas résolu\u202f?",
        },
        "help": {
            "en": "The caller reads this.",
            "nl": "De melder leest dit.",
            "fr": "Le demandeur le lit.",
        },
    },
)


_HOLD_MESSAGE: dict[str, object] = {
    "key": "hold_message",
    "kind": "text",
    "label": {
        "en": "Message to the caller",
        "nl": "Bericht aan de melder",
        "fr": "Message au demandeur",
    },
    "help": {
        "en": "Needed when you wait for the caller: say what you need to go on.",
        "nl": "Nodig als u op de melder wacht: schrijf wat u nodig hebt.",
        "fr": "Requis si vous attendez le demandeur\u202f: dites ce qu’il faut.",
    },
}


def hold_form() -> FormVersion:
    """Return the form that puts an incident on hold, with the reasons of now."""
    return _form(
        {"en": "Put on hold", "nl": "In de wacht zetten", "fr": "Mettre en attente"},
        _of_the_list(
            Kind.HOLD_REASON,
            {
                "en": "What are you waiting for?",
                "nl": "Waarop wacht u?",
                "fr": "Qu’attendez-vous\u202f?",
            },
        ),
        _HOLD_MESSAGE,
    )


_CLOSE_NOTES: dict[str, object] = {
    "key": "close_notes",
    "kind": "text",
    "required": True,
    "label": {
        "en": "Close notes",
        "nl": "Toelichting bij de oplossing",
        "fr": "Notes de résolution",
    },
    "help": {
        "en": "The caller reads this: say what was wrong and what to do now.",
        "nl": "De melder leest dit: schrijf wat er mis was en wat nu te doen is.",
        "fr": "Le demandeur le lit\u202f: dites ce qui n’allait pas et que faire.",
    },
}


def resolve_form() -> FormVersion:
    """Return the form that resolves an incident, with the codes of now."""
    return _form(
        {"en": "Resolve", "nl": "Oplossen", "fr": "Résoudre"},
        _of_the_list(
            Kind.CLOSE_CODE,
            {
                "en": "How was it resolved?",
                "nl": "Hoe is het opgelost?",
                "fr": "Comment a-t-il été résolu\u202f?",
            },
        ),
        _CLOSE_NOTES,
    )


def hand_on_form(teams: Sequence[Team]) -> FormVersion:
    """Return the form that hands an incident on to one of these teams."""
    groups = {str(team.group.pk): team.group.name for team in teams}
    people = {str(p.pk): p.get_full_name() for team in teams for p in team.people}
    person = {"en": "Person", "nl": "Persoon", "fr": "Personne"}
    return _form(
        {"en": "Hand on", "nl": "Doorgeven", "fr": "Transmettre"},
        _choice("group", {"en": "Group", "nl": "Groep", "fr": "Groupe"}, groups),
        _choice("person", person, people) | {"required": False} if people else None,
        _note(
            {
                "en": "Only the desk reads this: what the next one needs to know.",
                "nl": "Alleen de Service Desk leest dit: wat de volgende moet weten.",
                "fr": "Seul le Service Desk le lit\u202f: ce qu’il faut savoir.",
            }
        ),
    )
