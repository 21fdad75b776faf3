import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('intake', '0001_forms'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('token', models.UUIDField(primary_key=True, serialize=False)),
                ('purpose', models.CharField(max_length=60)),
                ('values', models.JSONField(default=dict)),
                ('updated_at', models.DateTimeField()),
                ('spent_at', models.DateTimeField(null=True)),
                ('paced_until', models.DateTimeField(null=True)),
                ('form_version', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='intake.formversion')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='drafts', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['person', 'purpose', '-updated_at'], name='draft_of_person'), models.Index(fields=['updated_at'], name='draft_by_age')],
            },
        ),
    ]
