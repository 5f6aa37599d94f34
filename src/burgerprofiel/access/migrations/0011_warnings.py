from __future__ import annotations

from django.db import migrations, models

import burgerprofiel.kit.ids

_NOT_YET = "UPDATE access_restriction SET begun = false WHERE since > current_date"


class Migration(migrations.Migration):
    """Letters that warn; the language they are in; restrictions that begin on a later day."""

    dependencies = (("access", "0005_capacity_activation_changes"),)

    operations = (
        migrations.CreateModel(
            name="WarningLetter",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=burgerprofiel.kit.ids.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("citizen_id", models.UUIDField()),
                ("news", models.CharField(max_length=20)),
                ("sealed", models.BinaryField()),
                ("language", models.CharField(max_length=2)),
                ("at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(null=True)),
                ("expires_at", models.DateTimeField(db_index=True)),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={"db_table": "access_warning_letter"},
        ),
        migrations.AddIndex(
            model_name="warningletter",
            index=models.Index(fields=["citizen_id", "news", "at"], name="access_warn_citizen_at"),
        ),
        migrations.AddField(model_name="visit", name="language", field=models.CharField(default="nl", max_length=2)),
        migrations.AddField(model_name="restriction", name="begun", field=models.BooleanField(default=True)),
        migrations.RunSQL(_NOT_YET, migrations.RunSQL.noop),
    )
