import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

_KINDS = (
    *("created", "comment", "files", "withdrawn", "work_note", "taken", "handed_on"),
    *("handed_back", "held", "resumed", "resolved", "reopened", "closed", "changed"),
    *("checked", "linked"),
)
_PROTECT = django.db.models.deletion.PROTECT


def _key():
    return models.BigAutoField(
        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
    )


def _person():
    return models.ForeignKey(
        on_delete=_PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
    )


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0011_procedure"),
        ("portfolio", "0002_application_version"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="KnownError",
            fields=[
                ("id", _key()),
                ("number", models.CharField(max_length=12, null=True, unique=True)),
                ("title", models.CharField(max_length=160)),
                ("symptom", models.TextField()),
                ("workaround", models.TextField()),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "open"), ("retired", "retired")],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("words", models.TextField(blank=True, default="")),
                ("opened_at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
                ("form_token", models.UUIDField()),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "application",
                    models.ForeignKey(
                        null=True,
                        on_delete=_PROTECT,
                        related_name="+",
                        to="portfolio.application",
                    ),
                ),
                ("opened_by", _person()),
                (
                    "project",
                    models.ForeignKey(
                        null=True,
                        on_delete=_PROTECT,
                        related_name="+",
                        to="portfolio.project",
                    ),
                ),
                ("updated_by", _person()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("opened_by", "form_token"),
                        name="known_error_once_per_form",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["open", "retired"])),
                        name="known_error_status_known",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="incident",
            name="known_error",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=_PROTECT,
                related_name="incidents",
                to="desk.knownerror",
            ),
        ),
        migrations.AddField(
            model_name="incident",
            name="change_reference",
            field=models.CharField(blank=True, default="", max_length=40),
        ),
        migrations.AddIndex(
            model_name="incident",
            index=models.Index(
                condition=models.Q(("known_error__isnull", False)),
                fields=["known_error", "-id"],
                name="incident_known_error",
            ),
        ),
        migrations.CreateModel(
            name="IncidentLink",
            fields=[
                ("id", _key()),
                (
                    "kind",
                    models.CharField(
                        choices=[("related", "related"), ("parent", "parent")],
                        max_length=10,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("by", _person()),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="links",
                        to="desk.incident",
                    ),
                ),
                (
                    "to_incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="links_to_it",
                        to="desk.incident",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("incident", "to_incident"), name="link_once_per_pair"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "parent")),
                        fields=("incident",),
                        name="link_one_parent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("incident", models.F("to_incident")), _negated=True
                        ),
                        name="link_not_itself",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "parent"),
                            models.Q(
                                ("incident__lt", models.F("to_incident")),
                                ("kind", "related"),
                            ),
                            _connector="OR",
                        ),
                        name="link_kept_one_way",
                    ),
                ],
            },
        ),
        migrations.AlterField(
            model_name="journalentry",
            name="kind",
            field=models.CharField(choices=[(k, k) for k in _KINDS], max_length=20),
        ),
    ]
