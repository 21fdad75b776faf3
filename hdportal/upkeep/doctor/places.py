"""Where things lie: files, disk, static files, backups."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.checks import CheckMessage, register

from hdportal.kernel import clock
from hdportal.upkeep import configuration
from hdportal.upkeep.actions import probes, schedule
from hdportal.upkeep.doctor.report import TAG, bad, good
from hdportal.upkeep.doctor.work import in_words
from hdportal.web.running import static_files

GIB = 1 << 30
LEAST_FREE_BYTES = 2 * GIB
# One a day, and an hour or two for making it.
OLDEST_BACKUP = timedelta(hours=26)


@register(TAG, deploy=True)
def storage(**kwargs: object) -> Iterator[CheckMessage]:
    """Write, read and remove a file."""
    cure = "Look at HDPORTAL_STORAGE_URL, the rights and the room there."
    try:
        is_same = probes.write_to_storage()
    except OSError as error:
        problem = error.strerror or str(error)
        yield bad("storage", f"File storage: takes no file ({problem}).", cure)
        return
    if is_same:
        yield good("storage", "File storage: takes files and gives them back.")
    else:
        yield bad("storage", "File storage: gives back another file.", cure)


@register(TAG, deploy=True)
def disk(**kwargs: object) -> Iterator[CheckMessage]:
    """Look at how much room is left, once a disk."""
    seen = set()
    for place in (settings.DATA_DIR, configuration.read().folder):
        if place is None or not Path(place).exists():
            continue
        device = Path(place).stat().st_dev
        if device not in seen:
            seen.add(device)
            yield _room(Path(place), shutil.disk_usage(place).free)


@register(TAG, deploy=True)
def static(**kwargs: object) -> Iterator[CheckMessage]:
    """Look at whether styles and scripts are those of this release."""
    folder = Path(settings.STATIC_ROOT)
    stamp = folder.with_suffix(".stamp")
    wanted = static_files.fingerprint()
    if stamp.exists() and stamp.read_text(encoding="ascii") == wanted:
        yield good("static", "Static files: those of this release.")
    else:
        text = f"Static files: those in {folder} are not of this release."
        yield bad("static", text, "Restart hdportal serve, which collects them.")


@register(TAG, deploy=True)
def backups(**kwargs: object) -> Iterator[CheckMessage]:
    """Look at how old the newest scheduled backup is."""
    folder = configuration.read().folder
    if folder is None:
        yield good(
            "backups", "Backups: not scheduled here (HDPORTAL_BACKUP_DIR is not set)."
        )
        return
    found = schedule.in_folder(folder)
    cure = "Look in the log for backup.failed, or run hdportal backup --scheduled."
    if not found:
        yield bad("backups", f"Backups: there is none in {folder}.", cure)
        return
    age = clock.now() - max(found)
    text = f"Backups: {len(found)}, the newest {in_words(age)} old."
    yield good("backups", text) if age <= OLDEST_BACKUP else bad("backups", text, cure)


def _room(place: Path, free: int) -> CheckMessage:
    text = f"Disk: {free / GIB:.1f} GiB free at {place}."
    if free >= LEAST_FREE_BYTES:
        return good("disk", text)
    cure = f"Make room: at least {LEAST_FREE_BYTES // GIB} GiB."
    return bad("disk", text, cure)
