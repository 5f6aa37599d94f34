"""A message as a person describes it, and as the registry takes it (`messageToPublish`, contracts of the eBox v3)."""

from __future__ import annotations

import base64
import hashlib
import json
import mimetypes
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from io import BufferedReader
from pathlib import Path
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

_PIECE = 1 << 20
_HERE = ZoneInfo("Europe/Brussels")
Part = tuple[str, tuple[str | None, BufferedReader | str, str]]


class UnclearError(ValueError):
    """What was described cannot be a message; the text is a sentence that names the column."""


@dataclass(frozen=True)
class Bill:
    """What there is to pay."""

    amount: Decimal
    due: datetime
    iban: str
    vat: Decimal = Decimal(0)
    bic: str = ""
    reference: str = ""

    def told(self) -> dict[str, object]:
        """As the contract writes it: amounts there are doubles."""
        plain = {"bic": self.bic, "reference": self.reference}
        return {
            "paymentDataId": self.reference or hashlib.sha256(repr(self).encode()).hexdigest()[:20],
            "amount": float(self.amount),
            "vatAmount": float(self.vat),
            "currency": "EUR",
            "dueDate": self.due.isoformat(),
            "iban": self.iban,
            **{name: text for name, text in plain.items() if text},
        }


@dataclass(frozen=True)
class Letter:
    """A message; the first file is what it is about, unless the body is."""

    subject: str
    type: str
    application: str
    sender: str
    files: Sequence[Path] = ()
    language: str = "nl"
    body: str = ""
    bill: Bill | None = None
    registered: bool = False
    reply: bool = False
    attention: str = ""
    data: Mapping[str, str] = field(default_factory=dict)
    """Business data, by the keys that the message type declares."""

    def parts(self, **to_whom: object) -> Parts:
        """Return what is posted; `recipient=…` or `recipients=…` says for whom."""
        return Parts(self._told(to_whom), self.files)

    def digest(self) -> str:
        """SHA-256, in hex, of everything that is said and of every file."""
        whole = hashlib.sha256(json.dumps(self._told({}), sort_keys=True).encode())
        return whole.hexdigest()

    def _told(self, to_whom: Mapping[str, object]) -> dict[str, Any]:
        language = self.language
        told: dict[str, Any] = {
            **to_whom,
            "sender": {"eboxType": "enterprise", "enterpriseNumber": self.sender},
            "senderApplicationId": self.application,
            "messageTypeId": self.type,
            "subject": {language: self.subject},
            "attachments": [_attachment(number, path) for number, path in enumerate(self.files, 1)],
            "isBodyMainContent": not self.files,
            "isRegisteredMail": self.registered,
            "isReplyAuthorized": self.reply,
            "businessDataList": [{"key": key, "values": [{language: text}]} for key, text in self.data.items()],
        }
        if self.body:
            told["bodyContent"] = {language: self.body}
        if self.bill:
            told["paymentData"] = self.bill.told()
        if self.attention:
            told["forTheAttentionOf"] = {"label": self.attention}
        return told


class Parts:
    """The parts of a publication; called for every try, it opens the files anew."""

    def __init__(self, told: Mapping[str, object], files: Sequence[Path]) -> None:
        """Nothing is opened yet."""
        self._told, self._files, self._open = told, files, list[BufferedReader]()

    def __call__(self) -> list[Part]:
        """Return them as httpx takes them."""
        self.close()
        self._open = [path.open("rb") for path in self._files]
        parts: list[Part] = [("messageToPublish", (None, json.dumps(self._told), "application/json"))]
        for number, (path, file) in enumerate(zip(self._files, self._open, strict=True), 1):
            parts.append((f"upfile{number}", (_name(path), file, media_type(path))))
        return parts

    def close(self) -> None:
        """Close the files."""
        for file in self._open:
            file.close()
        self._open = []


def media_type(path: Path) -> str:
    """Return what kind of file it is, by its name. Raises UnclearError."""
    kind = mimetypes.guess_type(path.name)[0]
    if kind is None:
        raise UnclearError(f"What kind of file {path.name} is cannot be seen from its name: let it end in .pdf.")
    return kind


def until(text: str) -> datetime:
    """Return the last moment of a day in Belgium, `2026-12-31`, or a moment with its offset. Raises UnclearError."""
    try:
        if len(text) == 10:
            return datetime.combine(date.fromisoformat(text), time(23, 59, 59), _HERE)
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise UnclearError(f"due: “{text}” is no day: write it as 2026-12-31.")
    return moment


def money(text: str, column: str) -> Decimal:
    """Return an amount, `1234.50` or `1.234,50`. Raises UnclearError."""
    plain = text.replace(" ", "").replace("€", "")
    if "," in plain:
        plain = plain.replace(".", "").replace(",", ".")
    try:
        amount = Decimal(plain)
    except InvalidOperation:
        amount = Decimal("NaN")
    if not amount.is_finite() or amount < 0 or amount != round(amount, 2):
        raise UnclearError(f"{column}: “{text}” is no amount: write it as 1234.50.")
    return amount


def recipient(number: str) -> dict[str, str]:
    """Return a recipient by number: ten digits are an enterprise's, eleven a citizen's. Raises UnclearError."""
    digits = number.upper().removeprefix("BE").translate(str.maketrans("", "", ".-/ \t"))
    if digits.isascii() and digits.isdigit():
        if len(digits) == 10:
            return {"eboxType": "enterprise", "enterpriseNumber": digits}
        if len(digits) == 11:
            return {"eboxType": "citizen", "ssin": digits}
    raise UnclearError("recipient: write a national number (11 digits) or an enterprise number (10 digits).")


def _attachment(number: int, path: Path) -> dict[str, object]:
    whole = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            whole.update(piece)
    value = base64.urlsafe_b64encode(whole.digest()).decode().rstrip("=")
    return {
        "httpPartName": f"upfile{number}",
        "isMainContent": number == 1,
        "isAttachmentSigned": False,
        "digest": {"digestMethod": "sha_256", "digestValue": value},
    }


def _name(path: Path) -> str:
    """A file's name; percent-encoded when ISO 8859-1 cannot say it (contract)."""
    try:
        path.name.encode("latin-1")
    except UnicodeEncodeError:
        return quote(path.name)
    return quote(path.name) if "%" in path.name or '"' in path.name else path.name
