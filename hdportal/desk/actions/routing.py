"""Keep the rules by which new incidents are assigned."""

from dataclasses import dataclass

from django.db import transaction

from hdportal.accounts.models import User
from hdportal.audit.record import record
from hdportal.desk.actions.conflicts import require_unchanged
from hdportal.desk.domain.choices import Kind, NotOffered, may_keep_lists
from hdportal.desk.domain.routing import About, require_usable
from hdportal.desk.models import AssignmentGroup, AssignmentRule
from hdportal.desk.queries import choices as stored
from hdportal.portfolio.models import Application, Project


@dataclass(frozen=True)
class RuleWanted:
    """What a rule is to say."""

    group: AssignmentGroup
    category: str = ""
    application: Application | None = None
    project: Project | None = None
    is_active: bool = True

    @property
    def about(self) -> About:
        """What an incident has to be about."""
        keys = (one.pk if one else None for one in (self.application, self.project))
        return About(self.category, *keys)

    @property
    def columns(self) -> dict[str, object]:
        """The values by column."""
        return {
            "group_id": self.group.pk,
            "category": self.category,
            "application_id": self.about.application,
            "project_id": self.about.project,
            "is_active": self.is_active,
        }


@transaction.atomic
def add(*, wanted: RuleWanted, by: User) -> AssignmentRule:
    """Add a rule behind all others.

    Raises:
        Denied: `by` does not keep the desk's settings.
        NamesNothing: it would take every incident.
        RuleTwice: there is one for the same.
        NotOffered: there is no such group or category, or not any more.
    """
    may_keep_lists(by.actor).or_raise()
    rules = _locked()
    _require(wanted, rules)
    position = max((rule.position for rule in rules), default=-1) + 1
    added = AssignmentRule.objects.create(position=position, **wanted.columns)
    record("rule.add", by=by, target=added, **wanted.columns)
    return added


@transaction.atomic
def change(
    *, rule: AssignmentRule, wanted: RuleWanted, version: int, by: User
) -> AssignmentRule:
    """Change a rule; incidents that are there already stay where they are.

    `version` is the one that the page showed.

    Raises:
        Denied, NamesNothing, RuleTwice, NotOffered: as in `add`.
        NotOffered: somebody else removed the rule.
        ChangedMeanwhile: somebody else changed it since the page was made.
    """
    may_keep_lists(by.actor).or_raise()
    one, others = _among(rule)
    _require(wanted, others, was=one.category)
    columns = wanted.columns
    fields = [f for f, value in columns.items() if getattr(one, f) != value]
    if not fields:
        return one
    require_unchanged("rule", seen=str(version), stands=str(one.version), wanted="")
    was = {f: [getattr(one, f), columns[f]] for f in fields}
    for field in fields:
        setattr(one, field, columns[field])
    one.version += 1
    one.save(update_fields=[*fields, "version"])
    record("rule.change", by=by, target=one, **was)
    return one


@transaction.atomic
def move(*, rule: AssignmentRule, is_up: bool, by: User) -> AssignmentRule:
    """Let a rule change places with the one before or after it, if there is one.

    Raises:
        Denied: `by` does not keep the desk's settings.
        NotOffered: somebody else removed it.
    """
    may_keep_lists(by.actor).or_raise()
    one, others = _among(rule)
    rules = sorted([*others, one], key=lambda row: (row.position, row.pk))
    here = rules.index(one)
    there = here - 1 if is_up else here + 1
    if not 0 <= there < len(rules):
        return one
    rules[here], rules[there] = rules[there], rules[here]
    for position, row in enumerate(rules):
        if row.position != position:
            row.position = position
            row.save(update_fields=["position"])
    record("rule.move", by=by, target=one, position=there)
    return one


@transaction.atomic
def remove(*, rule: AssignmentRule, by: User) -> None:
    """Take a rule away; a second time changes nothing.

    Raises:
        Denied: `by` does not keep the desk's settings.
    """
    may_keep_lists(by.actor).or_raise()
    one = next((row for row in _locked() if row.pk == rule.pk), None)
    if one is None:
        return
    record("rule.remove", by=by, target=one)
    one.delete()


def _require(
    wanted: RuleWanted, others: list[AssignmentRule], *, was: str = ""
) -> None:
    require_usable(wanted.about, others=[rule.as_rule for rule in others])
    # `_locked` holds the groups: this one cannot be switched off now.
    if not AssignmentGroup.objects.filter(pk=wanted.group.pk, is_active=True).exists():
        raise NotOffered
    key = wanted.category
    if key and key != was and not stored.is_offered(Kind.CATEGORY, key):
        raise NotOffered


def _locked() -> list[AssignmentRule]:
    # There may be no rule yet, so whoever writes one waits at the groups.
    list(AssignmentGroup.objects.select_for_update(no_key=True).order_by("pk"))
    return list(AssignmentRule.objects.all())


def _among(rule: AssignmentRule) -> tuple[AssignmentRule, list[AssignmentRule]]:
    rules = _locked()
    one = next((row for row in rules if row.pk == rule.pk), None)
    if one is None:
        raise NotOffered
    return one, [row for row in rules if row is not one]
