"""Portals to back up and restore, and a second opinion on what is in their tables."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import dj_database_url
import psycopg

from hdportal.web.tests.running_portal import Portal, free_port, fresh_database

HAS_POSTGRES = os.environ.get("HDPORTAL_DATABASE_URL", "").startswith("postgres")
# What a backup leaves out, and what the portal writes by itself.
LEFT_OUT = {
    "django_session",
    "web_scheduledrun",
    "web_cache",
    "django_migrations",
    "sqlite_sequence",
}
ADD_FILES = """
import uuid
from django.core.files.uploadedfile import SimpleUploadedFile
from hdportal.accounts.models import User
from hdportal.files.actions import files
person = User.objects.get(email="caller@demo.example")
"""
SOME_FILES = (
    ADD_FILES
    + """
for number in range(4):
    text = f"step {number}\\n".encode() * 10 ** number
    upload = SimpleUploadedFile(f"log {number}.txt", text)
    files.add(owner="incident:INC0000001", upload=upload, by=person)
"""
)

FEW_PEOPLE = """
from hdportal.home.demo import load
load.PEOPLE = load.PEOPLE[:4]
load.load_incidents = lambda say: None
load.load_demo(lambda line: None)
"""


def place(folder: Path, engine: str) -> Portal:
    """Return an installation with an empty database of `engine`."""
    folder.mkdir(exist_ok=True)
    is_sqlite = engine == "sqlite"
    url = f"sqlite:///{folder}/portal.sqlite3" if is_sqlite else fresh_database(folder)
    settings = {"HDPORTAL_DATABASE_URL": url, "HDPORTAL_DEMO": "1"}
    return Portal(folder, free_port(), settings)


def organisation(folder: Path, engine: str) -> Portal:
    """Return an installation with the demo organisation and some files."""
    portal = place(folder, engine)
    for words in (["migrate", "-v0"], ["demo"], ["manage", "shell", "-c", SOME_FILES]):
        run(portal, *words)
    return portal


def small_organisation(folder: Path, engine: str) -> Portal:
    """Return one with a few people, the projects and some files; no incidents."""
    portal = place(folder, engine)
    run(portal, "migrate", "-v0")
    run(portal, "manage", "shell", "-c", FEW_PEOPLE + SOME_FILES)
    return portal


def run(portal: Portal, *words: str) -> None:
    """Run a command that must succeed, however slow the machine is."""
    command = [sys.executable, "-m", "hdportal.config", *words]
    subprocess.run(command, env=portal.environment, check=True, timeout=600)


def files_of(portal: Portal) -> dict[str, bytes]:
    """Return the files in the storage by their names."""
    folder = portal.data_dir / "files"
    return {name: (folder / name).read_bytes() for name in names_of(portal)}


def names_of(portal: Portal) -> set[str]:
    """Return the names alone, which can be asked while others add and remove."""
    folder = portal.data_dir / "files"
    # os.walk passes over what goes away under its feet.
    found = (Path(place, name) for place, _, names in os.walk(folder) for name in names)
    return {str(path.relative_to(folder)) for path in found}


def kept_names(tables: dict[str, list[str]]) -> set[str]:
    """Return the names of files that rows name, of what `rows_of` gives."""
    rows = tables["files_storedfile"]
    return {row.split('"storage_name": "')[1][:65] for row in rows}


def rows_of(portal: Portal) -> dict[str, list[str]]:
    """Return every row of every table as the driver gives it, in one form.

    Not through the portal's models: they would hide what they and a backup agree on.
    """
    url = portal.settings["HDPORTAL_DATABASE_URL"]
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(dj_database_url.parse(url)["NAME"])) as database:
            names = "SELECT name FROM sqlite_master WHERE type = 'table'"
            return _tables(database, names)
    with psycopg.connect(url) as database:
        names = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        return _tables(database, names)


def _tables(database: Any, names: str) -> dict[str, list[str]]:
    tables = {name for (name,) in database.execute(names).fetchall()} - LEFT_OUT
    # SQLite keeps its search index in tables of its own making.
    tables = {table for table in tables if not table.startswith("desk_searchindex")}
    return {table: _rows(database, table) for table in tables}


def _rows(database: Any, table: str) -> list[str]:
    found = database.execute(f'SELECT * FROM "{table}"')
    # Columns may stand in another order in an older table.
    columns = [column[0] for column in found.description]
    rows = [dict(zip(columns, map(_plain, row), strict=True)) for row in found]
    for row in rows:
        # PostgreSQL makes its search index of a column that it writes by itself.
        row.pop("vector", None)
    return sorted(json.dumps(row, sort_keys=True) for row in rows)


def _plain(value: Any) -> Any:
    match value:
        case bool():
            return int(value)
        case datetime():
            return value.astimezone(UTC).replace(tzinfo=None).isoformat(" ")
        case UUID():
            return value.hex
        case str() if value[:1] in ("{", "["):
            with suppress(ValueError):  # such as the subject of a mail
                return json.loads(value)
            return value
        case str() | int() | float() | None | dict() | list():
            return value
    return str(value)
