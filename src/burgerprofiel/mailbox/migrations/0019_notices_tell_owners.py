"""Owners are told by notices, from now on by the room of that name; what still waits for an e-mail is raised by the worker."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from procrastinate.contrib.django import app

AT_ONCE = 500
_WAITING = """
SELECT box_id::text, message_id::text, 'mail.' || replace(kind, 'registered', 'new'), at
FROM mailbox_owner_mail WHERE sent_at IS NULL ORDER BY box_id, id
"""


def hand_over(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001 - Django's signature
    """Leave to the worker what waits."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(_WAITING)
        while rows := cursor.fetchmany(AT_ONCE):
            left = [[*row[:3], row[3].isoformat()] for row in rows]
            app.configure_task("mailbox.tell_left", queue="mailbox", allow_unknown=True).defer(rows=left)


class Migration(migrations.Migration):
    """There is no way back: who was told is known by the notices."""

    dependencies = [
        ("mailbox", "0018_addresses_to_the_profile"),
        ("procrastinate", "0041_post_retry_failed_job"),
    ]

    operations = [
        migrations.RunPython(hand_over),
        migrations.DeleteModel("OwnerMail"),
    ]
