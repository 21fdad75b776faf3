from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from hdportal.kernel import clock
from hdportal.web import jobs


class FilesConfig(AppConfig):
    name = "hdportal.files"
    label = "files"
    verbose_name = _("Attachments")

    def ready(self) -> None:
        # Models can be imported only now, when every app is loaded.
        from hdportal.files.actions import files  # noqa: PLC0415

        jobs.register(
            jobs.Job(
                "files-sweep", jobs.DAILY, lambda: files.sweep_orphans(clock.real_now())
            )
        )
