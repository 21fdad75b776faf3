"""The assignment rules, and which of them decides."""

from django.db.models import QuerySet

from hdportal.desk.domain.routing import About, first_fitting
from hdportal.desk.models import AssignmentGroup, AssignmentRule
from hdportal.desk.queries.groups import first_line


def every_rule() -> QuerySet[AssignmentRule]:
    """Return all rules in their order, with what they name."""
    return AssignmentRule.objects.select_related("group", "application", "project")


def rule_for(about: About) -> AssignmentRule | None:
    """Return the rule that decides for such an incident, None where none fits."""
    found = AssignmentRule.objects.filter(is_active=True, group__is_active=True)
    rules = {rule.pk: rule for rule in found.select_related("group")}
    fitting = first_fitting((rule.as_rule for rule in rules.values()), about)
    return rules[fitting.key] if fitting else None


def group_for(about: About) -> AssignmentGroup:
    """Return the group that such an incident goes to."""
    rule = rule_for(about)
    return rule.group if rule else first_line()
