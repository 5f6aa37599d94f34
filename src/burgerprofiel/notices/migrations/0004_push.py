from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('notices', '0003_senders'),
    ]

    operations = [
        migrations.CreateModel(
            name='Subscription',
            fields=[
                ('pk', models.CompositePrimaryKey('citizen_id', 'id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('citizen_id', models.UUIDField()),
                ('id', models.UUIDField()),
                ('key', models.BinaryField(max_length=16)),
                ('sealed', models.BinaryField()),
                ('created_at', models.DateTimeField()),
            ],
            options={
                'db_table': 'notices_push_subscription',
                'constraints': [models.UniqueConstraint(fields=('citizen_id', 'key'), name='notices_push_once')],
            },
        ),
    ]
