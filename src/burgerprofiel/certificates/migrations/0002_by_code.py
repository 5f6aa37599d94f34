"""Who withdraws a certificate knows its code."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """An index."""

    dependencies = [("certificates", "0001_initial")]

    operations = [
        migrations.AddIndex(
            model_name="certificate",
            index=models.Index(fields=["code"], name="certificates_by_code"),
        ),
    ]
