"""The sequence that numbers events, who is told of them, and the keys that sign.

Only `feed.numbering` takes numbers from the sequence, one process at a time, so it needs no cache, and never goes back.
"""

import burgerprofiel.kit.ids
import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("mailbox", "0004_expiring_and_shared_search")]

    operations = [
        migrations.RunSQL("CREATE SEQUENCE mailbox_feed_number", "DROP SEQUENCE mailbox_feed_number"),
        migrations.CreateModel(
            name="RegistryKey",
            fields=[
                ("kid", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("public", models.JSONField()),
                ("sealed", models.BinaryField()),
                ("made_at", models.DateTimeField()),
            ],
            options={"db_table": "mailbox_registry_key"},
        ),
        migrations.CreateModel(
            name="Subscription",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=burgerprofiel.kit.ids.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("client_id", models.CharField(max_length=100)),
                (
                    "sight",
                    models.CharField(
                        choices=[("sender", "Sender"), ("portal", "Portal"), ("enterprise", "Enterprise")],
                        max_length=10,
                    ),
                ),
                ("address", models.CharField(max_length=500)),
                (
                    "kinds",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=30), size=None),
                ),
                ("made_at", models.DateTimeField()),
                ("made_with", models.CharField(max_length=64)),
                ("ended_at", models.DateTimeField(null=True)),
                ("number", models.BigIntegerField()),
                ("failing_since", models.DateTimeField(null=True)),
                ("tries", models.IntegerField(db_default=0, default=0)),
                ("next_try_at", models.DateTimeField()),
                ("last_error", models.CharField(blank=True, db_default="", default="", max_length=100)),
            ],
            options={
                "db_table": "mailbox_subscription",
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_at", None)), fields=["next_try_at"], name="mailbox_subscription_due"
                    ),
                    models.Index(fields=["client_id"], name="mailbox_subscription_of"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Sweep",
            fields=[
                ("name", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("until", models.DateTimeField()),
            ],
            options={"db_table": "mailbox_sweep"},
        ),
        migrations.CreateModel(
            name="Undelivered",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("event_id", models.UUIDField()),
                ("number", models.BigIntegerField()),
                ("kind", models.CharField(max_length=30)),
                ("message_id", models.UUIDField()),
                ("tries", models.IntegerField()),
                ("error", models.CharField(max_length=100)),
                ("gave_up_at", models.DateTimeField()),
                ("asked_again_at", models.DateTimeField(null=True)),
                (
                    "subscription",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="mailbox.subscription"),
                ),
            ],
            options={
                "db_table": "mailbox_undelivered",
                "constraints": [
                    models.UniqueConstraint(fields=("subscription", "number"), name="mailbox_undelivered_once")
                ],
            },
        ),
        migrations.AddField(
            model_name="documentevent",
            name="organisation",
            field=models.CharField(blank=True, db_default="", default="", max_length=10),
        ),
        migrations.AlterField(
            model_name="documentevent",
            name="kind",
            field=models.CharField(
                choices=[
                    ("newDocument", "New"),
                    ("newDocumentReminder", "Reminder"),
                    ("readDocument", "Read"),
                    ("documentExpirationAlert", "Expiring"),
                    ("withdrawnDocument", "Withdrawn"),
                    ("confirmedDocument", "Confirmed"),
                    ("repliedDocument", "Replied"),
                    ("expiredDocument", "Expired"),
                ],
                max_length=30,
            ),
        ),
        migrations.AddIndex(
            model_name="documentevent",
            index=models.Index(
                condition=models.Q(("number__isnull", False)), fields=["box_id", "number"], name="mailbox_event_of_box"
            ),
        ),
        migrations.AddIndex(
            model_name="documentevent",
            index=models.Index(
                condition=models.Q(("number__isnull", False)),
                fields=["organisation", "number"],
                name="mailbox_event_of_sender",
            ),
        ),
    ]
