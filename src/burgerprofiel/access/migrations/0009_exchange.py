from __future__ import annotations

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    """Who may exchange tokens for an application; and of a token how strong, by whom exchanged, from which made."""

    dependencies = (("access", "0011_warnings"),)

    operations = (
        migrations.AddField(
            model_name="client",
            name="trusted_exchangers",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=100), db_default=[], default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="token", name="acr", field=models.CharField(blank=True, db_default="", max_length=100)
        ),
        migrations.AddField(
            model_name="token", name="exchanged_by", field=models.CharField(blank=True, db_default="", max_length=100)
        ),
        migrations.AddField(
            model_name="token",
            name="parent_hash",
            field=models.BinaryField(db_default=b"", default=b"", max_length=32),
        ),
        migrations.AddIndex(
            model_name="token",
            index=models.Index(condition=~models.Q(parent_hash=b""), fields=["parent_hash"], name="tokens_made_from"),
        ),
    )
