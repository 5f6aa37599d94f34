"""The keys that a citizen added, and the account that lets them be used without a card (A2, A8).

What a key consists of is sealed with the citizen's data key. Every function is about one citizen, by their id.
"""

from __future__ import annotations

from uuid import UUID

import msgspec
from django.db import transaction

from burgerprofiel.access import rules, warnings
from burgerprofiel.access.events import KeyAdded, KeyRemoved, KeyRenamed
from burgerprofiel.access.identity import Identity
from burgerprofiel.access.keys import kept
from burgerprofiel.access.keys.kept import identity_of, mine, secret_of
from burgerprofiel.access.models import Account, DigitalKey, PasskeyLookup, UserName
from burgerprofiel.access.warnings import News
from burgerprofiel.audit.actions import record
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId, uuid7
from burgerprofiel.kit.levels import Key
from burgerprofiel.people import vault

__all__ = ["add", "ensure_account", "has_user_name", "identity_of", "mine", "remove", "rename", "secret_of", "used"]


def ensure_account(citizen_id: CitizenId, who: Identity) -> None:
    """Keep the names as the surest key told them, so that other keys can tell them too."""
    Account.objects.update_or_create(
        citizen_id=citizen_id,
        defaults={"sealed": vault.seal(citizen_id, msgspec.json.encode(who), kept.ACCOUNT)},
        create_defaults={
            "sealed": vault.seal(citizen_id, msgspec.json.encode(who), kept.ACCOUNT),
            "created_at": clock.now(),
        },
    )


@transaction.atomic
def add(citizen_id: CitizenId, who: Identity, kind: Key, label: str, secret: bytes, trace: Trace) -> UUID:
    """Keep a new key; return its id. Raises rules.NotUsableError when the citizen may not have it."""
    rules.may_enrol(citizen_id, who, kind)
    ensure_account(citizen_id, who)
    key_id = uuid7()
    DigitalKey.objects.create(
        citizen_id=citizen_id,
        id=key_id,
        kind=kind.name,
        label=label,
        sealed=vault.seal(citizen_id, secret, kept.place(key_id)),
        created_at=clock.now(),
    )
    warnings.warn(citizen_id, News.KEY_ADDED, kind, label)
    record(citizen_id, trace, KeyAdded(kind=kind.name))
    return key_id


def used(row: DigitalKey, counter: int = 0) -> bool:
    """Note that the key was used, at `counter` when it has one; False when that counter was used already."""
    rows = DigitalKey.objects.filter(citizen_id=row.citizen_id, id=row.id)
    if counter:
        rows = rows.filter(counter__lt=counter)
    return bool(rows.update(last_used_at=clock.now(), **({"counter": counter} if counter else {})))


@transaction.atomic
def rename(citizen_id: CitizenId, key_id: UUID, label: str, trace: Trace) -> bool:
    """Give one of the citizen's keys another name; False when it is not theirs."""
    row = DigitalKey.objects.select_for_update().filter(citizen_id=citizen_id, id=key_id).first()
    if row is None:
        return False
    DigitalKey.objects.filter(citizen_id=citizen_id, id=key_id).update(label=label)
    record(citizen_id, trace, KeyRenamed(kind=row.kind))
    return True


@transaction.atomic
def remove(citizen_id: CitizenId, key_id: UUID, trace: Trace, *, along: bool = False) -> bool:
    """Take a key away, at once and for good; False when it is not theirs (any more).

    `along`: with something else, of which the citizen is warned already.
    """
    row = DigitalKey.objects.select_for_update().filter(citizen_id=citizen_id, id=key_id).first()
    if row is None:
        return False
    if not along:
        warnings.warn(citizen_id, News.KEY_REMOVED, Key[row.kind], row.label)  # while the mailbox is still known
    PasskeyLookup.objects.filter(citizen_id=citizen_id, key_id=key_id).delete()
    DigitalKey.objects.filter(citizen_id=citizen_id, id=key_id).delete()
    record(citizen_id, trace, KeyRemoved(kind=row.kind))
    return True


def has_user_name(citizen_id: CitizenId) -> bool:
    """Whether the citizen chose a user name and password, the first half of the coded keys."""
    return UserName.objects.filter(citizen_id=citizen_id).exists()
