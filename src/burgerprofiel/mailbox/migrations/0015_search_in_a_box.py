"""A large box is searched by an index of its own words; a small one is read.

`mailbox_pieces` returns what a row has in that index: each three letters in a row, and the names of its kind and sender,
hashed together with the box, so that no box's words stand between those of another. It is an index of the rows that are
marked for it (`finding`), and marking them begins after this. The indexes of all boxes together go.

The function is dear, so that it is not asked of rows that an index finds otherwise, and not parallel: no search is worth
starting processes.
"""

from django.db import migrations, models

_PIECES = """
CREATE FUNCTION mailbox_pieces(box uuid, words text, kind text, organisation text, application text)
RETURNS bigint[] LANGUAGE plpgsql IMMUTABLE PARALLEL RESTRICTED COST 1000 AS $$
DECLARE
  letters text[] := string_to_array(words, NULL);
  seed bigint := uuid_hash_extended(box, 0);
  name text;
  pieces bigint[] := '{}';
BEGIN
  FOR place IN 1 .. coalesce(cardinality(letters), 0) - 2 LOOP
    pieces[place] := hashtextextended(letters[place] || letters[place + 1] || letters[place + 2], seed);
  END LOOP;
  FOREACH name IN ARRAY ARRAY[kind, organisation, application] LOOP
    IF name IS NOT NULL THEN
      pieces := pieces || hashtextextended(name, seed);
    END IF;
  END LOOP;
  RETURN pieces;
END $$
"""
_FOUND = """
CREATE INDEX mailbox_found ON mailbox_message
USING gin (mailbox_pieces(box_id, sought, message_type_id, organisation, application))
WITH (gin_pending_list_limit = 64) WHERE indexed
"""
_SOUGHT = """
CREATE INDEX mailbox_sought ON mailbox_message USING gin (box_id, sought gin_trgm_ops) WHERE sought IS NOT NULL
"""
_SHARED = "CREATE INDEX mailbox_shared_sought ON mailbox_shared_message USING gin (sought gin_trgm_ops)"


class Migration(migrations.Migration):
    dependencies = [("mailbox", "0014_sealed_for_their_owner")]

    operations = [
        migrations.AddField("box", "indexing", models.CharField(blank=True, choices=[("", "None"), ("begun", "Begun"), ("whole", "Whole")], db_default="", default="", max_length=10)),
        migrations.AddField("message", "indexed", models.BooleanField(db_default=False, default=False)),
        migrations.RunSQL(_PIECES, "DROP FUNCTION mailbox_pieces"),
        migrations.RunSQL(_FOUND, "DROP INDEX mailbox_found"),
        migrations.RunSQL("DROP INDEX mailbox_sought", _SOUGHT),
        migrations.RunSQL("DROP INDEX mailbox_shared_sought", _SHARED),
    ]
