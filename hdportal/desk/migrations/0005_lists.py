import hdportal.desk.domain.incident
from django.db import migrations, models


# New ones are nobody's, closed ones somebody's. PostgreSQL takes such columns for
# independent unless told; it then expects so few rows that it sorts them all.
STATISTICS = """
    CREATE STATISTICS desk_incident_handling (mcv)
    ON is_open, state, assigned_to_id FROM desk_incident
"""


def tell_what_goes_together(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(STATISTICS)


def forget_what_goes_together(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP STATISTICS IF EXISTS desk_incident_handling")


class Migration(migrations.Migration):
    dependencies = [("desk", "0004_older_incidents")]

    operations = [
        migrations.AddIndex(
            model_name='incident',
            index=models.Index(condition=models.Q(('is_open', True)), fields=['-updated_at', '-id'], name='incident_open_changed'),
        ),
        migrations.AddIndex(
            model_name='incident',
            index=models.Index(condition=models.Q(('is_open', True)), fields=['opened_at', 'id'], name='incident_open_age'),
        ),
        migrations.AddIndex(
            model_name='incident',
            index=models.Index(condition=models.Q(('is_open', True)), fields=['priority', 'opened_at', 'id'], name='incident_open_pressing'),
        ),
        migrations.AddIndex(
            model_name='incident',
            index=models.Index(condition=models.Q(('is_open', True)), fields=['state', '-updated_at', '-id'], name='incident_state_changed'),
        ),
        migrations.AddIndex(
            model_name='incident',
            index=models.Index(condition=models.Q(('is_open', True)), fields=['state', 'opened_at', 'id'], name='incident_state_age'),
        ),
        migrations.AddIndex(
            model_name='incident',
            index=models.Index(condition=models.Q(('is_open', True)), fields=['state', 'priority', 'opened_at', 'id'], name='incident_state_pressing'),
        ),
        migrations.AddIndex(
            model_name='incident',
            index=models.Index(condition=models.Q(('is_open', True)), fields=['assignment_group', '-updated_at', '-id'], name='incident_group_changed'),
        ),
        migrations.AddIndex(
            model_name='incident',
            index=models.Index(condition=models.Q(('is_open', True)), fields=['assignment_group', 'opened_at', 'id'], name='incident_group_age'),
        ),
        migrations.AddIndex(
            model_name='incident',
            index=models.Index(condition=models.Q(('is_open', True)), fields=['assignment_group', 'priority', 'opened_at', 'id'], name='incident_group_pressing'),
        ),
        migrations.AddIndex(
            model_name='incident',
            index=models.Index(condition=models.Q(('is_open', True)), fields=['assigned_to', '-updated_at', '-id'], name='incident_person_changed'),
        ),
        migrations.AddIndex(
            model_name='incident',
            index=models.Index(condition=models.Q(('is_open', True)), fields=['assigned_to', 'opened_at', 'id'], name='incident_person_age'),
        ),
        migrations.AddIndex(
            model_name='incident',
            index=models.Index(condition=models.Q(('is_open', True)), fields=['assigned_to', 'priority', 'opened_at', 'id'], name='incident_person_pressing'),
        ),
        migrations.AddIndex(
            model_name='incident',
            index=models.Index(condition=models.Q(('is_open', True), ('assigned_to', None)), fields=['-updated_at', '-id'], name='incident_nobody_changed'),
        ),
        migrations.AddIndex(
            model_name='incident',
            index=models.Index(condition=models.Q(('is_open', True), ('assigned_to', None)), fields=['opened_at', 'id'], name='incident_nobody_age'),
        ),
        migrations.AddIndex(
            model_name='incident',
            index=models.Index(condition=models.Q(('is_open', True), ('assigned_to', None)), fields=['priority', 'opened_at', 'id'], name='incident_nobody_pressing'),
        ),
        migrations.AddIndex(
            model_name='incident',
            index=models.Index(condition=models.Q(('is_open', True)), fields=['priority', '-updated_at', '-id'], name='incident_priority_changed'),
        ),
        migrations.AddIndex(
            model_name='incident',
            index=models.Index(condition=models.Q(('is_open', True)), fields=['state', 'assignment_group', 'assigned_to', 'priority', 'is_open'], name='incident_open_counted'),
        ),
        migrations.AddIndex(
            model_name='incident',
            index=models.Index(condition=models.Q(('is_open', False)), fields=['state', '-updated_at', '-id'], name='incident_done_state'),
        ),
        migrations.AddIndex(
            model_name='incident',
            index=models.Index(condition=models.Q(('is_open', False)), fields=['state', 'assignment_group', '-updated_at', '-id'], name='incident_done_group'),
        ),
        migrations.AddIndex(
            model_name='incident',
            index=models.Index(condition=models.Q(('is_open', False)), fields=['state', 'assigned_to', '-updated_at', '-id'], name='incident_done_person'),
        ),
        migrations.AddIndex(
            model_name='incident',
            index=models.Index(condition=models.Q(('is_open', False), ('assigned_to', None)), fields=['state', '-updated_at', '-id'], name='incident_done_nobody'),
        ),
        migrations.AddIndex(
            model_name='incident',
            index=models.Index(condition=models.Q(('is_open', False)), fields=['state', 'priority', '-updated_at', '-id'], name='incident_done_priority'),
        ),
        migrations.AddIndex(
            model_name='incident',
            index=models.Index(condition=models.Q(('closed_at', None), ('resolved_at__isnull', False)), fields=['resolved_at'], name='incident_to_close'),
        ),
        migrations.AddConstraint(
            model_name='incident',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('is_open', True), ('state__in', [hdportal.desk.domain.incident.State['NEW'], hdportal.desk.domain.incident.State['ON_HOLD'], hdportal.desk.domain.incident.State['WORK_IN_PROGRESS']])), models.Q(('is_open', False), models.Q(('state__in', [hdportal.desk.domain.incident.State['NEW'], hdportal.desk.domain.incident.State['ON_HOLD'], hdportal.desk.domain.incident.State['WORK_IN_PROGRESS']]), _negated=True)), _connector='OR'), name='incident_open_by_state'),
        ),
        migrations.AddConstraint(
            model_name='incident',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', hdportal.desk.domain.incident.State['RESOLVED']), _negated=True), models.Q(('resolved_at__isnull', False), ('resolved_by__isnull', False), models.Q(('close_code', ''), _negated=True)), _connector='OR'), name='incident_resolved_whole'),
        ),
        migrations.AddConstraint(
            model_name='incident',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', hdportal.desk.domain.incident.State['ON_HOLD']), models.Q(('hold_reason', ''), _negated=True)), models.Q(models.Q(('state', hdportal.desk.domain.incident.State['ON_HOLD']), _negated=True), ('hold_reason', '')), _connector='OR'), name='incident_hold_reason'),
        ),
        migrations.RunPython(tell_what_goes_together, forget_what_goes_together),
    ]
