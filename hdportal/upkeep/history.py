"""The models as they were at some migration: plain ones, whose managers refuse nothing.

Rows are read and written through them, so that a backup can be made before an upgrade
brings the tables up to date, and an old one read for years.
"""

from collections.abc import Iterable

from django.apps.registry import Apps
from django.db.migrations.loader import MigrationLoader

from hdportal.upkeep.domain.manifest import Migration


def known(loader: MigrationLoader) -> set[Migration]:
    """Return the migrations that this release has."""
    return set(loader.disk_migrations or {})


def last_of_each_app(
    loader: MigrationLoader, migrations: Iterable[Migration]
) -> list[Migration]:
    """Return those of `migrations` that no other one of them follows in its app."""
    nodes = {node for node in migrations if node in loader.graph.nodes}
    followed = {
        parent.key
        for node in nodes
        for parent in loader.graph.node_map[node].parents
        if parent.key[0] == node[0]
    }
    return sorted(nodes - followed)


def models_at(loader: MigrationLoader, migrations: Iterable[Migration]) -> Apps:
    """Return the models after `migrations`."""
    state = loader.project_state(last_of_each_app(loader, migrations))
    historical: Apps = state.apps
    return historical
