"""Whether a bundle makes sense: everything that is wrong is told at once, by the name of its field; then nothing goes.

National numbers are never told back, and stand in no field but `Insz`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from burgerprofiel.kit import clock, problems, ssin
from burgerprofiel.kit.problems import INPUT, INPUT_MORE, Issue
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.notices.categories.category import PLATFORM, Category
from burgerprofiel.notices.categories.queries import category
from burgerprofiel.notices.intake import shown, wire
from burgerprofiel.notices.notice import Channel
from burgerprofiel.notices.senders.queries import Brand, Source

AHEAD, BACK = timedelta(minutes=10), timedelta(days=31)
"""How far `DatumNotificatie` may lie ahead (a clock of theirs may be fast), and back."""
LONGEST = timedelta(days=3653)
"""How far `Vervaldatum` may lie ahead."""
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_CHANNELS = {"Email": Channel.EMAIL, "Sms": Channel.SMS, "Push": Channel.PUSH}


@dataclass(frozen=True)
class Told:
    """A bundle, in our words."""

    category: Category
    brand: Brand
    recipients: tuple[tuple[str, Ssin], ...] = field(repr=False)
    """The sender's reference, or the place in the list, and who."""
    at: datetime
    expires_on: date | None
    channels: frozenset[Channel]
    values: dict[str, str] = field(repr=False)


def told(sent: wire.Bundle, source: Source) -> Told:
    """Return what was sent, in our words. Raises ProblemError."""
    flaws = list[Issue]()
    known = category(sent.categorie)
    if known is None or not known.content.active:
        flaws.append(_flaw("Categorie", "There is no such category."))
    brand = source.brands.get(sent.merk_code)
    if brand is None:
        flaws.append(_flaw("MerkCode", "This source has no such brand."))
    if source.products and sent.product_id not in source.products:
        flaws.append(_flaw("ProductId", "This source does not tell of this product."))
    at, expires_on = _moment(sent.datum_notificatie, flaws), _day(sent.vervaldatum, flaws)
    recipients = tuple(_recipients(sent.bestemmelingen, flaws))
    values = _values(sent, known, flaws) if known else {}
    if sent.transactie_id and (wrong := shown.hidden(sent.transactie_id)):
        flaws.append(_flaw("TransactieId", f"It {wrong}."))
    flaws += _secret(sent)
    if flaws or known is None or brand is None or at is None:
        raise problems.bad("This bundle was not taken, for no recipient.", *flaws)
    channels = frozenset(_CHANNELS[each.type] for each in sent.kanalen if each.type in _CHANNELS)
    return Told(known, brand, recipients, at, expires_on, channels, values)


def _flaw(name: str, detail: str, kind: str = f"{INPUT}invalidInput") -> Issue:
    return Issue(kind, "body", name, detail)


def _moment(text: str, flaws: list[Issue]) -> datetime | None:
    try:
        found = datetime.fromisoformat(text) if _MOMENT.fullmatch(text) else None
    except ValueError:
        found = None
    now = clock.now()
    if found is None:
        flaws.append(_flaw("DatumNotificatie", "A date and time with its offset: 2025-03-14T09:31:00Z."))
    elif not now - BACK <= found <= now + AHEAD:
        flaws.append(_flaw("DatumNotificatie", "Not in the future, and at most 31 days ago."))
    return found


def _day(text: str | None, flaws: list[Issue]) -> date | None:
    if text is None:
        return None
    try:
        found = date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        found = None
    if found is None:
        flaws.append(_flaw("Vervaldatum", "A date: 2025-06-30."))
    elif found > clock.today() + LONGEST:
        flaws.append(_flaw("Vervaldatum", "At most ten years ahead; leave it out when nothing expires."))
    return found


def _recipients(sent: list[wire.Recipient], flaws: list[Issue]) -> Iterator[tuple[str, Ssin]]:
    for place, each in enumerate(sent):
        try:
            yield each.referentie or str(place), Ssin(each.insz)
        except ValueError:
            flaws.append(
                _flaw(f"Bestemmelingen[{place}].Insz", "This is no national number.", f"{INPUT_MORE}invalidStructure")
            )
    names = Counter(each.referentie or str(place) for place, each in enumerate(sent))
    if any(times > 1 for times in names.values()):
        flaws.append(_flaw("Bestemmelingen", "Give every recipient a Referentie of their own, or none."))


def _values(sent: wire.Bundle, known: Category, flaws: list[Issue]) -> dict[str, str]:
    """Check the pairs against the category: what it needs is there, what it does not know is not."""
    values = {each.sleutel: each.waarde for each in sent.sleutel_waarde_paren}
    times = Counter(each.sleutel for each in sent.sleutel_waarde_paren)
    content = known.content
    for key in content.required:
        if not values.get(key, "").strip():
            flaws.append(_flaw("SleutelWaardeParen", f"The key {key} is missing.", f"{INPUT_MORE}requiredInput"))
    for place, each in enumerate(sent.sleutel_waarde_paren):
        where = f"SleutelWaardeParen[{place}]"
        if each.sleutel in PLATFORM:
            flaws.append(_flaw(where, f"{each.sleutel} is filled in by us: leave it out."))
        elif each.sleutel not in (*content.required, *content.optional):
            flaws.append(_flaw(where, f"This category knows no key {each.sleutel}.", f"{INPUT}unknownInput"))
        elif times[each.sleutel] > 1:
            flaws.append(_flaw(where, f"The key {each.sleutel} stands more than once."))
        elif wrong := shown.mistake(each.sleutel, each.waarde):
            flaws.append(_flaw(where, f"The value of {each.sleutel} {wrong}."))
    return values


def _secret(sent: wire.Bundle) -> Iterator[Issue]:
    """Find national numbers where none may stand."""
    texts = {"Id": sent.id, "TransactieId": sent.transactie_id or "", "ProductId": sent.product_id}
    texts |= {f"SleutelWaardeParen[{place}]": each.waarde for place, each in enumerate(sent.sleutel_waarde_paren)}
    texts |= {
        f"Bestemmelingen[{place}].Referentie": each.referentie or "" for place, each in enumerate(sent.bestemmelingen)
    }
    for name, text in texts.items():
        if ssin.stands_in(text):
            detail = "A national number stands here: it may stand in Insz alone."
            yield _flaw(name, detail, f"{INPUT_MORE}rejectedInput")
