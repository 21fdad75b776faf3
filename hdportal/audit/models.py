"""One row per change, written in the transaction of the change."""

from typing import Any, NoReturn

from django.db import models


class Immutable(RuntimeError):
    """Audit rows are added, never edited or removed."""


class AuditEventQuerySet(models.QuerySet["AuditEvent"]):
    """Refuses what would rewrite history."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise Immutable("audit rows are never edited")

    def delete(self) -> NoReturn:
        raise Immutable("audit rows are never removed")


class AuditEvent(models.Model):
    """Who did what to which record, when.

    Actor and target are text, not foreign keys: the record must never stand in the
    way of live data, and must survive them.
    """

    at = models.DateTimeField()
    action = models.CharField(max_length=60)
    actor = models.CharField(max_length=80)
    target = models.CharField(max_length=120)
    facts = models.JSONField(default=dict)

    objects = AuditEventQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["target", "at"], name="audit_by_target")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action} {self.target}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise Immutable("audit rows are never edited")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise Immutable("audit rows are never removed")
