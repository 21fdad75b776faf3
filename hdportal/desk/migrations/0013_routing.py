import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from hdportal.desk.domain.incident import EntryKind

KEY = models.BigAutoField(
    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
)


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0012_links"),
        ("portfolio", "0002_application_version"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="assignmentgroup",
            name="round_robin",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="assignmentgroup",
            name="version",
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.CreateModel(
            name="AssignmentRule",
            fields=[
                ("id", KEY),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("category", models.CharField(blank=True, default="", max_length=40)),
                ("is_active", models.BooleanField(default=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "application",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="portfolio.application",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rules",
                        to="desk.assignmentgroup",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="portfolio.project",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("category", ""), _negated=True),
                            ("application__isnull", False),
                            ("project__isnull", False),
                            _connector="OR",
                        ),
                        name="rule_names_something",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Presence",
            fields=[
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="presence",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("until", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Turn",
            fields=[
                ("id", KEY.clone()),
                ("at", models.DateTimeField()),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        to="desk.assignmentgroup",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("group", "person"), name="turn_once_per_person"
                    )
                ],
            },
        ),
        # All kinds that there are, whichever of the migrations before came with one.
        migrations.AlterField(
            model_name="journalentry",
            name="kind",
            field=models.CharField(choices=[(k, k) for k in EntryKind], max_length=20),
        ),
    ]
