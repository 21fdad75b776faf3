"""How an incident reached the desk, in words."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from hdportal.desk.domain.incident import CHANNEL_LABELS, Channel
from hdportal.desk.models import Incident
from hdportal.kernel.text import N_
from hdportal.web.jinja import show_datetime

_WRITTEN_DOWN: Mapping[str, str] = {
    Channel.EMAIL: N_("Reported by e-mail, written down by %(name)s"),
    Channel.PHONE: N_("Reported by telephone, written down by %(name)s"),
    Channel.WALK_IN: N_("Reported at the desk, written down by %(name)s"),
    Channel.EVENT: N_("Reported by the monitoring, written down by %(name)s"),
}


def channel_label(channel: str) -> str:
    """Return a channel in the reader's language."""
    return _(CHANNEL_LABELS[Channel(channel)])


def came_note(incident: Incident) -> str:
    """Return when the e-mail came that it was written down from, "" for others."""
    if incident.received_at is None:
        return ""
    return _("came %(when)s") % {"when": show_datetime(incident.received_at)}


def created(facts: Mapping[str, Any], name: str) -> str:
    """Return how an incident began, by the facts of its first entry."""
    channel = str(facts.get("channel", ""))
    if channel not in _WRITTEN_DOWN:
        return _("Created by %(name)s") % {"name": name}
    if came := facts.get("received_at"):
        when = show_datetime(datetime.fromisoformat(came))
        text = _("Reported by e-mail of %(when)s, written down by %(name)s")
        return text % {"when": when, "name": name}
    return _(_WRITTEN_DOWN[channel]) % {"name": name}


def caller_rows(incident: Incident) -> list[tuple[str, str]]:
    """Return who wrote it down for its caller, and how it reached the desk."""
    if incident.channel == Channel.PORTAL:
        return []
    return [
        (_("Channel"), channel_label(incident.channel)),
        (_("Opened by"), incident.opened_by.get_full_name()),
    ]
