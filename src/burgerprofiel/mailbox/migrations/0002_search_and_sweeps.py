"""How messages are found by words, and how what is due is found without an index to keep for each of them.

The trigram index leads with the box, so a search costs what the box's hits cost (extensions `btree_gin` and `pg_trgm`,
which the owner of a database may create). Messages come in the order of time, so a block range index finds those of a
day. The counts of a box change at every message: its rows keep room to change in place.
"""

from django.db import migrations

_SOUGHT = """
CREATE INDEX mailbox_sought ON mailbox_message USING gin (box_id, sought gin_trgm_ops) WHERE sought IS NOT NULL
"""
_TIMES = "CREATE INDEX mailbox_times ON mailbox_message USING brin (published_at, expires_at) WITH (pages_per_range = 32)"


class Migration(migrations.Migration):
    dependencies = [("mailbox", "0001_initial")]

    operations = [
        migrations.RunSQL("CREATE EXTENSION IF NOT EXISTS btree_gin", migrations.RunSQL.noop),
        migrations.RunSQL("CREATE EXTENSION IF NOT EXISTS pg_trgm", migrations.RunSQL.noop),
        migrations.RunSQL(_SOUGHT, "DROP INDEX mailbox_sought"),
        migrations.RunSQL(_TIMES, "DROP INDEX mailbox_times"),
        migrations.RunSQL("ALTER TABLE mailbox_box SET (fillfactor = 50)", "ALTER TABLE mailbox_box RESET (fillfactor)"),
    ]
