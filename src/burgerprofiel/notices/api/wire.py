"""Notices as programs read them, with the names of OSLO Notificatie Basis (contracts/mbp.md §3.1).

An InformeerActie is what somebody is told; on each channel it leads to one Notificatiebericht, with when that was sent,
received and read, as far as we know. The list of the portal is a channel too: `Passief`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

import msgspec
from django.conf import settings

from burgerprofiel.notices.models import Delivery
from burgerprofiel.notices.models.notices import Way
from burgerprofiel.notices.own.lines import Line, Listed, Part

_CHANNELS = {"email": "Email", "sms": "Sms", "push": "Push"}


class Bericht(msgspec.Struct, rename="camel", omit_defaults=True):
    """`Notificatiebericht`."""

    kanaal: str
    datum_verzending: datetime | None = None
    datum_ontvangen: datetime | None = None
    datum_gelezen: datetime | None = None
    mislukt: bool = False
    """It came back, or could not be sent."""


class Actie(msgspec.Struct, rename="camel", omit_defaults=True, kw_only=True):
    """`InformeerActie`: a line of the list."""

    id: UUID
    soort: str
    """`actief`: it asks something; `passief`."""
    nieuw: bool
    vervallen: bool
    categorie: str
    groep: str
    onderwerp: str
    inhoud: str
    link: str = ""
    """The page of the portal that it is about; the citizen signs in there."""
    link_tekst: str = ""
    afzender: str = ""
    """Enterprise number; left out: the portal itself."""
    product_id: str = ""
    datum_notificatie: datetime
    vervaldatum: date | None = None
    datum_gedaan: datetime | None = None
    eerdere: int = 0
    """How many earlier ones of its transaction it stands for."""
    notificatieberichten: list[Bericht]


class Telling(msgspec.Struct):
    """How many lines there are that are new, and that ask something."""

    ongelezen: int
    vragend: int


class Lijst(msgspec.Struct, omit_defaults=True, kw_only=True):
    """A page of the list."""

    informeeracties: list[Actie]
    totaal: int
    """With the filters that were asked, on all pages."""
    ongelezen: int
    vragend: int
    volgende: str = ""
    """For `after`; left out: there is no more."""


class Gewijzigd(msgspec.Struct):
    """What an act changed."""

    gewijzigd: int
    ongelezen: int


def page(listed: Listed, deliveries: Sequence[Delivery]) -> Lijst:
    """Write a page."""
    sent: dict[UUID, list[Delivery]] = {}
    for each in deliveries:
        sent.setdefault(each.notice_id, []).append(each)
    return Lijst(
        informeeracties=[_line(line, sent.get(line.read.id, [])) for line in listed.lines],
        totaal=listed.total,
        ongelezen=listed.standing.unread,
        vragend=listed.asking,
        volgende=listed.older,
    )


def _line(line: Line, deliveries: Sequence[Delivery]) -> Actie:
    it = line.read
    here = Bericht("Passief", it.told_at, it.told_at, it.read_at)
    return Actie(
        id=it.id,
        soort="actief" if it.active else "passief",
        nieuw=line.new,
        vervallen=line.part is Part.EXPIRED,
        categorie=it.kind,
        groep=it.group,
        onderwerp=it.words.title,
        inhoud=it.words.text,
        link=f"{settings.CONFIG.portal_origin}{it.path}" if it.path.startswith("/") else "",
        link_tekst=it.words.act,
        afzender=it.sender,
        product_id=it.product,
        datum_notificatie=it.at,
        vervaldatum=it.last_day,
        datum_gedaan=it.done_at,
        eerdere=line.earlier,
        notificatieberichten=[here, *map(_bericht, deliveries)],
    )


def _bericht(each: Delivery) -> Bericht:
    way = Way(each.way)
    return Bericht(
        _CHANNELS[each.channel],
        each.way_at if way is Way.HANDED else None,
        each.way_at if way is Way.DELIVERED else None,
        None,
        way in (Way.BOUNCED, Way.FAILED),
    )
