"""Reading what citizens gave us: their own profile for themselves, and where to reach them for who writes to them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from django.conf import settings
from django.db import connection

from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.people import vault
from burgerprofiel.people.models import Contact as Row
from burgerprofiel.people.models import Profile
from burgerprofiel.people.profile import greeting, places
from burgerprofiel.people.profile.contact import Contact, Kind, Reach
from burgerprofiel.people.vault import Vault

_WHO_HAS = """
SELECT DISTINCT citizen_id FROM people_contact WHERE citizen_id = ANY(%s::uuid[]) AND kind = %s AND dead_since IS NULL
"""


def reaches(citizen_ids: Sequence[CitizenId]) -> dict[CitizenId, Reach]:
    """Return where each of these is reached, who gave us nothing included; who was erased is left out.

    Three SQL statements, however many there are.
    """
    vaults = vault.opened_all(citizen_ids)
    profiles = {CitizenId(row.citizen_id): row for row in Profile.objects.filter(citizen_id__in=list(vaults))}
    rows = Row.objects.filter(citizen_id__in=list(vaults)).order_by("citizen_id", "id")
    by_owner = groupby(rows, key=lambda row: CitizenId(row.citizen_id))
    contacts = {owner: _opened(found, vaults[owner]) for owner, found in by_owner}
    return {each: _reach(opened, profiles.get(each), contacts.get(each, [])) for each, opened in vaults.items()}


def called(citizen_id: CitizenId, known: str = "") -> str:
    """Return the name with which a letter greets somebody: see `greeting`. Empty: with none.

    `known`: given names that the caller knows otherwise, for who has no profile. Two SQL statements at most.
    """
    row = Profile.objects.filter(citizen_id=citizen_id).first()
    return greeting.of(row, vault.opened(citizen_id), known) if row else greeting.first_of(known)


def contacts_of(citizen_id: CitizenId, opened: Vault | None = None) -> list[Contact]:
    """Return the verified contacts: e-mail addresses, then phones; the preferred first.

    Two SQL statements; one with a vault that was opened already, or when there are none.
    """
    rows = list(Row.objects.filter(citizen_id=citizen_id).order_by("id"))
    return _opened(rows, opened or vault.opened(citizen_id)) if rows else []


@dataclass(frozen=True)
class Glance:
    """What the overview shows of a profile."""

    called: str = field(default="", repr=False)
    """By which name they are greeted; empty: with none, or with what is known otherwise (`is_nameless`)."""
    is_nameless: bool = False
    """Whether they want none."""
    contacts: tuple[Contact, ...] = field(default=(), repr=False)

    @property
    def reachable(self) -> bool:
        """Whether anything arrives anywhere."""
        return any(each.works for each in self.contacts)


def glance_of(citizen_id: CitizenId) -> Glance:
    """Return how the citizen is called and reached. One SQL statement for who gave nothing, else three."""
    profile = Profile.objects.filter(citizen_id=citizen_id).first()
    if profile is None:
        return Glance()
    opened = vault.opened(citizen_id)
    name, is_nameless = greeting.of(profile, opened), profile.nameless_since is not None
    return Glance(name, is_nameless, tuple(contacts_of(citizen_id, opened)))


def who_has(kind: Kind, citizen_ids: Sequence[CitizenId]) -> list[CitizenId]:
    """Return who of these has a contact of this kind that works. One SQL statement."""
    with connection.cursor() as cursor:
        cursor.execute(_WHO_HAS, ["{" + ",".join([each.hex for each in citizen_ids]) + "}", kind.value])
        return [CitizenId(row[0]) for row in cursor.fetchall()]


def how_many_have(kind: Kind) -> int:
    """Return how many have a contact of this kind that works. One SQL statement."""
    return Row.objects.filter(kind=kind.value, dead_since=None).values("citizen_id").distinct().count()


def first(contacts: Iterable[Contact], kind: Kind) -> Contact | None:
    """Return where to send to: the preferred one that works, else another that works, else a dead one."""
    of_kind = [each for each in contacts if each.kind is kind]
    return min(of_kind, key=lambda each: (not each.works, not each.preferred, each.verified_at), default=None)


def _opened(rows: Iterable[Row], opened: Vault) -> list[Contact]:
    found = [
        Contact(
            row.id,
            Kind(row.kind),
            opened.unseal(row.value, places.contact(row.id)).decode(),
            row.verified_at,
            row.dead_since,
            row.dead_why,
            row.preferred,
            row.reached_at,
        )
        for row in rows
    ]
    return sorted(found, key=lambda each: (each.kind, not each.preferred, each.verified_at, each.id))


def _reach(opened: Vault, profile: Profile | None, contacts: list[Contact]) -> Reach:
    language = profile.language if profile else None
    return Reach(
        opened.citizen_id,
        greeting.of(profile, opened),
        opened.unseal(language, places.LANGUAGE).decode() if language else settings.LANGUAGE_CODE,
        first(contacts, Kind.EMAIL),
        first(contacts, Kind.PHONE),
    )
