"""Collect the static files, but only when they changed: it costs seconds."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def collect_if_changed() -> bool:
    """Bring STATIC_ROOT up to date and return whether there was work to do."""
    stamp = Path(settings.STATIC_ROOT).with_suffix(".stamp")
    wanted = fingerprint()
    is_there = Path(settings.STATIC_ROOT).is_dir()
    if is_there and stamp.exists() and stamp.read_text(encoding="ascii") == wanted:
        return False
    # Removed first: a collection that breaks off must not look finished.
    stamp.unlink(missing_ok=True)
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(wanted, encoding="ascii")
    return True


def fingerprint() -> str:
    """Return a digest of every source file's name, size and time of change."""
    storage = settings.STORAGES["staticfiles"]["BACKEND"]
    facts = [storage, *sorted(_sources())]
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()


def _sources() -> Iterator[str]:
    for finder in get_finders():
        for path, storage in finder.list(None):
            file = Path(storage.path(path))
            facts = file.stat()
            yield f"{file} {facts.st_size} {facts.st_mtime_ns}"
