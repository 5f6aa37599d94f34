"""What a civil servant does at the counter: register somebody, print another letter, correct the address, withdraw.

Each in one transaction, with its event in the citizen's own trail: who did it, for which organisation and why. The
code on paper is told once, to print it; who needs it again prints another letter, and the old one is worth nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

import msgspec
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from burgerprofiel.access import rules, tasks
from burgerprofiel.access.activation import KEPT, VALID, secrets
from burgerprofiel.access.activation.details import Details, details_of, seal
from burgerprofiel.access.activation.typed import RefusedError, Typed, email_wrong, plain, purpose_wrong
from burgerprofiel.access.ending import one_at_a_time
from burgerprofiel.access.events import (
    KeysLocked,
    LetterReplaced,
    LinkRedirected,
    RegistrationMade,
    RegistrationRefused,
    RegistrationWithdrawn,
)
from burgerprofiel.access.going_on import Wrong
from burgerprofiel.access.identity import Identity
from burgerprofiel.access.keys import where
from burgerprofiel.access.keys.password import NOBODY
from burgerprofiel.access.models import Registration
from burgerprofiel.access.post import mail
from burgerprofiel.access.restrictions import Restricted, restrict
from burgerprofiel.access.upstream import configuration
from burgerprofiel.access.warnings import News, warn
from burgerprofiel.audit.actions import record
from burgerprofiel.audit.events import Event, Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId, uuid7
from burgerprofiel.kit.levels import Key
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


class OverError(Exception):
    """This registration is not the counter's own, or it no longer waits: it was used, ended or expired meanwhile."""


def register(counter: Counter, typed: Typed, trace: Trace, *, replaces: UUID | None = None) -> Issued:
    """Register somebody who stands at the counter, send the link, and return the letter to print.

    Raises RefusedError, rules.NotUsableError and AlreadyOpenError; nothing was changed then.
    """
    wrong = (*typed.wrong(), *purpose_wrong(counter.purpose)) or _in_vain()
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


def _in_vain() -> tuple[Wrong, ...]:
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
    tasks.send_activation_link.defer(registration=row_id.hex)
    warn(citizen_id, News.AT_COUNTER, Key.csampassword, counter=counter.name)
    _note(
        counter,
        row,
        trace,
        RegistrationMade(organisation=counter.code, purpose=counter.purpose.strip(), document=typed.document),
    )
    return _issued(row, known, code)


def _make_room(counter: Counter, citizen_id: CitizenId, trace: Trace, replaces: UUID | None) -> None:
    """End what has expired, and what the counter wants to replace; whatever else waits stands in the way."""
    for row in _open(citizen_id).select_for_update():
        if row.expires_at > clock.now() and row.id != replaces:
            raise AlreadyOpenError(row)
        Registration.objects.filter(id=row.id).update(ended_at=clock.now())
        if row.id == replaces:
            _note(counter, row, trace, RegistrationWithdrawn(organisation=counter.code, purpose=counter.purpose))


@transaction.atomic
def replace_letter(counter: Counter, registration_id: UUID, trace: Trace) -> Issued:
    """Return another letter with a code of its own, and five tries anew: the old letter is worth nothing from now on.

    Until when it works does not change. Raises OverError and RefusedError.
    """
    row = _held(counter, registration_id)
    code = secrets.new_code()
    Registration.objects.filter(id=row.id).update(code_hash=secrets.code_hash(row.id, code), tries=0)
    _note(counter, row, trace, LetterReplaced(organisation=counter.code, purpose=counter.purpose.strip()))
    return _issued(row, details_of(row), code)


@transaction.atomic
def correct_address(counter: Counter, registration_id: UUID, email: str, trace: Trace) -> None:
    """Send another link to the right address; the link that went to the wrong one is worth nothing from now on.

    The same address again sends another link too, for who lost the e-mail. Raises OverError and RefusedError.
    """
    wrong = email_wrong(email) or _in_vain()
    if wrong:
        raise RefusedError(*wrong)
    row = _held(counter, registration_id)
    before = details_of(row)
    known = msgspec.structs.replace(before, email=where.address(email), link=secrets.new_link(), refused=False)
    Registration.objects.filter(id=row.id).update(
        sealed=seal(CitizenId(row.citizen_id), row.id, known), link_hash=secrets.link_hash(row.id, known.link)
    )
    tasks.send_activation_link.defer(registration=row.id.hex)
    _note(counter, row, trace, LinkRedirected(organisation=counter.code, purpose=counter.purpose.strip()))


@transaction.atomic
def withdraw(counter: Counter, registration_id: UUID, trace: Trace) -> None:
    """End a registration that still waits: letter and link are worth nothing. Raises OverError and RefusedError."""
    row = _held(counter, registration_id)
    Registration.objects.filter(id=row.id).update(ended_at=clock.now())
    _note(counter, row, trace, RegistrationWithdrawn(organisation=counter.code, purpose=counter.purpose.strip()))


@transaction.atomic
def lock_keys(counter: Counter, registration_id: UUID, trace: Trace) -> None:
    """Lock all digital keys of somebody whose registration was used by somebody else: they say so at the counter.

    Whoever is inside is out at once. With a new registration they get new keys, and the old ones go. Raises OverError
    when the registration is not this counter's, or was not used; RefusedError without a purpose.
    """
    wrong = purpose_wrong(counter.purpose)
    if wrong:
        raise RefusedError(*wrong)
    used = Registration.objects.filter(id=registration_id, organisation_id=counter.organisation_id)
    row = used.exclude(used_at=None).first()
    if row is None:
        raise OverError
    restrict(CitizenId(row.citizen_id), Restricted.LOCKED, counter.acts(trace))
    _note(counter, row, trace, KeysLocked(organisation=counter.code, purpose=counter.purpose.strip()))


@transaction.atomic
def note_refused(registration_id: UUID, link_hash: bytes) -> None:
    """Let the counter see that the mail server refused the address to which this link went."""
    row = Registration.objects.select_for_update().filter(id=registration_id, link_hash=link_hash).first()
    if row:
        known = msgspec.structs.replace(details_of(row), refused=True)
        sealed = seal(CitizenId(row.citizen_id), row.id, known)
        Registration.objects.filter(id=row.id).update(sealed=sealed)


def forget_old() -> None:
    """Remove what was registered more than a year ago; the trail keeps that it happened."""
    Registration.objects.filter(created_at__lte=clock.now() - KEPT).delete()


def _held(counter: Counter, registration_id: UUID) -> Registration:
    """Return a registration of this counter that still waits; until the transaction ends nobody else changes it."""
    wrong = purpose_wrong(counter.purpose)
    if wrong:
        raise RefusedError(*wrong)
    mine = Registration.objects.filter(id=registration_id, organisation_id=counter.organisation_id)
    citizen_id = mine.values_list("citizen_id", flat=True).first()
    if citizen_id is None:
        raise OverError
    one_at_a_time(CitizenId(citizen_id))
    waiting = mine.filter(used_at=None, ended_at=None, expires_at__gt=clock.now())
    row = waiting.select_for_update().first()
    if row is None:
        raise OverError
    return row


def _open(citizen_id: CitizenId) -> QuerySet[Registration]:
    return Registration.objects.filter(citizen_id=citizen_id, used_at=None, ended_at=None)


def _issued(row: Registration, known: Details, code: str) -> Issued:
    name = f"{known.given_name} {known.family_name}"
    return Issued(row.id, row.organisation_id, name, known.email, row.language, row.expires_at, code)


def _note(counter: Counter, row: Registration, trace: Trace, event: Event) -> None:
    record(CitizenId(row.citizen_id), counter.acts(trace), event)
