"""A certificate is found by the digest of its PDF: whoever verifies one has the file, and perhaps not the code."""

from django.contrib.postgres.indexes import GinIndex
from django.db import migrations


class Migration(migrations.Migration):
    """An index on what is looked up."""

    dependencies = [("certificates", "0002_by_code")]

    operations = [
        migrations.AddIndex(model_name="code", index=GinIndex(fields=["digests"], name="certificates_by_digest")),
    ]
