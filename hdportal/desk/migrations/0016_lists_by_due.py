from django.db import migrations, models
from django.db.models import Q

_DUE = Q(is_open=True, due_at__isnull=False)


def _due_first(name, *first, only=_DUE):
    fields = [*first, "due_at", "id"]
    index = models.Index(condition=only, fields=fields, name=f"incident_{name}_due")
    return migrations.AddIndex("incident", index)


class Migration(migrations.Migration):
    dependencies = [("desk", "0015_sla")]
    operations = [
        _due_first("state", "state"),
        _due_first("group", "assignment_group"),
        _due_first("person", "assigned_to"),
        _due_first("nobody", only=_DUE & Q(assigned_to=None)),
        _due_first("priority", "priority"),
    ]
