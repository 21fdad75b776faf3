"""Scheduled backups: one a day into a folder, old ones thinned out."""

import logging
import subprocess
import sys
from datetime import datetime
from pathlib import Path

from hdportal.kernel import clock
from hdportal.upkeep.actions import backup
from hdportal.upkeep.archive.keys import Keys
from hdportal.upkeep.domain.errors import BackupError
from hdportal.upkeep.domain.manifest import Manifest
from hdportal.upkeep.domain.retention import moment_of, name_at, to_keep
from hdportal.upkeep.progress import silent

logger = logging.getLogger("hdportal.backup")

DAY_SECONDS = 24 * 3600

_under_way: list[subprocess.Popen[bytes]] = []


def start() -> int:
    """Start today's backup in a process of its own and return its number.

    Mail must not wait behind a backup that takes an hour. The process outlives the
    worker: it either ends with a whole backup or leaves nothing.
    """
    _under_way[:] = [process for process in _under_way if process.poll() is None]
    if _under_way:
        logger.warning("backup.still_running pid=%s", _under_way[0].pid)
        return 0
    command = [sys.executable, "-m", "django", "backup", "--scheduled"]
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, start_new_session=True
    )
    _under_way.append(process)
    return process.pid


def run(*, folder: Path, keys: Keys) -> tuple[Path, Manifest]:
    """Make a backup in `folder`, then remove those that are no longer kept.

    It is encrypted when there is a key for that. Nothing is removed unless the new one
    is complete.

    Raises:
        BackupError: it could not be made.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        sentence = "The folder %(folder)s cannot be used: %(problem)s."
        raise BackupError(sentence, folder=folder, problem=error.strerror) from error
    path = folder / name_at(clock.now())
    manifest = backup.make(
        path=path, keys=keys if keys.can_lock else None, progress=silent()
    )
    removed = thin_out(folder)
    logger.info(
        "backup.done name=%s bytes=%s files_missing=%s removed=%s",
        *(path.name, path.stat().st_size, len(manifest.missing), removed),
    )
    return path, manifest


def thin_out(folder: Path) -> int:
    """Remove the scheduled backups that are not kept and return how many.

    Any other file in the folder stays, whoever made it. What a backup that was killed
    has left goes too, once a day has passed.
    """
    found = in_folder(folder)
    kept = to_keep(found)
    old = [path for moment, path in found.items() if moment not in kept]
    old += [part for part in folder.glob("*.part") if _is_left_behind(part)]
    for path in old:
        path.unlink(missing_ok=True)
        logger.info("backup.removed name=%s", path.name)
    return len(old)


def in_folder(folder: Path) -> dict[datetime, Path]:
    """Return the scheduled backups in `folder` by their moment."""
    files = [path for path in folder.glob("*") if path.is_file()]
    return {
        moment: path for path in files if (moment := moment_of(path.name)) is not None
    }


def _is_left_behind(part: Path) -> bool:
    is_ours = moment_of(part.name.removesuffix(".part")) is not None
    return is_ours and clock.real_now().timestamp() - part.stat().st_mtime > DAY_SECONDS
