"""What others did is found and counted without reading what the citizen did (B10)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_append_only")]

    operations = [
        migrations.AddIndex(
            model_name="auditevent",
            index=models.Index(
                condition=models.Q(("actor", "citizen"), _negated=True),
                fields=["citizen_id", "seq"],
                include=("actor",),
                name="audit_event_of_others",
            ),
        ),
        migrations.AddIndex(
            model_name="auditevent",
            index=models.Index(
                condition=models.Q(("actor", "citizen"), _negated=True),
                fields=["citizen_id", "actor", "seq"],
                name="audit_event_by_actor",
            ),
        ),
    ]
