"""Looks are counted and found in the room of privacy: a write in the trail keeps no index for them any more."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_looked")]

    operations = [
        migrations.RemoveIndex(model_name="auditevent", name="audit_event_of_others"),
        migrations.RemoveIndex(model_name="auditevent", name="audit_event_by_actor"),
    ]
