"""The cards beside the reader. A card's certificate and key are made when it is first used: there may be hundreds."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from burgerprofiel.simulators.card_reader.authority import Authority, Pair
from burgerprofiel.simulators.card_reader.holders import Defect, Holder, holders

PIN = "1234"
TRIES = 3
_HALF = 48


@dataclass
class Card:
    """One card: who it is of, and how often its PIN may still be tried."""

    id: str
    serial: int
    holder: Holder
    tries: int = TRIES
    _pair: Pair | None = field(default=None, repr=False)

    def accepts(self, pin: str) -> bool:
        """Try a PIN; three wrong ones block the card until the simulator starts anew."""
        right = pin == PIN and self.holder.defect is not Defect.OTHER_PIN and self.tries > 0
        self.tries = TRIES if right else max(0, self.tries - 1)
        return right

    def pair(self, authority: Authority, ocsp: str) -> Pair:
        """The certificate and its key."""
        if self._pair is None:
            now, year = datetime.now(UTC), timedelta(days=365)
            expired = self.holder.defect is Defect.EXPIRED
            begins, ends = (now - 9 * year, now - year) if expired else (now - 2 * year, now + 8 * year)
            self._pair = authority.issue(self.holder.subject, self.serial, ocsp, begins, ends)
        return self._pair


class Box:
    """All cards, with the authorities that issued them; the authorities are kept below `folder`."""

    def __init__(self, folder: Path, ocsp: str) -> None:
        """`ocsp` is the address of the OCSP service, which the certificates carry."""
        self.authority = Authority.kept_in(folder / "authority")
        self.foreign = Authority.kept_in(folder / "foreign", "XX", "Nergenshuizen")
        self._ocsp = ocsp.rstrip("/")

    @cached_property
    def cards(self) -> dict[str, Card]:
        """Every card by its id, which says nothing about its holder."""
        made = (self._card(holder) for holder in holders())
        return {card.id: card for card in made}

    @cached_property
    def by_serial(self) -> dict[int, Card]:
        """Every card by its certificate's serial number: what the OCSP service is asked about."""
        return {card.serial: card for card in self.cards.values() if card.holder.defect is not Defect.FOREIGN}

    def _card(self, holder: Holder) -> Card:
        """Ids and serial numbers follow from the authority's key, so they outlive a restart."""
        salt = self.authority.citizen.key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        mark = hashlib.sha256(salt + f"{holder.subject.ssin}/{holder.defect}".encode()).digest()
        return Card(mark[:8].hex(), int.from_bytes(mark[8:24]) >> 1, holder)

    def find(self, text: str) -> list[Card]:
        """Return the cards whose holder's name or number holds every word of `text`."""
        words = text.casefold().replace(".", "").replace("-", "").split()
        return [card for card in self.cards.values() if all(word in _searched(card) for word in words)]

    def token(self, card: Card, origin: str, nonce: str) -> dict[str, str]:
        """Return the Web eID token (format web-eid:1.0) in which the card signs this origin and nonce."""
        foreign, silent = card.holder.defect is Defect.FOREIGN, card.holder.defect is Defect.SILENT
        ocsp = f"{self._ocsp}/stil" if silent else f"{self._ocsp}/"
        pair = card.pair(self.foreign if foreign else self.authority, ocsp)
        data = hashlib.sha384(origin.encode()).digest() + hashlib.sha384(nonce.encode()).digest()
        r, s = decode_dss_signature(pair.key.sign(data, ec.ECDSA(hashes.SHA384())))
        return {
            "unverifiedCertificate": base64.b64encode(pair.certificate.public_bytes(Encoding.DER)).decode(),
            "algorithm": "ES384",
            "signature": base64.b64encode(r.to_bytes(_HALF) + s.to_bytes(_HALF)).decode(),
            "format": "web-eid:1.0",
            "appVersion": "https://web-eid.eu/web-eid-app/releases/v2.0.0",
        }


def _searched(card: Card) -> str:
    subject = card.holder.subject
    return f"{subject.given} {subject.family} {subject.ssin}".casefold()
