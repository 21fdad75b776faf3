from django.db import migrations, models

LEVELS = [(1, "HIGH"), (2, "MEDIUM"), (3, "LOW")]
KINDS = ["hold_reason", "close_code", "category", "subcategory"]


class Migration(migrations.Migration):
    dependencies = [("desk", "0009_channels")]

    operations = [
        migrations.CreateModel(
            name="DeskChoice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "kind",
                    models.CharField(choices=[(k, k) for k in KINDS], max_length=20),
                ),
                ("key", models.CharField(max_length=90)),
                (
                    "parent_key",
                    models.CharField(blank=True, default="", max_length=40),
                ),
                ("name_en", models.CharField(max_length=80)),
                ("name_nl", models.CharField(max_length=80)),
                ("name_fr", models.CharField(max_length=80)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("is_active", models.BooleanField(default=True)),
                ("is_stock", models.BooleanField(default=False)),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "ordering": ["kind", "parent_key", "position", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "key"), name="choice_once_per_key"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kind", "subcategory"),
                                models.Q(("parent_key", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("kind", "subcategory"), _negated=True),
                                ("parent_key", ""),
                            ),
                            _connector="OR",
                        ),
                        name="choice_parent_of_subcategory",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PriorityCell",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("impact", models.PositiveSmallIntegerField(choices=LEVELS)),
                ("urgency", models.PositiveSmallIntegerField(choices=LEVELS)),
                ("priority", models.PositiveSmallIntegerField()),
                ("is_stock", models.BooleanField(default=False)),
            ],
            options={
                "ordering": ["impact", "urgency"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("impact", "urgency"), name="priority_once_per_cell"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("priority__in", [1, 2, 3, 4, 5])),
                        name="priority_known",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="incident",
            name="subcategory",
            field=models.CharField(blank=True, default="", max_length=90),
        ),
        migrations.AlterField(
            model_name="incident",
            name="category",
            field=models.CharField(max_length=40),
        ),
    ]
