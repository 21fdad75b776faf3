"""After each migrate: words for the incidents that search does not find yet."""

import sys

from django.apps import AppConfig, apps
from django.apps.registry import Apps
from django.db.models.signals import post_migrate
from django.dispatch import receiver

from hdportal.desk.actions import search_index


@receiver(post_migrate, dispatch_uid="desk.search_catch_up")
def find_older_incidents(app_config: AppConfig, **kwargs: object) -> None:
    """Write the words that are missing, such as those of before there was a search."""
    if app_config.label != "desk" or not _has_table(kwargs.get("apps")):
        return
    done = 0
    for written in search_index.write_all(only_missing=True):
        done += written
        sys.stderr.write(f"{done} incidents can now be found …\n")


def _has_table(migrated: object) -> bool:
    # Whoever goes back to an older release has none.
    known = migrated if isinstance(migrated, Apps) else apps
    return "searchdocument" in known.all_models["desk"]
