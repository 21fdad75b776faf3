"""The small tools in scripts/ that `make` relies on."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Message

SCRIPTS = Path(__file__).parent.parent / "scripts"


def script(name: str) -> ModuleType:
    spec = spec_from_file_location(name, SCRIPTS / f"{name}.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("translation", "fault"),
    [
        (Message("Ticket %(number)s", "Ticket %(number)s"), ""),
        (Message("Ticket %(number)s", "Le %(number)s"), ""),
        (None, "not in the catalogue"),
        (Message("Ticket %(number)s", ""), "untranslated"),
        (Message("Ticket %(number)s", "%(number)s", flags=("fuzzy",)), "fuzzy"),
        (Message("Ticket %(number)s", "Ticket"), "other placeholders"),
        (Message("Ticket %(number)s", "Ticket %(nummer)s"), "other placeholders"),
    ],
)
def test_a_translation_that_would_break_is_found(translation, fault):
    source = Message("Ticket %(number)s")

    assert script("check_messages").fault_of(source, translation) == fault


def test_every_plural_form_needs_a_translation():
    source = Message(("One day", "%(count)s days"))
    half = Message(source.id, ("Eén dag", ""))
    whole = Message(source.id, ("Eén dag", "%(count)s dagen"))

    fault_of = script("check_messages").fault_of

    assert fault_of(source, half) == "untranslated"
    assert fault_of(source, whole) == ""


def test_sentences_of_python_and_templates_are_extracted():
    catalog = script("check_messages").extract()

    files = {Path(name).suffix for message in catalog for name, _ in message.locations}
    assert files >= {".py", ".html"}
