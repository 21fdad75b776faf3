from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from hdportal.kernel import clock
from hdportal.kernel.actor import Role
from hdportal.web import jobs
from hdportal.web.navigation import NavItem, register


def may_see_forms(user: object) -> bool:
    actor = getattr(user, "actor", None)
    return actor is not None and actor.holds(Role.ADMINISTRATOR)


class IntakeConfig(AppConfig):
    name = "hdportal.intake"
    label = "intake"

    def ready(self) -> None:
        # Models can be imported only now, when every app is loaded.
        from hdportal.intake.actions import drafts  # noqa: PLC0415

        jobs.register(
            jobs.Job(
                "drafts-remove",
                jobs.DAILY,
                lambda: drafts.remove_old(now=clock.now()),
            )
        )
        register(NavItem("form-list", _("Forms"), "list-checks", 85, may_see_forms))
