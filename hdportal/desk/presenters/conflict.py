"""Two people changed the same thing: both versions, and what can be done."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from hdportal.desk.models import JournalEntry
from hdportal.web.jinja import show_datetime


@dataclass(frozen=True)
class ConflictView:
    """Both versions, ready for `desk/_conflict.html`.

    `told` says who changed it and when. "Set to mine" posts `hidden` to `action`;
    `post_attrs` and `keep_attrs` are further attributes of that form and of the link
    that leaves things as they are.
    """

    told: str
    theirs: str
    mine: str
    action: str
    keep_href: str
    hidden: list[tuple[str, str]] = field(default_factory=list)
    post_attrs: dict[str, str] = field(default_factory=dict)
    keep_attrs: dict[str, str] = field(default_factory=dict)

    @property
    def keep_text(self) -> str:
        return _("Keep %(value)s") % {"value": self.theirs}

    @property
    def set_text(self) -> str:
        return _("Set to %(value)s") % {"value": self.mine}


def told(what: str, entry: JournalEntry | None) -> str:
    """Return who changed it and when, from the entry that tells of it."""
    if entry is None or entry.by is None:
        return _("“%(what)s” was changed since you opened the page.") % {"what": what}
    facts = {
        "what": what,
        "name": entry.by.get_full_name() or entry.by.email,
        "when": show_datetime(entry.at),
    }
    return _("%(name)s changed “%(what)s” on %(when)s.") % facts
