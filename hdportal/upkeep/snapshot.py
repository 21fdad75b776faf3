"""See the database as it was at one moment while others go on writing."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, connections, transaction
from django.db.migrations.recorder import MigrationRecorder

ALIAS = "snapshot"


@contextmanager
def snapshot() -> Iterator[str]:
    """Yield the alias of a second connection that sees one moment and cannot write.

    PostgreSQL: one repeatable-read transaction. SQLite: one read transaction, which
    the write-ahead log keeps apart from writers; neither waits for the other.
    """
    second = connection.copy(ALIAS)
    is_sqlite = second.vendor == "sqlite"
    if is_sqlite:
        # The house's IMMEDIATE would take the write lock and stop everybody.
        options = {**second.settings_dict["OPTIONS"], "transaction_mode": "DEFERRED"}
        second.settings_dict["OPTIONS"] = options
    connections[ALIAS] = second
    try:
        with transaction.atomic(using=ALIAS):
            with second.cursor() as cursor:
                if is_sqlite:
                    cursor.execute("PRAGMA query_only = ON")
                else:
                    cursor.execute(
                        "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"
                    )
            # The moment is that of the first read.
            MigrationRecorder(second).applied_migrations()
            yield ALIAS
    finally:
        second.close()
        del connections[ALIAS]
