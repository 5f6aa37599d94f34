"""What became of a bundle, for its sender: by recipient and channel, in the order sent. Never who read it, never who.

The contract names no read side for senders; this one is ours. `GevraagdeKanalen` are those that the sender listed: by
no other one is anything ever sent, also when these fail.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from uuid import UUID

from django.utils import translation

from burgerprofiel.notices import queries
from burgerprofiel.notices.categories.category import LANGUAGES
from burgerprofiel.notices.intake import accepting, checking, known, wire
from burgerprofiel.notices.intake.known import Recipient
from burgerprofiel.notices.models import Bundle, Delivery, Notice

NAMES = {"email": "Email", "sms": "Sms", "push": "Push"}
WAYS = {
    "waiting": "Wachtend",
    "handed": "Overhandigd",
    "delivered": "Afgeleverd",
    "bounced": "Teruggekomen",
    "failed": "Mislukt",
    "dropped": "NietVerstuurd",
}
Told = dict[str, object]


def tried(sent: wire.Bundle, told: checking.Told, correlation: str) -> Told:
    """Return what a trial answers: the words as citizens would read them, and nothing about any of them."""
    filled, words = accepting.values(told), dict[str, object]()
    for language in LANGUAGES:
        with translation.override(language):
            kept = {name: value if isinstance(value, str) else dict(value) for name, value in filled.items()}
            said = told.category.words({name: queries.in_language(value) for name, value in kept.items()})
            words[language] = {"Titel": said.title, "Tekst": said.text}
    return {
        "Id": sent.id,
        "AanbiederUri": sent.aanbieder_uri,
        "Status": "Proef",
        "CorrelatieId": correlation,
        "Woorden": words,
    }


def of(bundle: Bundle) -> Told:
    """Return it. Two SQL statements."""
    recipients = known.opened(bundle.id, bytes(bundle.recipients))
    notices = {
        row.citizen_id: row for row in Notice.objects.filter(bundle=bundle.id).only("citizen_id", "id", "channels")
    }
    ways = defaultdict[UUID, list[Delivery]](list)
    asked = Delivery.objects.filter(citizen_id__in=list(notices), notice_id__in=[row.id for row in notices.values()])
    for row in asked.order_by("channel"):
        ways[row.citizen_id].append(row)
    return {
        "Id": bundle.sent_id,
        "AanbiederUri": bundle.source,
        "Status": "Vervallen" if bundle.expired else "Aanvaard",
        "DatumOntvangen": bundle.received_at,
        "CorrelatieId": bundle.correlation_id,
        "Bestemmelingen": [_recipient(each, bundle, notices, ways) for each in recipients],
    }


def _recipient(
    recipient: Recipient, bundle: Bundle, notices: dict[UUID, Notice], ways: dict[UUID, list[Delivery]]
) -> Told:
    citizen = recipient.citizen
    told: Told = {"Referentie": recipient.reference}
    if citizen is None:
        return told | {"Status": "GeenProfiel"}
    if citizen not in notices:
        return told | {"Status": "Vervallen" if bundle.expired else "Verwijderd"}
    asked = [NAMES[each] for each in NAMES if each in (notices[citizen].channels or ())]
    return told | {"Status": "InLijst", "GevraagdeKanalen": asked, "Kanalen": list(_ways(ways.get(citizen, [])))}


def _ways(rows: list[Delivery]) -> Iterator[Told]:
    for row in rows:
        told: Told = {"Type": NAMES[row.channel], "Status": WAYS[row.way], "Datum": row.way_at}
        yield told | ({"Reden": row.why} if row.why else {})
