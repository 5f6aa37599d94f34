"""Answers to messages."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("mailbox", "0003_withdrawn_why")]

    operations = [
        migrations.CreateModel(
            "Reply",
            [
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "box_id", "id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("box_id", models.UUIDField()),
                ("id", models.UUIDField()),
                ("message_id", models.UUIDField()),
                ("organisation", models.CharField(max_length=10)),
                ("text", models.BinaryField()),
                ("at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("key_hash", models.BinaryField(max_length=32, null=True)),
            ],
            options={
                "db_table": "mailbox_reply",
                "constraints": [models.UniqueConstraint(fields=["box_id", "key_hash"], name="mailbox_reply_once")],
                "indexes": [
                    models.Index(fields=["box_id", "message_id"], name="mailbox_replies_to"),
                    models.Index(fields=["organisation", "id"], name="mailbox_replies_for"),
                    models.Index(fields=["expires_at"], name="mailbox_replies_until"),
                ],
            },
        ),
    ]
