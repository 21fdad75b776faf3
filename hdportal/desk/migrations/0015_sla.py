import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

_MEASURES = [(measure, measure) for measure in ("response", "resolution")]
_TOLD = ("received", "commented", "resolved", "moved")
_TOLD_TO_DESK = (
    *("assigned", "handed_on", "handed_back", "reopened", "answered"),
    *("due_soon", "overdue"),
)
_PROTECT = django.db.models.deletion.PROTECT


def _key():
    return models.BigAutoField(
        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
    )


def _moment():
    return models.DateTimeField(null=True)


def _occasion(values):
    choices = [(value, value) for value in values]
    return models.CharField(choices=choices, max_length=20)


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0014_time_and_notices"),
        ("portfolio", "0002_application_version"),
    ]
    operations = [
        migrations.CreateModel(
            name="SlaDefinition",
            fields=[
                ("id", _key()),
                ("measure", models.CharField(choices=_MEASURES, max_length=12)),
                ("priority", models.PositiveSmallIntegerField()),
                ("minutes", models.PositiveIntegerField()),
                ("is_stock", models.BooleanField(default=False)),
                ("in_force_from", models.DateTimeField()),
                ("ended_at", _moment()),
                (
                    "project",
                    models.ForeignKey(
                        null=True,
                        on_delete=_PROTECT,
                        related_name="sla_definitions",
                        to="portfolio.project",
                    ),
                ),
            ],
            options={
                "ordering": ["priority", "measure", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=Q(("ended_at", None), ("project", None)),
                        fields=("measure", "priority"),
                        name="sla_once_for_all",
                    ),
                    models.UniqueConstraint(
                        condition=Q(("ended_at", None)),
                        fields=("measure", "priority", "project"),
                        name="sla_once_per_project",
                    ),
                    models.CheckConstraint(
                        condition=Q(("minutes__gt", 0)), name="sla_has_minutes"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SlaClock",
            fields=[
                ("id", _key()),
                ("measure", models.CharField(choices=_MEASURES, max_length=12)),
                ("target_seconds", models.PositiveIntegerField(null=True)),
                ("started_at", models.DateTimeField()),
                ("counted_to", models.DateTimeField()),
                ("elapsed_seconds", models.PositiveBigIntegerField(null=True)),
                ("actual_seconds", models.PositiveBigIntegerField(default=0)),
                ("running", models.BooleanField(default=True)),
                ("due_at", _moment()),
                ("completed_at", _moment()),
                ("breached_at", _moment()),
                ("warned", models.PositiveSmallIntegerField(default=0)),
                ("warn_at", _moment()),
                ("calendar_revision", models.PositiveBigIntegerField(default=0)),
                ("targets_revision", models.PositiveBigIntegerField(default=0)),
                (
                    "incident",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sla_clocks",
                        to="desk.incident",
                    ),
                ),
                (
                    "definition",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=_PROTECT,
                        related_name="+",
                        to="desk.sladefinition",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("incident", "measure"), name="sla_clock_once"
                    ),
                    models.CheckConstraint(
                        condition=Q(
                            Q(("definition", None), ("target_seconds", None)),
                            Q(("definition__isnull", False), ("target_seconds__gt", 0)),
                            _connector="OR",
                        ),
                        name="sla_clock_target_whole",
                    ),
                    models.CheckConstraint(
                        condition=Q(
                            ("running", False), ("completed_at", None), _connector="OR"
                        ),
                        name="sla_clock_stops_when_completed",
                    ),
                    models.CheckConstraint(
                        condition=Q(("counted_to__gte", F("started_at"))),
                        name="sla_clock_runs_onward",
                    ),
                ],
                "indexes": [
                    models.Index(
                        condition=Q(("warn_at__isnull", False)),
                        fields=["warn_at", "id"],
                        name="sla_clock_to_warn",
                    ),
                    models.Index(
                        condition=Q(("completed_at", None)),
                        fields=["calendar_revision", "targets_revision", "incident"],
                        name="sla_clock_going",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="incident", name="due_at", field=models.DateTimeField(null=True)
        ),
        migrations.AddIndex(
            model_name="incident",
            index=models.Index(
                condition=Q(("due_at__isnull", False), ("is_open", True)),
                fields=["due_at", "id"],
                name="incident_due",
            ),
        ),
        migrations.AlterField(
            model_name="pendingnotice", name="occasion", field=_occasion(_TOLD)
        ),
        migrations.AlterField(
            model_name="staffnotice", name="occasion", field=_occasion(_TOLD_TO_DESK)
        ),
    ]
