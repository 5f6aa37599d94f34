import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0002_keys_and_clients'),
    ]

    operations = [
        migrations.CreateModel(
            name='Consent',
            fields=[
                ('pk', models.CompositePrimaryKey('citizen_id', 'client_id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('citizen_id', models.UUIDField()),
                ('client_id', models.CharField(max_length=100)),
                ('scopes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=100), size=None)),
                ('given_at', models.DateTimeField()),
                ('used_at', models.DateTimeField(null=True)),
                ('until', models.DateTimeField(null=True)),
            ],
        ),
        migrations.AddField(
            model_name='client',
            name='third_party',
            field=models.BooleanField(default=False),
        ),
    ]
