from django.db import migrations, models

_KINDS = (
    *("created", "comment", "files", "withdrawn", "work_note", "taken", "handed_on"),
    *("handed_back", "held", "resumed", "resolved", "reopened", "closed", "changed"),
    "checked",
)


class Migration(migrations.Migration):
    dependencies = [("desk", "0010_choices")]
    operations = [
        migrations.AlterField(
            model_name="journalentry",
            name="kind",
            field=models.CharField(
                choices=[(kind, kind) for kind in _KINDS], max_length=20
            ),
        ),
        migrations.AddIndex(
            model_name="incident",
            index=models.Index(
                condition=models.Q(("resolved_at__isnull", False)),
                fields=["resolved_at", "updated_at"],
                name="incident_resolved",
            ),
        ),
    ]
