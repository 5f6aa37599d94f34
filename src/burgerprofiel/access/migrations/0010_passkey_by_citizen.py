from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    """A passkey that is removed is found without reading those of everybody."""

    dependencies = (("access", "0009_exchange"),)

    operations = (
        migrations.AlterField(model_name="passkeylookup", name="citizen_id", field=models.UUIDField(db_index=True)),
    )
