import os

from django.apps import AppConfig

from hdportal.kernel.env import PREFIX
from hdportal.web import jobs


class UpkeepConfig(AppConfig):
    name = "hdportal.upkeep"
    label = "upkeep"

    def ready(self) -> None:
        if not any(name.startswith(f"{PREFIX}BACKUP_") for name in os.environ):
            return
        # Only here: the libraries behind them cost every process time and memory.
        from hdportal.upkeep import configuration  # noqa: PLC0415

        if configuration.read().folder is not None:
            from hdportal.upkeep.actions import schedule  # noqa: PLC0415

            jobs.register(jobs.Job("backup", jobs.DAILY, schedule.start))
