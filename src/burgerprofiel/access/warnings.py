"""Who owns a key hears by e-mail what happens to it: added, removed, changed, or used on a device we did not know (A8).

And that a mandate was given in their name, since it lasts longer than whoever may have got in (A11); and that a counter
prepared new keys, while a lock still ends that (A4).

The letter goes to every address that the citizen proved to be theirs here; rooms above tell it in their own ways
(`signals.warned`). It is written in the transaction of the act, so that neither exists without the other.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum

import msgspec

from burgerprofiel.access import device, visits
from burgerprofiel.access.activation.details import details_of
from burgerprofiel.access.keys import kept
from burgerprofiel.access.models import Registration, WarningLetter
from burgerprofiel.access.restrictions import died
from burgerprofiel.access.signals import warned
from burgerprofiel.kit import clock, jobs
from burgerprofiel.kit.ids import CitizenId, uuid7
from burgerprofiel.kit.levels import Key
from burgerprofiel.kit.packing import from_json
from burgerprofiel.kit.post import mail
from burgerprofiel.people import vault

LASTS = timedelta(days=7)
"""How long the link in a letter locks."""
MOST = ((5, timedelta(hours=1)), (20, timedelta(days=1)))
"""At most so many acts of one kind are told in so much time: whoever makes noise fills no mailbox, and what else
happens is still told. The last of them says that it is."""
_WITH_LABEL = frozenset({Key.csamsms.name, Key.csammail.name})
"""Keys whose label we make ourselves. What somebody typed as a name is not ours to send: it could mislead."""


class News(StrEnum):
    """What happened."""

    KEY_ADDED = "key_added"
    KEY_REMOVED = "key_removed"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 - the name of an event
    NEW_DEVICE = "new_device"
    MANDATE_GIVEN = "mandate_given"
    AT_COUNTER = "at_counter"


class Told(msgspec.Struct, frozen=True):
    """What a letter tells, and to whom. `repr` hides it."""

    to: str
    name: str
    """The given names, as their keys know them; empty when we do not know them."""
    key: str
    """The name of a `kit.levels.Key`."""
    label: str
    """The end of a phone number, or the beginning of an address; of other keys empty."""
    device: str
    last: bool
    """Whether no more of these follow for a while."""
    counter: str = ""
    """Whose counter it was, of news from one; then nothing is said of a device, which is the counter's own."""

    def __repr__(self) -> str:
        """Hide everything: this text may reach a log."""
        return "Told(•••)"


def warn(citizen_id: CitizenId, news: News, key: Key, label: str = "", counter: str = "") -> None:
    """Let the citizen be told at every address of theirs, once the running transaction is there to stay."""
    to = addresses(citizen_id) if mail.offered() and not died(citizen_id) else ()
    here = "" if counter else device.here()
    warned.send(sender=None, citizen_id=citizen_id, news=news, key=key, device=here, counter=counter, written=to)
    room = _room(citizen_id, news, clock.now()) if to else 0
    if not room:
        return
    at, language, name = clock.now(), visits.language_of(citizen_id), kept.given_name_of(citizen_id)
    shown = label if key.name in _WITH_LABEL else ""
    for address in to:
        row_id = uuid7()
        told = Told(address, name, key.name, shown, here, room == 1, counter)
        WarningLetter.objects.create(
            id=row_id,
            citizen_id=citizen_id,
            news=news.value,
            sealed=vault.seal(citizen_id, msgspec.json.encode(told), _place(row_id.hex)),
            language=language,
            at=at,
            expires_at=at + LASTS,
        )
        jobs.ask("access.send_warning", row=row_id.hex)


def told(row: WarningLetter) -> Told:
    """Return what a letter tells."""
    plain = vault.unseal(CitizenId(row.citizen_id), row.sealed, _place(row.id.hex))
    return from_json(plain, Told)


def addresses(citizen_id: CitizenId) -> tuple[str, ...]:
    """The addresses that the citizen proved to be theirs, each once."""
    mailboxes = [kept.secret_of(row).decode() for row in kept.mine(citizen_id, Key.csammail)]
    return tuple(_once([*mailboxes, *_from_the_counter(citizen_id)]))


def _from_the_counter(citizen_id: CitizenId) -> list[str]:
    """The address at which the citizen opened the link that a counter sent: with it they activated their keys (A4)."""
    row = Registration.objects.filter(citizen_id=citizen_id).exclude(used_at=None).order_by("-used_at").first()
    return [details_of(row).email] if row else []


def _once(found: Iterable[str]) -> list[str]:
    return list({address.casefold(): address for address in found}.values())


def forget_old() -> None:
    """Remove letters whose link is over."""
    WarningLetter.objects.filter(expires_at__lte=clock.now()).delete()


def _room(citizen_id: CitizenId, news: News, now: datetime) -> int:
    """How many more acts of this kind can be told now, this one included."""
    mine = WarningLetter.objects.filter(citizen_id=citizen_id, news=news.value)
    return min(max(0, most - mine.filter(at__gt=now - window).values("at").distinct().count()) for most, window in MOST)


def _place(row_id: str) -> str:
    return f"access.warning_letter.{row_id}"
