"""A civil servant registers somebody who stands at the counter, and prints the letter with the code.

In one transaction, with its event in the citizen's own trail: who did it, for which organisation and why. The code on
paper is told once, to print it; who needs it again prints another letter (`afterwards`), and the old one is over.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

import msgspec
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from burgerprofiel.access import rules
from burgerprofiel.access.activation import VALID, secrets
from burgerprofiel.access.activation.details import Details, seal
from burgerprofiel.access.activation.typed import RefusedError, Typed, plain, purpose_wrong
from burgerprofiel.access.ending import one_at_a_time
from burgerprofiel.access.events import (
    RegistrationMade,
    RegistrationRefused,
    RegistrationWithdrawn,
)
from burgerprofiel.access.going_on import Wrong
from burgerprofiel.access.identity import Identity
from burgerprofiel.access.keys.password import NOBODY
from burgerprofiel.access.models import Registration
from burgerprofiel.access.upstream import configuration
from burgerprofiel.access.warnings import News, warn
from burgerprofiel.audit.actions import record
from burgerprofiel.audit.events import Event, Trace
from burgerprofiel.kit import clock, jobs
from burgerprofiel.kit.ids import CitizenId, uuid7
from burgerprofiel.kit.levels import Key
from burgerprofiel.kit.post import mail, where
from burgerprofiel.organisations import queries as organisations
from burgerprofiel.people.actions import meet
from burgerprofiel.people.queries import citizen_with


@dataclass(frozen=True)
class Counter:
    """Who acts, at whose counter, and why: it all stands in the citizen's trail."""

    civil_servant: CitizenId
    organisation_id: UUID
    purpose: str

    @property
    def code(self) -> str:
        """How ACM names the organisation."""
        found = organisations.organisation(self.organisation_id)
        return found.code if found else ""

    @property
    def name(self) -> str:
        """How people call the organisation."""
        found = organisations.organisation(self.organisation_id)
        return found.name("nl") if found else ""

    def acts(self, trace: Trace) -> Trace:
        """The trace with the civil servant as who acted."""
        return msgspec.structs.replace(trace, actor=str(self.civil_servant))


@dataclass(frozen=True)
class Issued:
    """A letter to print now: the code is told nowhere else and never again."""

    registration_id: UUID
    organisation_id: UUID
    name: str = field(repr=False)
    email: str = field(repr=False)
    language: str
    until: datetime
    code: str = field(repr=False)


class AlreadyOpenError(Exception):
    """This person has a registration that still waits, perhaps made at another counter a moment ago.

    Whoever wants to go on says so: `register(…, replaces=error.registration_id)` ends it.
    """

    def __init__(self, row: Registration) -> None:
        """Keep what the counter may know of it."""
        super().__init__(str(row.id))
        self.registration_id: UUID = row.id
        self.organisation_id: UUID = row.organisation_id
        self.created_at: datetime = row.created_at
        self.expires_at: datetime = row.expires_at


def register(counter: Counter, typed: Typed, trace: Trace, *, replaces: UUID | None = None) -> Issued:
    """Register somebody who stands at the counter, send the link, and return the letter to print.

    Raises RefusedError, rules.NotUsableError and AlreadyOpenError; nothing was changed then.
    """
    wrong = (*typed.wrong(), *purpose_wrong(counter.purpose)) or in_vain()
    if wrong:
        raise RefusedError(*wrong)
    who = Identity(plain(typed.given_name), plain(typed.family_name), typed.ssin.digits)
    _ask_the_rules(counter, who, trace)
    citizen_id = meet(who.ssin)
    if citizen_id == counter.civil_servant:
        raise RefusedError(Wrong("number", _("This is your own number. Ask a colleague to register you.")))
    try:
        return _keep(counter, citizen_id, who, typed, trace, replaces)
    except IntegrityError as error:  # a counter without our lock was first: the database decides
        raise AlreadyOpenError(_open(citizen_id).get()) from error


def in_vain() -> tuple[Wrong, ...]:
    """Why nobody could activate here, as this house is set up."""
    if configuration.only():
        return (Wrong("email", _("Here one signs in through another provider only, so a counter can give no keys.")),)
    if not mail.offered():
        sentence = _("No e-mail can be sent from here, so there can be no link. Ask who runs this portal.")
        return (Wrong("email", sentence),)
    return ()


def _ask_the_rules(counter: Counter, who: Identity, trace: Trace) -> None:
    known = citizen_with(who.ssin)
    try:
        rules.may_activate(known or NOBODY, who)
    except rules.NotUsableError as refusal:
        if known:
            with transaction.atomic():
                event = RegistrationRefused(
                    organisation=counter.code, purpose=counter.purpose.strip(), reason=refusal.reason
                )
                record(known, counter.acts(trace), event)
        raise


@transaction.atomic
def _keep(
    counter: Counter, citizen_id: CitizenId, who: Identity, typed: Typed, trace: Trace, replaces: UUID | None
) -> Issued:
    one_at_a_time(citizen_id)
    _make_room(counter, citizen_id, trace, replaces)
    row_id, now, code = uuid7(), clock.now(), secrets.new_code()
    known = Details(
        who.given_name,
        who.family_name,
        who.rrn,
        typed.document_number.strip(),
        where.address(typed.email),
        secrets.new_link(),
    )
    row = Registration.objects.create(
        id=row_id,
        citizen_id=citizen_id,
        organisation_id=counter.organisation_id,
        registered_by=counter.civil_servant,
        document=typed.document,
        sealed=seal(citizen_id, row_id, known),
        link_hash=secrets.link_hash(row_id, known.link),
        code_hash=secrets.code_hash(row_id, code),
        language=typed.language,
        created_at=now,
        expires_at=now + VALID,
    )
    jobs.ask("access.send_activation_link", registration=row_id.hex)
    warn(citizen_id, News.AT_COUNTER, Key.csampassword, counter=counter.name)
    note(
        counter,
        row,
        trace,
        RegistrationMade(organisation=counter.code, purpose=counter.purpose.strip(), document=typed.document),
    )
    return issued(row, known, code)


def _make_room(counter: Counter, citizen_id: CitizenId, trace: Trace, replaces: UUID | None) -> None:
    """End what has expired, and what the counter wants to replace; whatever else waits stands in the way."""
    for row in _open(citizen_id).select_for_update():
        if row.expires_at > clock.now() and row.id != replaces:
            raise AlreadyOpenError(row)
        Registration.objects.filter(id=row.id).update(ended_at=clock.now())
        if row.id == replaces:
            note(counter, row, trace, RegistrationWithdrawn(organisation=counter.code, purpose=counter.purpose))


def _open(citizen_id: CitizenId) -> QuerySet[Registration]:
    return Registration.objects.filter(citizen_id=citizen_id, used_at=None, ended_at=None)


def issued(row: Registration, known: Details, code: str) -> Issued:
    """Return the letter of this registration."""
    name = f"{known.given_name} {known.family_name}"
    return Issued(row.id, row.organisation_id, name, known.email, row.language, row.expires_at, code)


def note(counter: Counter, row: Registration, trace: Trace, event: Event) -> None:
    """Write in the citizen's trail what the counter did."""
    record(CitizenId(row.citizen_id), counter.acts(trace), event)
