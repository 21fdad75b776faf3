import hdportal.desk.domain.incident
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('desk', '0001_incidents'),
    ]

    operations = [
        migrations.AlterField(
            model_name='journalentry',
            name='kind',
            field=models.CharField(choices=[(hdportal.desk.domain.incident.EntryKind['CREATED'], hdportal.desk.domain.incident.EntryKind['CREATED']), (hdportal.desk.domain.incident.EntryKind['COMMENT'], hdportal.desk.domain.incident.EntryKind['COMMENT']), (hdportal.desk.domain.incident.EntryKind['FILES'], hdportal.desk.domain.incident.EntryKind['FILES']), (hdportal.desk.domain.incident.EntryKind['WITHDRAWN'], hdportal.desk.domain.incident.EntryKind['WITHDRAWN'])], max_length=20),
        ),
    ]
