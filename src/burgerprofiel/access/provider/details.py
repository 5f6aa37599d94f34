"""What a portal of somebody else may do with a citizen's mailbox: for what, and until when (RFC 9396, C4).

A scope says "the mailbox"; a citizen wants to know for what and for how long. An application therefore asks

    authorization_details=[{"type": "be.burgerprofiel.mailbox", "purposes": ["show", "notify"], "until": "2027-06-30"}]

`show`: the messages, in its own screen. `notify`: that something came, so that it can tell. Who asks without an end
gets a year; nobody gets more than two.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import msgspec
from authlib.oauth2 import OAuth2Error

from burgerprofiel.access.provider.client import RegisteredClient
from burgerprofiel.kit import clock
from burgerprofiel.kit.packing import from_json, from_plain

PARAMETER = "authorization_details"
MAILBOX = "be.burgerprofiel.mailbox"
SCOPE = "scope:document:management:consult:ws-eboxrestentreprise:messagesfull"
"""Who is registered for this scope may ask; the eBox's own word for it (contracts/ebox.md A.2)."""
BOXES = "scope:document:management:"
"""How every scope of the eBox begins."""
PURPOSES = ("show", "notify")
USUAL, LONGEST = timedelta(days=365), timedelta(days=730)


class InvalidDetailsError(OAuth2Error):  # type: ignore[misc]  # authlib has no types
    """The details mean nothing, or are not for this application (RFC 9396 §5)."""

    error = "invalid_authorization_details"


class _Detail(msgspec.Struct, forbid_unknown_fields=True):
    type: str
    purposes: list[str] = msgspec.field(default_factory=lambda: ["show"])
    until: date | None = None


@dataclass(frozen=True)
class Details:
    """What an application may do with the mailbox; without purposes: nothing."""

    purposes: frozenset[str] = frozenset()
    until: date = date.min
    """The last day."""

    def __bool__(self) -> bool:
        """Whether it may do anything, today."""
        return bool(self.purposes) and self.until >= clock.today()

    def within(self, other: Details) -> Details:
        """Return what both allow."""
        return Details(self.purposes & other.purposes, min(self.until, other.until))

    def covered_by(self, other: Details) -> bool:
        """Whether the other allows all of it, and not for a shorter time."""
        return not self or (bool(other) and self.purposes <= other.purposes and self.until <= other.until)

    def packed(self) -> list[dict[str, object]]:
        """As it is kept and told: a list, as the RFC has it."""
        if not self.purposes:
            return []
        purposes = [each for each in PURPOSES if each in self.purposes]
        return [{"type": MAILBOX, "purposes": purposes, "until": self.until.isoformat()}]


NONE = Details()
STANDING = """CASE WHEN token.details = '[]'::jsonb THEN NULL
    WHEN EXISTS (SELECT FROM access_client AS own WHERE own.client_id = token.client_id AND NOT own.third_party)
      THEN token.details::text
    ELSE (SELECT consent.details::text FROM access_consent AS consent
      WHERE consent.citizen_id = token.citizen_id AND consent.client_id = token.client_id AND consent.until IS NULL)
    END AS standing"""
"""A column for `now`: what is allowed at this moment; of somebody else's token nothing, unless a consent says so."""


def now(kept: str, standing: str | None) -> Details:
    """Return what a token may still do: what it was given, and no more than `STANDING` says today; None: nothing."""
    return read(kept).within(read(standing)) if standing else NONE


def read(kept: object) -> Details:
    """Return what `packed` made, also when it is JSON still."""
    found = from_json(kept, list[_Detail]) if isinstance(kept, str) else from_plain(kept, list[_Detail])
    return Details(frozenset(found[0].purposes), found[0].until or date.min) if found else NONE


def asked(data: Mapping[str, str], client: RegisteredClient, redirect_uri: str = "") -> Details:
    """Return what an application asks for. Raises InvalidDetailsError."""
    text = data.get(PARAMETER)
    if text is None:
        return NONE

    def wrong(why: str) -> InvalidDetailsError:
        return InvalidDetailsError(why, redirect_uri=redirect_uri)

    try:
        found = from_json(text, list[_Detail])
    except msgspec.DecodeError as error:
        raise wrong(f"authorization_details cannot be read: {error}") from error
    if len(found) != 1 or found[0].type != MAILBOX:
        raise wrong(f"authorization_details holds one object of the type {MAILBOX}.")
    purposes, until = found[0].purposes, found[0].until or clock.today() + USUAL
    if not purposes or not set(purposes) <= set(PURPOSES):
        raise wrong(f"purposes is a list of one or more of {', '.join(PURPOSES)}.")
    if until < clock.today():
        raise wrong("until is a day that has passed.")
    if SCOPE not in client.row.scopes:
        raise wrong("This client is not registered for the mailbox.")
    return Details(frozenset(purposes), min(until, clock.today() + LONGEST))
