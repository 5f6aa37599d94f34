"""Borrowed answers never reach the write-ahead log, a replica or a backup (decision 4)."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("sources", "0001_initial")]
    operations = [
        migrations.RunSQL(
            "ALTER TABLE sources_sealed_answer SET UNLOGGED", "ALTER TABLE sources_sealed_answer SET LOGGED"
        )
    ]
