"""The database: there, writable, up to date, with the right time."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from django.core.checks import CheckMessage, register
from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.executor import MigrationExecutor

from hdportal.kernel import clock
from hdportal.upkeep.actions import probes
from hdportal.upkeep.doctor.report import TAG, bad, good

LARGEST_DIFFERENCE = timedelta(seconds=5)


@register(TAG, deploy=True)
def database(**kwargs: object) -> Iterator[CheckMessage]:
    """Read from the database, then write to it."""
    try:
        plan = _pending()
    except (DatabaseError, InterfaceError) as error:
        yield bad(
            "database",
            f"Database: does not answer ({_first_line(error)}).",
            "Start it, or correct HDPORTAL_DATABASE_URL.",
        )
        return
    if plan:
        yield bad(
            "migrations",
            f"Migrations: {len(plan)} are pending, the first is {plan[0]}.",
            "Run hdportal migrate, then restart the portal.",
        )
    else:
        yield good("migrations", "Migrations: none is pending.")
        yield _writable()
    yield _clock()


def _pending() -> list[str]:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _back in plan]


def _writable() -> CheckMessage:
    name = connection.display_name
    try:
        probes.write_to_database()
    except (DatabaseError, InterfaceError) as error:
        return bad(
            "database",
            f"Database: {name} answers, but cannot be written ({_first_line(error)}).",
            "Look for a full disk, a read-only database or a lock that is held.",
        )
    return good("database", f"Database: {name} answers and can be written.")


def _clock() -> CheckMessage:
    difference = abs(clock.real_now() - _database_time())
    if difference > LARGEST_DIFFERENCE:
        seconds = round(difference.total_seconds())
        return bad(
            "clock",
            f"Clock: differs from that of the database by {seconds} seconds.",
            "Have both machines take their time from a server (NTP).",
        )
    return good("clock", "Clock: the same as that of the database.")


def _database_time() -> datetime:
    is_sqlite = connection.vendor == "sqlite"
    asked = "unixepoch()" if is_sqlite else "extract(epoch from clock_timestamp())"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {asked}")
        return datetime.fromtimestamp(float(cursor.fetchone()[0]), UTC)


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
