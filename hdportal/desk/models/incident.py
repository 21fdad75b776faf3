"""An incident: something that does not work, and how it is being solved."""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from hdportal.accounts.models import Organisation, User
from hdportal.desk.domain import audience
from hdportal.desk.domain.incident import (
    ASSIGNING_KINDS,
    FIRST_LINE,
    OPEN_STATES,
    Channel,
    Impact,
    State,
    Urgency,
)
from hdportal.desk.domain.links import LONGEST_REFERENCE
from hdportal.desk.domain.policy import Facts
from hdportal.desk.models.group import AssignmentGroup
from hdportal.desk.models.incident_indexes import INDEXES
from hdportal.desk.models.known_error import KnownError
from hdportal.intake.models import FormVersion
from hdportal.portfolio.models import Application, Project


class IncidentQuerySet(models.QuerySet["Incident"]):
    """What a person may see."""

    def visible_to(self, user: User) -> "IncidentQuerySet":
        """Return the incidents that `user` sees, marked with `sees_texts`.

        Without `sees_texts` only the life cycle may be shown.
        """
        full = audience.full_scopes(user.actor, colleagues_share=user.colleagues_share)
        every = full | audience.life_cycle_scopes(user.actor)
        return self.filter(_seen_from(every)).annotate(sees_texts=_seen_from(full))


def _seen_from(scopes: set[str]) -> Exists:
    # By name: the audience's model points here and cannot be imported back.
    rows = apps.get_model("desk", "Audience").objects
    return Exists(rows.filter(incident=OuterRef("pk"), scope__in=sorted(scopes)))


class Incident(models.Model):
    """One incident; `number` is INC and seven digits, without gaps.

    `answers` keep what the form asked beyond the columns, with the form's version.
    """

    # Empty only inside the transaction that creates it: the counter comes last.
    number = models.CharField(max_length=12, unique=True, null=True)
    state = models.CharField(
        max_length=20, default=State.NEW, choices=[(s, s) for s in State]
    )
    # A copy of what the state says: lists of open ones need a column of their own.
    is_open = models.BooleanField(default=True)
    caller = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="incidents"
    )
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="opened_incidents"
    )
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True)
    channel = models.CharField(max_length=20, default=Channel.PORTAL)
    # When the e-mail came that the desk wrote it down from.
    received_at = models.DateTimeField(null=True)
    urgency = models.PositiveSmallIntegerField(choices=[(u, u.name) for u in Urgency])
    impact = models.PositiveSmallIntegerField(
        default=Impact.LOW, choices=[(i, i.name) for i in Impact]
    )
    priority = models.PositiveSmallIntegerField()
    # Keys of the desk's own lists (`models/choices.py`).
    category = models.CharField(max_length=40)
    subcategory = models.CharField(max_length=90, blank=True, default="")
    # The lists' own indexes begin with these two.
    assignment_group = models.ForeignKey(
        AssignmentGroup, models.PROTECT, null=True, db_index=False
    )
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        db_index=False,
        related_name="assigned_incidents",
    )
    hold_reason = models.CharField(max_length=40, blank=True)
    close_code = models.CharField(max_length=40, blank=True)
    close_notes = models.TextField(blank=True)
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True)
    # The next moment at which one of its clocks is due; None while none runs.
    due_at = models.DateTimeField(null=True)
    project = models.ForeignKey(Project, models.PROTECT, null=True)
    application = models.ForeignKey(Application, models.PROTECT, null=True)
    # For the desk only, as everything that it links. The index is one of `INDEXES`.
    known_error = models.ForeignKey(
        KnownError, models.PROTECT, null=True, db_index=False, related_name="incidents"
    )
    change_reference = models.CharField(
        max_length=LONGEST_REFERENCE, blank=True, default=""
    )
    short_description = models.CharField(max_length=160)
    description = models.TextField()
    form_version = models.ForeignKey(FormVersion, models.PROTECT)
    answers = models.JSONField(default=dict)
    form_token = models.UUIDField()
    content_digest = models.CharField(max_length=64)
    opened_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    objects = IncidentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["opened_by", "form_token"], name="incident_once_per_form"
            ),
            models.CheckConstraint(
                condition=Q(state__in=list(State)), name="incident_state_known"
            ),
            models.CheckConstraint(
                condition=Q(is_open=True, state__in=sorted(OPEN_STATES))
                | Q(is_open=False) & ~Q(state__in=sorted(OPEN_STATES)),
                name="incident_open_by_state",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.RESOLVED)
                | Q(resolved_at__isnull=False, resolved_by__isnull=False)
                & ~Q(close_code=""),
                name="incident_resolved_whole",
            ),
            models.CheckConstraint(
                condition=Q(state=State.ON_HOLD) & ~Q(hold_reason="")
                | ~Q(state=State.ON_HOLD) & Q(hold_reason=""),
                name="incident_hold_reason",
            ),
            models.CheckConstraint(
                condition=Q(received_at=None) | Q(channel=Channel.EMAIL),
                name="incident_received_by_email",
            ),
        ]
        indexes = INDEXES

    def __str__(self) -> str:
        return self.number or "INC…"

    @property
    def audit_name(self) -> str:
        return f"incident:{self.number}"

    @property
    def people(self) -> set[int]:
        """The keys of the people it belongs to: its caller.

        Whoever opened it for the caller works behind the desk, and writes as such.
        """
        return {self.caller_id}

    @property
    def facts(self) -> Facts:
        """What the rules need to know; read the incident with its group."""
        group = self.assignment_group
        return Facts(
            state=State(self.state),
            caller_id=self.caller_id,
            people=frozenset(self.people),
            group=group.key if group else FIRST_LINE,
            group_name=group.name if group else "Service Desk",
            assigned_to_id=self.assigned_to_id,
            hold_reason=self.hold_reason,
            resolved_at=self.resolved_at,
        )

    @property
    def being_written(self) -> list[Any]:
        """The entries of its journal that the change under way has written so far."""
        return self.__dict__.setdefault("_being_written", [])

    @property
    def reassignment_count(self) -> int:
        """How often it was handed on or back; counted once for each object."""
        # A query of a page may have counted it along.
        if "reassigned" not in self.__dict__:
            passed = self.journal.filter(kind__in=ASSIGNING_KINDS)
            self.reassigned = passed.count()
        return self.reassigned

    def get_absolute_url(self) -> str:
        return reverse("incident", args=[self.number])
