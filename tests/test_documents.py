"""The documents say what is there: settings, commands, links, pictures, targets."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from hdportal.config.cli import COMMANDS

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
SCREENSHOTS = DOCS / "screenshots"
DOCUMENTS = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
GUIDE = DOCS / "operators-guide.md"
SAMPLE = ROOT / ".env.sample"

SETTING = re.compile(r"env\.\w+\(\s*\"([A-Z_]+)\"")
VARIABLE = re.compile(r"HDPORTAL_([A-Z_]*[A-Z])")
TARGET = re.compile(r"^([a-z][a-z-]*):", re.MULTILINE)
CODE = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)
MAKE = re.compile(r"\bmake ((?:[A-Z_]+=\S+ )*)([a-z][a-z-]*)\b")
PORTAL = re.compile(r"(?:^|bin/|`)hdportal ([a-z-]+)", re.MULTILINE)
PLACE = re.compile(
    r"(?<![\w/.])(?:hdportal|scripts|tests|docs|typings|requirements)/[\w./-]*\w/?"
)
LINK = re.compile(r"\]\(([^)\s]+)\)|<img src=\"([^\"]+)\"")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)

every_document = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda d: d.name)


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def settings() -> set[str]:
    # Those of backups are read when needed, so that their secrets stay out of Django's.
    readers = (
        "hdportal/config/settings.py",
        "hdportal/upkeep/configuration.py",
        "hdportal/web/running/moved_clock.py",
    )
    return {name for file in readers for name in SETTING.findall(read(ROOT / file))}


def code_of(document: Path) -> str:
    return "\n".join(CODE.findall(read(document)))


def links_of(document: Path) -> Iterator[str]:
    """Yield the addresses inside the repository that a document points to."""
    for link, picture in LINK.findall(CODE.sub("", read(document))):
        target = link or picture
        if not re.match(r"[a-z]+:", target):
            yield target


def anchors_of(document: Path) -> set[str]:
    words = (
        re.sub(r"[^\w\- ]", "", h.lower()) for h in HEADING.findall(read(document))
    )
    return {heading.replace(" ", "-") for heading in words}


def is_there(document: Path, link: str) -> bool:
    name, _, anchor = link.partition("#")
    target = (document.parent / name).resolve() if name else document
    return target.exists() and (not anchor or anchor in anchors_of(target))


@pytest.mark.parametrize("name", sorted(settings()))
def test_every_setting_stands_in_the_operators_guide_and_in_the_sample(name):
    assert f"| `HDPORTAL_{name}` |" in read(GUIDE)
    assert re.search(rf"^#HDPORTAL_{name}=", read(SAMPLE), re.MULTILINE)


@pytest.mark.parametrize("path", [*DOCUMENTS, SAMPLE], ids=lambda p: p.name)
def test_no_document_names_a_setting_that_is_not_read(path):
    named = {name.removesuffix("_FILE") for name in VARIABLE.findall(read(path))}

    assert named - settings() == set()


@every_document
def test_links_inside_the_repository_resolve(document):
    assert [link for link in links_of(document) if not is_there(document, link)] == []


def test_each_screenshot_is_used_and_small():
    shown = {
        (document.parent / link).resolve()
        for document in DOCUMENTS
        for link in links_of(document)
        if link.endswith(".png")
    }

    assert set(SCREENSHOTS.iterdir()) == shown
    assert [path.name for path in shown if path.stat().st_size > 300 * 1024] == []


@every_document
def test_every_make_target_that_is_named_exists(document):
    targets = set(TARGET.findall(read(ROOT / "Makefile")))

    assert {name for _, name in MAKE.findall(code_of(document))} - targets == set()


@every_document
def test_every_command_of_the_portal_that_is_named_exists(document):
    assert set(PORTAL.findall(code_of(document))) - set(COMMANDS) == set()


@every_document
def test_every_file_that_is_named_exists(document):
    named = PLACE.findall(code_of(document))

    assert [place for place in named if not (ROOT / place).exists()] == []


def test_every_decision_stands_in_the_index():
    decisions = {path.name for path in (DOCS / "adr").glob("0*.md")}

    assert decisions == set(links_of(DOCS / "adr/README.md"))
