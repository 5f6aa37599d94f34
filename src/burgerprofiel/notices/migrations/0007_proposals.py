"""What the desk proposes to tell many and how it was stopped; what of an announcement is counted is found by it."""

import burgerprofiel.kit.ids
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("notices", "0006_channels"),
    ]

    operations = [
        migrations.CreateModel(
            name="Proposal",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=burgerprofiel.kit.ids.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("waiting", "Waiting"),
                            ("refused", "Refused"),
                            ("released", "Released"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("version", models.IntegerField(default=1)),
                ("typed", models.JSONField()),
                ("listed", models.IntegerField(null=True)),
                ("strangers", models.IntegerField(default=0)),
                ("whom", models.BinaryField(default=b"")),
                ("written_by", models.UUIDField()),
                ("written_at", models.DateTimeField()),
                ("proposed_by", models.UUIDField(null=True)),
                ("proposed_at", models.DateTimeField(null=True)),
                ("decided_by", models.UUIDField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
                ("reason", models.CharField(blank=True, default="", max_length=400)),
                ("announcement", models.UUIDField(null=True)),
                ("recipients", models.IntegerField(null=True)),
            ],
            options={
                "db_table": "notices_announcement_proposal",
            },
        ),
        migrations.CreateModel(
            name="Stop",
            fields=[
                ("announcement_id", models.UUIDField(primary_key=True, serialize=False)),
                ("stopped_by", models.UUIDField()),
                ("stopped_at", models.DateTimeField()),
                ("reason", models.CharField(max_length=400)),
                ("untold", models.IntegerField()),
                ("dropped", models.IntegerField(default=0)),
                ("upto", models.UUIDField(null=True)),
                ("cleared_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "notices_announcement_stop",
            },
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(fields=["notice_id"], name="notices_delivery_notice"),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                condition=models.Q(("announcement__isnull", False), ("read_at__isnull", False)),
                fields=["announcement"],
                name="notices_announced_read",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "released"), _negated=True),
                    models.Q(
                        ("announcement__isnull", False),
                        ("decided_by__isnull", False),
                        models.Q(("decided_by", models.F("written_by")), _negated=True),
                        models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="notices_released_by_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.UniqueConstraint(
                condition=models.Q(("announcement__isnull", False)),
                fields=("announcement",),
                name="notices_released_once",
            ),
        ),
    ]
