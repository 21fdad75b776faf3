"""Fail when a translation is missing, unsure, or would break when shown.

python scripts/check_messages.py

Extracts the sentences from the sources as `make messages` does, and compares them with
the catalogues of hdportal/locale.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_keywords, parse_mapping_cfg
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "hdportal"
LANGUAGES = ("nl", "fr")
KEYWORD = re.compile(r" -k (\S+)")
PLACEHOLDER = re.compile(r"%\((\w+)\)[#0\- +]?[\d.]*[a-zA-Z]")


def main() -> int:
    """Print every fault with its file and line; return 1 when there is one."""
    template = extract()
    faults = [fault for code in LANGUAGES for fault in faults_of(code, template)]
    for fault in faults:
        print(fault)
    count = len([message for message in template if message.id])
    verdict = f"{len(faults)} faults" if faults else "complete"
    print(f"{count} messages in {', '.join(LANGUAGES)}: {verdict}")
    return 1 if faults else 0


def extract() -> Catalog:
    """Return the sentences of the sources, each with where it stands."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    # The names of the marking functions stand once, in the recipe of `make messages`.
    recipe = (ROOT / "Makefile").read_text(encoding="utf-8")
    keywords = DEFAULT_KEYWORDS | parse_keywords(KEYWORD.findall(recipe))
    catalog = Catalog()
    found = extract_from_dir(str(SOURCES), methods, options, keywords)
    for name, line, text, _comments, context in found:
        place = (str(Path("hdportal") / name), line)
        catalog.add(text, locations=[place], context=context)
    return catalog


def faults_of(code: str, template: Catalog) -> Iterator[str]:
    """Yield what is wrong with the catalogue of language `code`."""
    file = SOURCES / "locale" / code / "LC_MESSAGES" / "django.po"
    if not file.exists():
        yield f"{file.relative_to(ROOT)}: there is no catalogue (make messages)"
        return
    with file.open("rb") as stream:
        catalog = read_po(stream, locale=code)
    for message in template:
        if message.id:
            wrong = fault_of(message, catalog.get(message.id, message.context))
            if wrong:
                yield f"{place_of(message)}: {code}: {wrong}: {source_of(message)!r}"


def fault_of(message: Message, translation: Message | None) -> str:
    """Return what is wrong with one translation; "" when nothing is."""
    if translation is None:
        return "not in the catalogue"
    if translation.fuzzy:
        return "fuzzy"
    texts = as_tuple(translation.string)
    if not texts or not all(texts):
        return "untranslated"
    wanted = [placeholders(text) for text in as_tuple(message.id)]
    for text in texts:
        if placeholders(text) not in wanted:
            return "other placeholders"
    return ""


def placeholders(text: str) -> frozenset[str]:
    """Return the names in `text`, such as {"number"} for "%(number)s"."""
    return frozenset(PLACEHOLDER.findall(text))


def as_tuple(text: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    """Return the forms of a message: one, or singular and plurals."""
    return (text,) if isinstance(text, str) else tuple(text)


def source_of(message: Message) -> str:
    """Return the sentence as the sources have it."""
    return as_tuple(message.id)[0]


def place_of(message: Message) -> str:
    """Return where the sentence stands first, as file:line."""
    file, line = message.locations[0]
    return f"{file}:{line}"


if __name__ == "__main__":
    sys.exit(main())
