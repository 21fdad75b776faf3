"""Let people choose their mail, and whether single letters are shortcuts."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_role_groups")]

    operations = [
        migrations.AddField(
            "user", "mail_choice", models.CharField(default="now", max_length=10)
        ),
        migrations.AddField("user", "single_keys", models.BooleanField(default=True)),
    ]
