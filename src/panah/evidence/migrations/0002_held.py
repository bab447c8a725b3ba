"""Files that wait for their form to be sent."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('evidence', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HeldFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('form', models.CharField(max_length=160)),
                ('question', models.CharField(max_length=60)),
                ('kind', models.CharField(max_length=10)),
                ('pages', models.PositiveSmallIntegerField()),
                ('size', models.PositiveIntegerField()),
                ('sha256', models.CharField(max_length=64)),
                ('place', models.CharField(max_length=80, unique=True)),
                ('held_at', models.DateTimeField()),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['held_at'], name='evidence_held_at')],
                'constraints': [models.UniqueConstraint(fields=('account', 'form', 'question'), name='evidence_held_once')],
            },
        ),
    ]
