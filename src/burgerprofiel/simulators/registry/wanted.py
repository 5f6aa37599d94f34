"""Which messages a list means: the filters of the contract, and its pages."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import date
from zoneinfo import ZoneInfo

import msgspec

from burgerprofiel.simulators.registry import shapes
from burgerprofiel.simulators.registry.mail import KINDS, Letter

_BRUSSELS = ZoneInfo("Europe/Brussels")


class Change(msgspec.Struct, forbid_unknown_fields=True):
    """What becomes of one message."""

    message_id: str = msgspec.field(name="messageId")
    visible: bool


class Changes(msgspec.Struct, forbid_unknown_fields=True):
    """`MessagesToUpdate`."""

    items: list[Change]
    total: int = msgspec.field(name="totalItems", default=0)


def paging(asked: Mapping[str, str]) -> tuple[int, int]:
    """Return page and page size. Raises ValueError."""
    page, size = int(asked.get("page", "1")), int(asked.get("pageSize", "25"))
    if page < 1 or not 1 <= size <= 100:
        raise ValueError("page is 1 or more, pageSize 1 to 100")
    return page, size


def meant(letter: Letter, asked: Mapping[str, str], *, read: bool, hidden: bool) -> bool:
    """Whether every filter holds. Raises ValueError for what cannot be read."""
    day = letter.at.astimezone(_BRUSSELS).date()
    if "q" in asked and asked.get("qlang") not in ("nl", "fr", "de", "en"):
        raise ValueError("q needs qlang")
    exact = {
        "messageTypeId": letter.kind,
        "senderOrganizationId": letter.organisation,
        "senderApplicationId": shapes.BY_NUMBER[letter.organisation].application,
    }
    flags = {"readStatus": read, "visible": not hidden, "registeredMail": letter.registered}
    return (
        all(asked.get(name, value) == value for name, value in exact.items())
        and all(_flag(asked[name]) is value for name, value in flags.items() if name in asked)
        and ("receivedBefore" not in asked or day < date.fromisoformat(asked["receivedBefore"]))
        and ("receivedAfter" not in asked or day >= date.fromisoformat(asked["receivedAfter"]))
        and ("q" not in asked or _folded(asked["q"]) in _sought(letter, asked["qlang"]))
    )


def _flag(text: str) -> bool:
    if text not in ("true", "false"):
        raise ValueError("a flag is true or false")
    return text == "true"


def _sought(letter: Letter, language: str) -> str:
    named = [shapes.BY_NUMBER[letter.organisation].short, KINDS[letter.kind]]
    words = [each.get(language, each["nl"]) for each in named]
    return _folded("\n".join([letter.subject if language == "nl" else "", *words]))


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))
