"""What waits at other registries never reaches the write-ahead log, a replica or a backup (docs/decisions/0003)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("mailbox", "0012_work")]
    operations = [
        migrations.CreateModel(
            name="Waiting",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "citizen_id", "session_id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("citizen_id", models.UUIDField()),
                ("session_id", models.UUIDField()),
                ("sealed", models.BinaryField()),
                ("expires_at", models.DateTimeField(db_index=True)),
            ],
            options={"db_table": "mailbox_waiting"},
        ),
        migrations.RunSQL("ALTER TABLE mailbox_waiting SET UNLOGGED", "ALTER TABLE mailbox_waiting SET LOGGED"),
    ]
