"""All that a citizen gave us, for themselves: each with since when (E3)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.people import vault
from burgerprofiel.people.models import Profile
from burgerprofiel.people.profile import places, queries
from burgerprofiel.people.profile.contact import Contact, Kind
from burgerprofiel.people.profile.saved.place import Place
from burgerprofiel.people.profile.saved.queries import places_of


@dataclass(frozen=True)
class Mine:
    """One's own profile. Empty texts and None: not given."""

    call_name: str = field(default="", repr=False)
    call_name_since: datetime | None = None
    given_name: str = field(default="", repr=False)
    """The first name that a key told, kept to greet who chose no name."""
    given_name_since: datetime | None = None
    nameless_since: datetime | None = None
    """Since when they want to be greeted without a name."""
    language: str = ""
    language_since: datetime | None = None
    photo_since: datetime | None = None
    seen_on: date | None = None
    """The day of the last sign-in; kept only when anything else is."""
    contacts: tuple[Contact, ...] = field(default=(), repr=False)
    saved: tuple[Place, ...] = field(default=(), repr=False)

    def of(self, kind: Kind) -> list[Contact]:
        """Return the contacts of a kind, the preferred first."""
        return [each for each in self.contacts if each.kind is kind]

    @property
    def dead(self) -> list[Contact]:
        """Where nothing arrives any more."""
        return [each for each in self.contacts if not each.works]

    @property
    def used(self) -> set[UUID]:
        """The ids of those that what we send goes to: one of each kind, if one works."""
        first = (queries.first(self.contacts, kind) for kind in Kind)
        return {each.id for each in first if each and each.works}

    @property
    def reachable(self) -> bool:
        """Whether anything arrives anywhere."""
        return any(each.works for each in self.contacts)


def profile_of(citizen_id: CitizenId) -> Mine:
    """Return what this citizen gave us. Four SQL statements, one when that is nothing."""
    row = Profile.objects.filter(citizen_id=citizen_id).first()
    if row is None:
        return Mine()
    opened = vault.opened(citizen_id)
    return Mine(
        call_name=opened.unseal(row.call_name, places.CALL_NAME).decode() if row.call_name else "",
        call_name_since=row.call_name_since,
        given_name=opened.unseal(row.given_name, places.GIVEN_NAME).decode() if row.given_name else "",
        given_name_since=row.given_name_since,
        nameless_since=row.nameless_since,
        language=opened.unseal(row.language, places.LANGUAGE).decode() if row.language else "",
        language_since=row.language_since,
        photo_since=row.photo_since if row.object_name else None,
        seen_on=row.seen_on,
        contacts=tuple(queries.contacts_of(citizen_id, opened)),
        saved=tuple(places_of(citizen_id, opened)),
    )
