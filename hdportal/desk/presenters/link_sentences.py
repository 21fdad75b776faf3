"""What the journal tells of links: to incidents, a known error, a change."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from hdportal.desk.domain.incident import LinkTarget
from hdportal.kernel.text import N_

_TIED: Mapping[str, str] = {
    LinkTarget.RELATED: N_("%(name)s linked it to %(number)s"),
    LinkTarget.PARENT: N_("%(name)s put it below %(number)s"),
    LinkTarget.CHILD: N_("%(name)s put %(number)s below it"),
    LinkTarget.KNOWN_ERROR: N_("%(name)s linked the known error %(number)s"),
    LinkTarget.CHANGE: N_("%(name)s entered the change %(number)s"),
}
_PARTED: Mapping[str, str] = {
    LinkTarget.RELATED: N_("%(name)s removed the link to %(number)s"),
    LinkTarget.PARENT: N_("%(name)s took it away from below %(number)s"),
    LinkTarget.CHILD: N_("%(name)s took %(number)s away from below it"),
    LinkTarget.KNOWN_ERROR: N_("%(name)s removed the known error %(number)s"),
    LinkTarget.CHANGE: N_("%(name)s removed the change %(number)s"),
}


def linked(facts: Mapping[str, Any], name: str) -> str:
    """Return what was linked to an incident, or parted from it, and by whom."""
    was = facts.get("was", "")
    if target := facts.get("unlink"):
        number = facts.get("number") or was
        return _(_PARTED[target]) % {"name": name, "number": number}
    number = facts.get("number") or facts.get("reference", "")
    tied = _TIED[facts["link"]]
    told = _(tied) % {"name": name, "number": number}
    if not was:
        return told
    return _("%(told)s instead of %(was)s") % {"told": told, "was": was}
