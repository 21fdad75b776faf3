from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("desk", "0008_counts_of_one_person")]
    operations = [
        migrations.AddField(
            model_name="incident",
            name="received_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddConstraint(
            model_name="incident",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("received_at", None), ("channel", "email"), _connector="OR"
                ),
                name="incident_received_by_email",
            ),
        ),
    ]
