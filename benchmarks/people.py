"""Somebody who is signed in and has keys, and the look-ups that sign them in. Needs Django set up for the demo."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from burgerprofiel.access.cookies import SessionCookie
    from burgerprofiel.kit.ids import CitizenId

CREDENTIAL, USER_NAME = b"the passkey of the bench", "noor.van.de.bench"


@dataclass(frozen=True)
class Known:
    """A citizen with a session at the portal, one at the provider, a passkey, and a user name."""

    citizen_id: CitizenId
    portal: SessionCookie
    provider: SessionCookie

    @property
    def portal_cookie(self) -> str:
        """As a browser sends it."""
        from django.conf import settings

        return f"{settings.SESSION_COOKIE}={self.portal.text}"

    @property
    def provider_cookie(self) -> str:
        """As a browser sends it."""
        from django.conf import settings

        return f"{settings.SIGN_IN_COOKIE}={self.provider.text}"

    def look_up_sessions(self) -> None:
        """As every page does: the session at the portal, the one at the provider."""
        from burgerprofiel.access import faces, queries
        from burgerprofiel.audit.events import Trace

        found = (queries.viewer(self.portal, Trace(actor="bench"), faces.portal()), queries.signed_in(self.provider))
        if None in found:
            raise SystemExit("The sessions of the bench are not there.")

    def look_up_keys(self) -> None:
        """As signing in does: a passkey by its id, a user name, and a citizen's keys."""
        from burgerprofiel.access import tokens
        from burgerprofiel.access.keys import kept
        from burgerprofiel.access.models import Account, PasskeyLookup, UserName

        found = (
            PasskeyLookup.objects.filter(credential_hash=tokens.digest(CREDENTIAL)).first(),
            UserName.objects.filter(name_hash=tokens.digest(USER_NAME)).first(),
            Account.objects.filter(citizen_id=self.citizen_id).first(),
            kept.mine(self.citizen_id),
        )
        if not all(found):
            raise SystemExit("The keys of the bench are not there.")


def somebody() -> Known:
    """Sign Noor in at both, and give her keys. Only once: a second call signs her in again."""
    from burgerprofiel.access import actions, tokens
    from burgerprofiel.access.identity import Identity
    from burgerprofiel.access.keys import store
    from burgerprofiel.access.models import PasskeyLookup, UserName
    from burgerprofiel.access.viewer import Proof
    from burgerprofiel.audit.events import Trace
    from burgerprofiel.kit import clock
    from burgerprofiel.kit.levels import Key
    from burgerprofiel.people.actions import meet
    from burgerprofiel.simulators.magda.cast import BY_SLUG

    noor, trace, proof = BY_SLUG["noor"], Trace(actor="bench"), Proof(Key.eid, clock.now())
    who = Identity(noor.given[0], noor.family, noor.ssin)
    citizen_id = meet(who.ssin)
    if not PasskeyLookup.objects.filter(citizen_id=citizen_id).exists():
        key_id = store.add(citizen_id, who, Key.csamtotp, "Bench", b"nothing", trace)
        PasskeyLookup.objects.create(credential_hash=tokens.digest(CREDENTIAL), citizen_id=citizen_id, key_id=key_id)
        UserName.objects.create(name_hash=tokens.digest(USER_NAME), citizen_id=citizen_id)
    portal = actions.open_session(who, [proof], "bench", "", trace)
    return Known(citizen_id, portal, actions.sign_in(who, (proof,), trace))
