"""One document for many boxes: what is sent, to whom, and the ranges in which it is."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("mailbox", "0007_life_of_a_box"), ("mailbox", "0006_sender_changes")]

    operations = [
        migrations.CreateModel(
            name="Broadcast",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("organisation", models.CharField(max_length=10)),
                ("application", models.CharField(max_length=100)),
                ("client_id", models.CharField(max_length=100)),
                ("kind", models.CharField(choices=[("citizen", "Citizen"), ("enterprise", "Enterprise")], max_length=10)),
                ("stage", models.CharField(choices=[("draft", "Draft"), ("running", "Running"), ("paused", "Paused"), ("cancelled", "Cancelled"), ("done", "Done")], max_length=10)),
                ("message", models.JSONField()),
                ("query", models.JSONField(null=True)),
                ("uploads", models.SmallIntegerField(db_default=0, default=0)),
                ("listed", models.IntegerField(db_default=0, default=0)),
                ("unknown", models.IntegerField(db_default=0, default=0)),
                ("refused", models.IntegerField(db_default=0, default=0)),
                ("invalid", models.IntegerField(db_default=0, default=0)),
                ("repeated", models.IntegerField(db_default=0, default=0)),
                ("message_id", models.UUIDField()),
                ("created_at", models.DateTimeField()),
                ("started_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={"db_table": "mailbox_broadcast", "indexes": [models.Index(fields=["organisation", "id"], name="mailbox_broadcasts_of")]},
        ),
        migrations.CreateModel(
            name="BroadcastRange",
            fields=[
                ("pk", models.CompositePrimaryKey("broadcast_id", "number", blank=True, editable=False, primary_key=True, serialize=False)),
                ("broadcast_id", models.UUIDField()),
                ("number", models.IntegerField()),
                ("lower", models.UUIDField()),
                ("upper", models.UUIDField()),
                ("boxes", models.IntegerField()),
                ("done_at", models.DateTimeField(null=True)),
                ("delivered", models.IntegerField(db_default=0, default=0)),
                ("unopened", models.IntegerField(db_default=0, default=0)),
                ("dormant", models.IntegerField(db_default=0, default=0)),
                ("refused", models.IntegerField(db_default=0, default=0)),
            ],
            options={"db_table": "mailbox_broadcast_range"},
        ),
        migrations.CreateModel(
            name="BroadcastRecipient",
            fields=[
                ("pk", models.CompositePrimaryKey("broadcast_id", "box_id", blank=True, editable=False, primary_key=True, serialize=False)),
                ("broadcast_id", models.UUIDField()),
                ("box_id", models.UUIDField()),
                ("kind", models.CharField(blank=True, max_length=10)),
                ("upload", models.SmallIntegerField()),
                ("line", models.IntegerField()),
                ("reference", models.CharField(blank=True, max_length=100)),
                ("code", models.CharField(blank=True, max_length=20)),
            ],
            options={"db_table": "mailbox_broadcast_recipient"},
        ),
    ]
