"""How citizens arrange their own box: labels, saved searches, the last act."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("mailbox", "0002_search_and_sweeps")]

    operations = [
        migrations.CreateModel(
            name="Arrangement",
            fields=[
                ("box_id", models.UUIDField(primary_key=True, serialize=False)),
                (
                    "labels",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=50), db_default=[], default=list, size=None
                    ),
                ),
                ("searches", models.JSONField(db_default=models.Value([], models.JSONField()), default=list)),
                ("shortcuts", models.BooleanField(db_default=True, default=True)),
                ("undo", models.JSONField(null=True)),
            ],
            options={"db_table": "mailbox_arrangement"},
        ),
    ]
