from datetime import timedelta

from django.apps import AppConfig
from django.conf import settings

from hdportal.kernel import clock
from hdportal.kernel.env import WrongSetting
from hdportal.outbox.domain.addressing import UnsafeHeader, bare_address
from hdportal.outbox.domain.transport_url import WrongTransport, parse_transport
from hdportal.web import jobs


class OutboxConfig(AppConfig):
    name = "hdportal.outbox"
    label = "outbox"

    def ready(self) -> None:
        check_settings()
        # Models can be imported only now, when every app is loaded.
        from hdportal.outbox.actions import mails  # noqa: PLC0415

        jobs.register(jobs.Job("outbox-send", jobs.EACH_POLL, mails.send_due))
        jobs.register(
            jobs.Job(
                "outbox-cull",
                timedelta(days=1),
                lambda: mails.cull(now=clock.now()),
            )
        )


def check_settings() -> None:
    """Stop the start when mail could never leave.

    Raises:
        WrongSetting: names the variable and the cure.
    """
    try:
        parse_transport(settings.SMTP_URL)
    except WrongTransport as error:
        raise WrongSetting("SMTP_URL", "cannot be used", f"{error}.") from error
    try:
        bare_address(settings.MAIL_FROM)
    except UnsafeHeader as error:
        cure = "Use support@portal.example or Name <support@portal.example>."
        raise WrongSetting("MAIL_FROM", "is no mail address", cure) from error
