"""Who changed what in who may send what."""

import burgerprofiel.kit.ids
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("mailbox", "0005_feed_and_webhooks")]

    operations = [
        migrations.CreateModel(
            name="SenderChange",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=burgerprofiel.kit.ids.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("at", models.DateTimeField()),
                ("by", models.UUIDField(null=True)),
                ("what", models.CharField(max_length=20)),
                ("key", models.CharField(max_length=400)),
                ("before", models.JSONField(null=True)),
                ("after", models.JSONField(null=True)),
            ],
            options={
                "db_table": "mailbox_sender_change",
                "indexes": [models.Index(fields=["what", "key", "-id"], name="mailbox_sender_changes_of")],
            },
        ),
    ]
