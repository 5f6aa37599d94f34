"""How many certificates a citizen sent to the own e-mail address today."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """A table that is emptied every night."""

    dependencies = [("certificates", "0004_provided")]

    operations = [
        migrations.CreateModel(
            name="Mailed",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "citizen_id", "id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("citizen_id", models.UUIDField()),
                ("id", models.UUIDField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "db_table": "certificates_mailed",
                "indexes": [models.Index(fields=["at"], name="certificates_mailed_at")],
            },
        ),
    ]
