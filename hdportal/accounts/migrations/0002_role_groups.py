"""Make the Django group of each role."""

from django.db import migrations

ROLES = (
    "agent",
    "analyst",
    "coordinator",
    "incident_manager",
    "dpo",
    "pmo",
    "researcher",
    "employee",
    "consultant",
    "lead",
    "line_manager",
    "finance",
    "auditor",
    "editor",
    "administrator",
)


def make_groups(apps, schema_editor):
    groups = apps.get_model("auth", "Group").objects.using(schema_editor.connection.alias)
    for name in ROLES:
        groups.get_or_create(name=name)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_people")]

    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
