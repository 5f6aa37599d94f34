"""What a kind of message may be: how long it stays, which files, and what may be asked of the citizen with it (C12).

Official documents go into the box; a mere announcement goes to Notices, so that nobody must look for the one among the
others.
"""

from __future__ import annotations

import calendar
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from burgerprofiel.kit.clock import BRUSSELS

UNITS = ("day", "month", "year")
MEDIA_TYPES = (
    "application/pdf",
    "application/zip",
    "text/csv",
    "text/html",
    "text/plain",
    "text/xml",
    "application/vnd.oasis.opendocument.text",
    "application/vnd.oasis.opendocument.spreadsheet",
    "application/vnd.oasis.opendocument.presentation",
    "application/vnd.oasis.opendocument.graphics",
    "application/vnd.ms-excel",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.ms-powerpoint",
    "application/msword",
)
"""Which files may be sent at all (contracts/ebox.md A.3)."""


class AgainstPolicyError(Exception):
    """The message may not be so; the text is a sentence for the sender."""

    def __init__(self, code: str, part: str, sentence: str) -> None:
        """`code` as the eBox's `code`; `part` names the property of `messageToPublish` (empty: the message itself)."""
        super().__init__(sentence)
        self.code, self.part = code, part


@dataclass(frozen=True)
class Policy:
    """What a message of one type may be."""

    message_type: str
    validity_number: int
    validity_unit: str
    """One of `UNITS`."""
    announcement: bool
    media_types: frozenset[str]
    """Which files; never empty."""
    max_octets: int
    """The largest file, in bytes."""
    registered_allowed: bool
    reply_allowed: bool
    payment_allowed: bool
    business_keys: frozenset[str]

    def expires_at(self, published: datetime) -> datetime:
        """Return until when a message stays, by Belgium's calendar. The 31st of a shorter month is its last day."""
        if self.validity_unit == "day":
            return published + timedelta(days=self.validity_number)
        local = published.astimezone(BRUSSELS)
        months = self.validity_number * (12 if self.validity_unit == "year" else 1) + local.month - 1
        year, month = local.year + months // 12, months % 12 + 1
        day = min(local.day, calendar.monthrange(year, month)[1])
        return local.replace(year=year, month=month, day=day).astimezone(UTC)

    def require(
        self,
        *,
        registered: bool = False,
        reply: bool = False,
        payment: bool = False,
        business_keys: Collection[str] = (),
    ) -> None:
        """Refuse what this type may not be. Raises AgainstPolicyError; of files `scanning` speaks."""
        if self.announcement:
            sentence = (
                f"Messages of the type “{self.message_type}” are announcements, not documents: they do not go into "
                "the box. Send it as a notice; the citizen reads it under Notices."
            )
            raise AgainstPolicyError("ANNOUNCEMENT", "messageTypeId", sentence)
        asked = (
            ("isRegisteredMail", registered, self.registered_allowed, "be registered mail"),
            ("isReplyAuthorized", reply, self.reply_allowed, "ask for a reply"),
            ("paymentData", payment, self.payment_allowed, "ask for a payment"),
        )
        for part, wanted, allowed, what in asked:
            if wanted and not allowed:
                told = f"Messages of the type “{self.message_type}” may not {what}."
                raise AgainstPolicyError("INVALID_INPUT", part, told)
        unknown = sorted(set(business_keys) - self.business_keys)
        if unknown:
            known = ", ".join(sorted(self.business_keys)) or "none"
            told = f"“{unknown[0]}” is no business data of the type “{self.message_type}”; known: {known}."
            raise AgainstPolicyError("INVALID_INPUT", "businessDataList", told)
