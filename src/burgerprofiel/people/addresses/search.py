"""An address is sought in the register when one is configured; what it does not know, or when it is silent, is kept as
typed, in a municipality that exists.
"""

from __future__ import annotations

import msgspec
import structlog
from django.conf import settings

from burgerprofiel.people.addresses.address import Address, Question
from burgerprofiel.people.addresses.basisregisters import Basisregisters
from burgerprofiel.people.addresses.by_table import ByTable
from burgerprofiel.people.addresses.source import Source, UnavailableError

log = structlog.get_logger(__name__)
LONGEST = {"street": 80, "number": 11, "box": 10, "where": 60}


class Found(msgspec.Struct, frozen=True):
    """What was found."""

    addresses: tuple[Address, ...]
    checked: bool = False
    """The register knows these."""
    silent: bool = False
    """The register did not answer."""
    other_box: bool = False
    """The register knows the house, not the box: that is as typed."""


def register() -> Source | None:
    """Return the register that is configured; None: there is only our table."""
    config = settings.CONFIG
    if not config.address_url:
        return None
    key = config.secret("address_key", at_least=8).decode() if (config.secrets / "address_key").exists() else ""
    return Basisregisters(config.address_url.rstrip("/"), key)


def question(street: str, number: str, box: str, where: str) -> Question:
    """Return the question as it is asked: single spaces, nothing unreadable, nothing endless."""
    return Question(
        street=_plain(street, "street"),
        number=_plain(number, "number"),
        box=_plain(box, "box"),
        where=_plain(where, "where"),
    )


def _plain(text: str, what: str) -> str:
    joined = " ".join(text[: LONGEST[what] * 4].split())
    return "".join(each for each in joined if each.isprintable())[: LONGEST[what]]


def search(asked: Question) -> Found:
    """Return the addresses that fit, from the register or as typed; none: there is no such municipality."""
    source, silent = register(), False
    if source:
        try:
            found = source.find(asked)
        except UnavailableError as error:
            log.warning("address register silent", reason=str(error))
            found, silent = [], True
        if found and asked.box and not any(each.box for each in found):
            return Found(tuple(_with_box(each, asked.box) for each in found), other_box=True)
        if found:
            return Found(tuple(found), checked=True)
    return Found(tuple(ByTable().find(asked)), silent=silent)


def _with_box(found: Address, box: str) -> Address:
    return msgspec.structs.replace(found, box=box, register_id="")
