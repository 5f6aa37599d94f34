"""Programs and handlers ask for a report by its id alone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("feedback", "0002_uploads")]
    operations = [
        migrations.AddIndex("report", models.Index(fields=["id"], name="feedback_by_id")),
    ]
