"""Of who died before this was known the profile rests too, and goes in three months: the worker sees to it (C11)."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from procrastinate.contrib.django import app

AT_ONCE = 500
_CLOSED = """
SELECT box_id::text FROM mailbox_box JOIN people_profile ON citizen_id = box_id
WHERE kind = 'citizen' AND state = 'closed' AND why = 'death' AND died_on IS NULL
"""


def hand_over(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001 - Django's signature
    """Leave each of them to the worker."""
    close = app.configure_task("mailbox.close_after_death", queue="mailbox", allow_unknown=True)
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(_CLOSED)
        while rows := cursor.fetchmany(AT_ONCE):
            for (box,) in rows:
                close.defer(box=box)


class Migration(migrations.Migration):
    """Whoever lives is brought back as always (`mailbox_close --reopen`)."""

    dependencies = [
        ("mailbox", "0020_given_names_to_the_profile"),
        ("people", "0005_endings"),
        ("procrastinate", "0041_post_retry_failed_job"),
    ]

    operations = [migrations.RunPython(hand_over, migrations.RunPython.noop)]
