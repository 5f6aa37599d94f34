"""Noor with everything that one can have here; nothing that strangers send may change a byte of it, or tell it."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

from django.conf import settings
from django.db import connection

from burgerprofiel.access import actions, lock_link, tokens
from burgerprofiel.access.activation.details import Details, seal
from burgerprofiel.access.capacity import Capacity
from burgerprofiel.access.cookies import SessionCookie
from burgerprofiel.access.identity import Identity
from burgerprofiel.access.keys import password, store
from burgerprofiel.access.models import Client as ClientRow
from burgerprofiel.access.models import (
    Consent,
    DigitalKey,
    PasskeyLookup,
    Registration,
    Restriction,
    Session,
    SignIn,
    WarningLetter,
)
from burgerprofiel.access.viewer import Proof
from burgerprofiel.audit.events import Trace
from burgerprofiel.desk.roles import DeskRole
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.levels import Key
from burgerprofiel.people.actions import meet
from tests.access.coded import EMMA, NOOR, PASSWORD
from tests.access.test_provider import Application
from tests.desk.staff import SOFIE, give, town

PHONE, MAILBOX, SEED = "+32470987654", "noor.vandenbos.geheim@example.be", b"twenty secret bytes!"
TRACE = Trace(actor="test")
_APART = ("access_client", "access_signingkey", "organisations_organisation")
"""Tables without citizens that nobody may change alone: an application has four eyes."""
_PEOPLE = ("people_citizen", "people_citizen_key", "people_citizen_lookup")


@dataclass(frozen=True)
class Victims:
    """Who they are, what must stay secret, and what an attacker may well have seen."""

    citizens: tuple[CitizenId, ...]
    cookies: tuple[str, ...]
    """Noor's at the provider and at the portal."""
    secrets: tuple[str, ...]
    seen: tuple[str, ...]
    """Identifiers of theirs that open nothing: in an address, over a shoulder."""


def furnish(application: Application) -> Victims:
    """Make them, most of it through the doors that people use."""
    noor = meet(NOOR.ssin)
    given = application.exchange(application.answer(scope="openid profile rrn")["code"]).json()
    password.choose(noor, NOOR, "noor.v", PASSWORD, TRACE)
    for kind, label, secret in (
        (Key.csamtotp, "Fairphone", SEED),
        (Key.csamsms, "•••• 54", PHONE.encode()),
        (Key.csammail, "n•••@example.be", MAILBOX.encode()),
        (Key.passkey, "Telefoon", b"{}"),
    ):
        key_id = store.add(noor, NOOR, kind, label, secret, TRACE)
    PasskeyLookup.objects.create(credential_hash=tokens.digest(b"credential"), citizen_id=noor, key_id=key_id)
    at_portal = actions.open_session(NOOR, [Proof(Key.eid, clock.now())], "test", "an.id.token", TRACE)
    at_provider = actions.sign_in(NOOR, (Proof(Key.eid, clock.now()),), TRACE)
    Consent.objects.create(citizen_id=noor, client_id="zonnegem", scopes=["openid"], given_at=clock.now())
    godelieve = _registered()
    return Victims(
        citizens=(noor, godelieve),
        cookies=(at_provider.text, at_portal.text),
        secrets=(
            *(NOOR.rrn, "85.63.14-412.36", PASSWORD, PHONE, "0470 98 76 54", MAILBOX, at_provider.text, at_portal.text),
            base64.b32encode(SEED).decode(),
            SEED.decode(),
            str(given["access_token"]),
            str(given["id_token"]),
            application.secret,
            settings.SECRET_KEY,
            *(lock_link.text_of(row.id) for row in WarningLetter.objects.filter(citizen_id=noor)),
        ),
        seen=(
            *(str(row.id) for row in DigitalKey.objects.filter(citizen_id=noor)),
            *(str(row.id) for table in (Session, SignIn) for row in table.objects.filter(citizen_id=noor)),
            *(str(row.id) for row in WarningLetter.objects.filter(citizen_id=noor)),
            *("noor.v", "zonnegem", settings.CONFIG.client_id, str(noor), str(godelieve), "nobody-s"),
        ),
    )


def _registered() -> CitizenId:
    """Somebody who was at a counter and has not opened the link yet, and is locked besides."""
    who = Identity("Godelieve", "Maes", "68653024658")
    citizen_id = meet(who.ssin)
    row = Registration(citizen_id=citizen_id, organisation_id=uuid4(), registered_by=uuid4(), document="passport")
    known = Details(who.given_name, who.family_name, who.rrn, "EH123456", "godelieve@example.be", b"l" * 32)
    row.sealed, row.link_hash, row.code_hash = seal(citizen_id, row.id, known), b"l" * 32, b"c" * 32
    row.created_at, row.expires_at = clock.now(), clock.now() + timedelta(days=14)
    row.save()
    Restriction.objects.create(citizen_id=citizen_id, kind="locked", since=clock.today())
    return citizen_id


def strangers_clients() -> None:
    """An application without a secret: anybody may speak for it."""
    ClientRow.objects.create(
        client_id="nobody-s",
        name="App van iedereen",
        redirect_uris=["https://app.example/terug"],
        auth_method="none",
        scopes=["openid", "profile"],
        third_party=True,
        grant_types=["authorization_code", "refresh_token"],
    )


class Insiders:
    """Who is rightly signed in, and attacks from there: Emma at home, Sofie at the desk of her town."""

    def __init__(self) -> None:
        self.town = town()
        for role in DeskRole:
            give(SOFIE, role, self.town)
        self.ids = (meet(EMMA.ssin), meet(SOFIE.ssin))
        self._cookies: dict[str, SessionCookie] = {}
        self._open: dict[str, tuple[str, Callable[[], SessionCookie]]] = {
            settings.CONFIG.access_host: (settings.SIGN_IN_COOKIE, lambda: actions.sign_in(EMMA, _shown(), TRACE)),
            settings.CONFIG.portal_host: (
                settings.SESSION_COOKIE,
                lambda: actions.open_session(EMMA, _shown(), "test", "an.id.token", TRACE),
            ),
            settings.CONFIG.desk_host: (settings.DESK_COOKIE, self._at_work),
        }

    def _at_work(self) -> SessionCookie:
        capacity = Capacity(group="LB", organisation=str(self.town))
        return actions.open_session(SOFIE, _shown(), "test", "", TRACE, face="desk", capacity=capacity)

    def cookie(self, host: str) -> tuple[str, str]:
        """The insider's cookie at this host; a new one when what was sent ended their own session."""
        name, opened = self._open[host]
        had = self._cookies.get(host)
        table = SignIn if name == settings.SIGN_IN_COOKIE else Session
        if had is None or not table.objects.filter(token_hash=had.digest).exists():
            Restriction.objects.filter(citizen_id__in=self.ids).delete()
            self._cookies[host] = opened()
        return name, self._cookies[host].text


def _shown() -> tuple[Proof, ...]:
    return (Proof(Key.eid, clock.now()),)


def _statement() -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.columns WHERE column_name = 'citizen_id' "
            "AND table_schema = current_schema() ORDER BY 1"
        )
        theirs = [str(name) for (name,) in cursor.fetchall()]
    rows = "coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '')"
    parts = [f"SELECT '{name}', {rows} FROM {name} t WHERE citizen_id = ANY(%(who)s)" for name in theirs]  # noqa: S608
    parts += [f"SELECT '{name}', {rows} FROM {name} t" for name in _APART]  # noqa: S608
    parts += [f"SELECT '{name} rows', count(*)::text FROM {name}" for name in _PEOPLE]  # noqa: S608
    return " UNION ALL ".join(parts)


class Fingerprint:
    """Every byte of what is theirs, and how many sessions of others there are."""

    def __init__(self, victims: Victims) -> None:
        self.statement, self.who = _statement(), list(victims.citizens)
        self.before = self.now()

    def now(self) -> dict[str, str]:
        """Take it."""
        with connection.cursor() as cursor:
            cursor.execute(self.statement, {"who": self.who})
            return {str(name): str(value) for name, value in cursor.fetchall()}

    def changes(self) -> list[str]:
        """The tables that are not as they were; each change is told once, to whoever made it."""
        before, self.before = self.before, self.now()
        return [name for name, value in self.before.items() if value != before.get(name)]


def sessions_of_others(insiders: Insiders) -> int:
    """How many sessions there are of anybody else."""
    return sum(table.objects.exclude(citizen_id__in=insiders.ids).count() for table in (Session, SignIn))
