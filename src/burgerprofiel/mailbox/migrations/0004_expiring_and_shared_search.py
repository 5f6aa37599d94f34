"""How many of a box have expired but still wait to be removed is counted by an index, so that its total is exact.

And what many got alike is found by words, as other messages are.
"""

from django.db import migrations, models

_SOUGHT = "CREATE INDEX mailbox_shared_sought ON mailbox_shared_message USING gin (sought gin_trgm_ops)"


class Migration(migrations.Migration):
    dependencies = [("mailbox", "0008_arrangements")]

    operations = [
        migrations.AddIndex("message", models.Index(fields=["box_id", "expires_at"], name="mailbox_expiring")),
        migrations.RunSQL(_SOUGHT, "DROP INDEX mailbox_shared_sought"),
    ]
