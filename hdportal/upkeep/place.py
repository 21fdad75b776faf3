"""The place that a backup is restored into: empty, with the tables of the backup."""

from django.apps.registry import Apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from hdportal.desk.models import Incident
from hdportal.files import blobs
from hdportal.files.models import StoredFile
from hdportal.upkeep.domain.errors import BackupError
from hdportal.upkeep.domain.manifest import About, unknown
from hdportal.upkeep.history import known, last_of_each_app, models_at


def check_is_empty() -> None:
    """Raise `BackupError` unless nobody and no ticket is here.

    What `hdportal migrate` brings along does not count.
    """
    try:
        tables = set(connection.introspection.table_names())
    except DatabaseError as error:
        sentence = "The database does not answer: %(problem)s"
        raise BackupError(sentence, problem=str(error).strip()) from error
    if tables and MigrationRecorder.Migration._meta.db_table not in tables:
        raise BackupError(
            "The database holds tables that are not of this portal. Restore into an "
            "empty one: set HDPORTAL_DATABASE_URL."
        )
    for model in (get_user_model(), Incident, StoredFile):
        if model._meta.db_table in tables and model._base_manager.exists():
            raise BackupError(
                "This place is not empty: there are %(what)s in it. Restore into an "
                "empty one: set HDPORTAL_DATABASE_URL and HDPORTAL_DATA_DIR.",
                what=model._meta.verbose_name_plural,
            )


def check_storage_is_empty() -> None:
    """Raise `BackupError` if files are kept here already.

    Two portals on one storage would each sweep away the files of the other.
    """
    try:
        names = next(blobs.names_in_groups(), [])
    except OSError as error:
        sentence = "The file storage does not answer: %(problem)s."
        raise BackupError(sentence, problem=error.strerror or error) from error
    if names:
        raise BackupError(
            "The file storage is not empty: it holds the files of another portal, or "
            "what a killed restore has left. Set HDPORTAL_STORAGE_URL to an empty "
            "place."
        )


def prepare_tables(about: About) -> Apps:
    """Make the tables as they were when the backup was made, and return their models.

    An older backup is read in its own form; migrations then bring it up to date.

    Raises:
        BackupError: this release does not know its tables, or this place has newer
            ones already.
    """
    executor = MigrationExecutor(connection)
    wanted = set(about.migrations)
    if strange := unknown(wanted, known(executor.loader)):
        raise BackupError(
            "The backup was made by release %(theirs)s, which knows changes of the "
            "database that this release %(ours)s does not (%(first)s). Install "
            "release %(theirs)s or a newer one, then restore.",
            theirs=about.release,
            ours=settings.RELEASE,
            first=strange[0],
        )
    if set(executor.loader.applied_migrations) - wanted:
        raise BackupError(
            "The tables here are newer than the backup, which was made by release "
            "%(theirs)s. Restore into a database without tables (for SQLite: without "
            "its file); do not run hdportal migrate before.",
            theirs=about.release,
        )
    executor.migrate(last_of_each_app(executor.loader, wanted))
    return models_at(executor.loader, wanted)
