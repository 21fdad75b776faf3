import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

_PEOPLE = settings.AUTH_USER_MODEL
_CHOICES = [(choice, choice) for choice in ("now", "daily", "none")]
_OCCASIONS = [
    (occasion, occasion)
    for occasion in ("assigned", "handed_on", "handed_back", "reopened", "answered")
]
_MINUTES_A_DAY = 24 * 60


def _key():
    return models.BigAutoField(
        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
    )


def _gone_with(model, **more):
    given = {"on_delete": django.db.models.deletion.CASCADE, "related_name": "+"}
    return models.ForeignKey(to=model, **{**given, **more})


def _of_person(**more):
    protected = {"on_delete": django.db.models.deletion.PROTECT}
    return _gone_with(_PEOPLE, **{**protected, **more})


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0013_routing"),
        migrations.swappable_dependency(_PEOPLE),
    ]
    operations = [
        migrations.CreateModel(
            name="TimeWorked",
            fields=[
                ("id", _key()),
                ("day", models.DateField()),
                ("minutes", models.PositiveSmallIntegerField()),
                ("note", models.CharField(blank=True, default="", max_length=200)),
                ("created_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                ("form_token", models.UUIDField(null=True)),
                ("by", _of_person()),
                (
                    "incident",
                    _gone_with(
                        "desk.incident", db_index=False, related_name="time_worked"
                    ),
                ),
                ("person", _of_person(db_index=False)),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["incident", "person", "day"], name="time_of_incident"
                    ),
                    models.Index(fields=["person", "day"], name="time_of_person"),
                    models.Index(fields=["day", "person"], name="time_of_day"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("by", "form_token"), name="time_once_per_form"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("minutes__gte", 1), ("minutes__lte", _MINUTES_A_DAY)
                        ),
                        name="time_within_a_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Stopwatch",
            fields=[
                ("id", _key()),
                ("started_at", models.DateTimeField()),
                ("incident", _gone_with("desk.incident")),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=_PEOPLE,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="StaffMailChoice",
            fields=[
                ("id", _key()),
                ("choice", models.CharField(choices=_CHOICES, max_length=10)),
                ("group", _gone_with("desk.assignmentgroup", null=True)),
                ("person", _gone_with(_PEOPLE, db_index=False)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person", "group"), name="staff_mail_once_per_group"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("group", None)),
                        fields=("person",),
                        name="staff_mail_once_for_own",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StaffNotice",
            fields=[
                ("id", _key()),
                ("occasion", models.CharField(choices=_OCCASIONS, max_length=20)),
                ("has_note", models.BooleanField(default=False)),
                ("created_at", models.DateTimeField()),
                ("entry", _gone_with("desk.journalentry")),
                ("group", _gone_with("desk.assignmentgroup", null=True)),
                ("incident", _gone_with("desk.incident")),
                ("person", _gone_with(_PEOPLE, db_index=False)),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["person", "created_at"], name="staff_notice_due"
                    )
                ],
            },
        ),
    ]
