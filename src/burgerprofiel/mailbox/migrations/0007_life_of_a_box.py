"""What a box's owner is greeted with and written to, and what was before a closing that may be a mistake."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("mailbox", "0005_feed_and_webhooks")]

    operations = [
        migrations.AddField("box", "was", models.CharField(blank=True, db_default="", default="", max_length=10)),
        migrations.AddField("box", "given_name", models.BinaryField(db_default=b"", default=b"")),
        migrations.AddField("senderorganisation", "paper_stops", models.BooleanField(db_default=False, default=False)),
        migrations.CreateModel(
            name="MailMark",
            fields=[
                ("id", models.SmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("number", models.BigIntegerField(default=0)),
            ],
            options={"db_table": "mailbox_mail_mark"},
        ),
        migrations.CreateModel(
            name="OwnerMail",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "box_id", "id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("box_id", models.UUIDField()),
                ("id", models.UUIDField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("new", "New"),
                            ("registered", "Registered"),
                            ("unread", "Unread"),
                            ("expiring", "Expiring"),
                        ],
                        max_length=10,
                    ),
                ),
                ("message_id", models.UUIDField()),
                ("at", models.DateTimeField()),
                ("taken_until", models.DateTimeField(null=True)),
                ("sent_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "mailbox_owner_mail",
                "indexes": [
                    models.Index(
                        condition=models.Q(("sent_at__isnull", True)), fields=["box_id"], name="mailbox_mail_waits"
                    ),
                    models.Index(fields=["box_id", "kind", "sent_at"], name="mailbox_mail_last"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("box_id", "kind", "message_id"), name="mailbox_mail_once")
                ],
            },
        ),
    ]
