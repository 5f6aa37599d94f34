"""By which name an owner is greeted stands in their profile alone, where they see it and can remove it (C6, E3).

Who removed all of their profile, or chose a name there, gets none out of the mailbox.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.people import vault
from burgerprofiel.people.profile import places

AT_ONCE = 1000
_NAMES = """
SELECT box.box_id, box.given_name FROM mailbox_box AS box JOIN people_profile AS mine ON mine.citizen_id = box.box_id
WHERE box.kind = 'citizen' AND length(box.given_name) > 0 AND box.box_id > %s
  AND mine.call_name IS NULL AND mine.given_name IS NULL AND mine.nameless_since IS NULL
ORDER BY box.box_id LIMIT %s
"""
_KEEP = "UPDATE people_profile SET given_name = %s, given_name_since = now() WHERE citizen_id = %s"


def move(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001 - Django's signature
    """Seal each anew for its place. Whose key is gone has no name any more."""
    last = UUID(int=0)
    with schema_editor.connection.cursor() as cursor:
        while found := _some(cursor, last):
            vaults = vault.opened_all([owner for owner, _sealed in found])
            for owner, sealed in found:
                if owner in vaults:
                    name = vaults[owner].unseal(sealed, "mailbox.box.given_name")
                    cursor.execute(_KEEP, [vaults[owner].seal(name, places.GIVEN_NAME), owner])
            last = found[-1][0]


def _some(cursor: Any, last: UUID) -> list[tuple[CitizenId, bytes]]:
    cursor.execute(_NAMES, [last, AT_ONCE])
    return [(CitizenId(owner), bytes(sealed)) for owner, sealed in cursor.fetchall()]


class Migration(migrations.Migration):
    """There is no way back: the name may have been removed in the profile."""

    dependencies = [("mailbox", "0019_notices_tell_owners"), ("people", "0004_greeting")]

    operations = [migrations.RunPython(move), migrations.RemoveField("box", "given_name")]
