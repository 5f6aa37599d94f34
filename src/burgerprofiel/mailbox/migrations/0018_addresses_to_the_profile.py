"""Where owners are told, how and in which language is of their profile: one address, one place, one proof (C3, E3)."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from burgerprofiel.kit.ids import CitizenId, uuid7
from burgerprofiel.people import vault
from burgerprofiel.people.profile import places
from burgerprofiel.people.profile.contact import Kind
from burgerprofiel.people.profile.contacts import values
from burgerprofiel.people.vault import Vault

AT_ONCE = 1000
_BOXES = """
SELECT box_id, email, coalesce(email_verified_at, since), language, given_name FROM mailbox_box
WHERE kind = 'citizen' AND length(email) > 0 AND box_id > %s ORDER BY box_id LIMIT %s
"""
_PROFILE = """
INSERT INTO people_profile AS mine
  (citizen_id, object_name, seen_on, language, language_since, call_name, call_name_since)
SELECT told.owner, '', current_date, told.language, now(), told.name, CASE WHEN told.name IS NOT NULL THEN now() END
FROM (SELECT %s::uuid AS owner, %s::bytea AS language, %s::bytea AS name) AS told
ON CONFLICT (citizen_id) DO UPDATE SET
  call_name = coalesce(mine.call_name, excluded.call_name),
  call_name_since = coalesce(mine.call_name_since, excluded.call_name_since),
  language = coalesce(mine.language, excluded.language),
  language_since = coalesce(mine.language_since, excluded.language_since)
"""
_CONTACT = """
INSERT INTO people_contact (citizen_id, id, kind, value, value_hash, preferred, verified_at, dead_why)
SELECT %(citizen)s, %(id)s, 'email', %(value)s, %(hash)s, NOT EXISTS (
  SELECT FROM people_contact WHERE citizen_id = %(citizen)s AND kind = 'email' AND preferred), %(at)s, ''
ON CONFLICT DO NOTHING
"""


class _Box(NamedTuple):
    owner: CitizenId
    email: bytes
    verified_at: datetime
    language: str
    given_name: bytes


def move(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001 - Django's signature
    """Move them, box by box, each sealed anew for its place. Whose key is gone has no address any more."""
    last = UUID(int=0)
    with schema_editor.connection.cursor() as cursor:
        while found := _some(cursor, last):
            vaults = vault.opened_all([box.owner for box in found])
            for box in found:
                if box.owner in vaults:
                    _move(cursor, box, vaults[box.owner])
            last = found[-1].owner


def _some(cursor: Any, last: UUID) -> list[_Box]:
    cursor.execute(_BOXES, [last, AT_ONCE])
    return [_Box(CitizenId(row[0]), bytes(row[1]), row[2], row[3], bytes(row[4])) for row in cursor.fetchall()]


def _move(cursor: Any, box: _Box, mine: Vault) -> None:
    email, contact_id = mine.unseal(box.email, "mailbox.box.email").decode(), uuid7()
    name = mine.unseal(box.given_name, "mailbox.box.given_name") if box.given_name else b""
    called = mine.seal(name, places.CALL_NAME) if name else None
    cursor.execute(_PROFILE, [box.owner, mine.seal(box.language.encode(), places.LANGUAGE), called])
    told = {
        "citizen": box.owner,
        "id": contact_id,
        "value": mine.seal(email.encode(), places.contact(contact_id)),
        "hash": values.digest(box.owner, Kind.EMAIL, email),
        "at": box.verified_at,
    }
    cursor.execute(_CONTACT, told)


class Migration(migrations.Migration):
    """There is no way back: the address may have been changed in the profile. A code that waits is asked for anew."""

    dependencies = [
        ("mailbox", "0017_mails_itself"),
        ("people", "0003_profile"),
    ]

    operations = [
        migrations.RunPython(move),
        migrations.RemoveField("box", "email"),
        migrations.RemoveField("box", "email_verified_at"),
        migrations.DeleteModel("EmailProof"),
    ]
