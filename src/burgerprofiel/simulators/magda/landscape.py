"""Writes what `world/` knows of the cast into a folder of answers, in the layout of MAGDA-Mock."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from itertools import cycle
from pathlib import Path

from lxml import etree

from burgerprofiel.simulators.magda.cast import CAST, Person, Weather
from burgerprofiel.simulators.magda.offer import NOTHING, Offer, Remark, Reply, x

WORLDS = ("family", "home", "work", "benefits", "education", "dossiers", "attests")
_STORM = (
    Remark("99996", "Te veel gelijktijdige bevragingen"),
    Remark("99994", "Onverwachte fout bij de bron"),
    Remark("60006", "Geen antwoord van bron ontvangen"),
)
_STORMY_DOMAINS = frozenset({"Werk", "Inkomen", "SocZek", "Gezin", "SocEcon", "Onderneming"})


def offers() -> tuple[Offer, ...]:
    """Return every service that the world offers."""
    found: list[Offer] = []
    for name in WORLDS:
        found.extend(import_module(f"burgerprofiel.simulators.magda.world.{name}").OFFERS)
    return tuple(found)


def write(folder: Path) -> int:
    """Write every answer below `folder`; return how many files."""
    count = 0
    for offer in offers():
        home = folder / offer.domain / offer.service / offer.version
        for keys, reply in _replies(offer):
            path = home.joinpath(*keys[:-1], f"{keys[-1]}.xml")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(
                etree.tostring(_document(offer, reply), xml_declaration=True, encoding="UTF-8", pretty_print=True)
            )
            count += 1
    return count + _registrations(folder)


def _replies(offer: Offer) -> Iterable[tuple[tuple[str, ...], Reply]]:
    storm = cycle(_STORM)
    for person in CAST:
        reply = offer.write(person)
        if _stormy(person, offer):
            reply = Reply(remarks=(next(storm),))
        yield reply.key or (person.ssin,), reply
    yield ("notfound",), NOTHING


def _stormy(person: Person, offer: Offer) -> bool:
    """Whether the source fails for this person; dossiers bring their own partial failure."""
    if person.weather is Weather.DOWN:
        return True
    return person.weather is Weather.PARTLY and offer.domain in _STORMY_DOMAINS


def _document(offer: Offer, reply: Reply) -> etree._Element:
    """The response element with its Repliek, as MAGDA writes it."""
    root = etree.Element(
        f"{{{offer.namespace}}}{offer.response or offer.service + 'Response'}", nsmap={"m": offer.namespace}
    )
    moment = x("Tijdstip", x("Datum", "2026-01-05"), x("Tijd", "09:30:00.000"))
    sender = x("Afzender", x("Identificatie", "vip.vlaanderen.be"), x("Naam", "MagdaGateway"), x("Referte", "demo"))
    context = x(
        "Context",
        x("Naam", offer.service),
        x("Versie", offer.version),
        x("Bericht", x("Type", "ANTWOORD"), moment, sender),
    )
    root.append(x("Repliek", context, x("Antwoorden", _answer(reply))))
    return root


def _answer(reply: Reply) -> etree._Element:
    content = x("Inhoud", *reply.inhoud) if reply.inhoud else None
    remarks = x("Uitzonderingen", *(_remark(remark) for remark in reply.remarks)) if reply.remarks else None
    return x("Antwoord", x("Referte", "demo"), content, remarks)


def _remark(remark: Remark) -> etree._Element:
    notes = [x("Annotatie", x("Naam", name), x("Waarde", value)) for name, value in remark.notes]
    return x(
        "Uitzondering",
        x("Identificatie", remark.code),
        x("Oorsprong", remark.origin),
        x("Type", remark.kind),
        x("Tijdstip", x("Datum", "2026-01-05"), x("Tijd", "09:30:00.000")),
        x("Diagnose", remark.text),
        x("Annotaties", *notes) if notes else None,
    )


def _registrations(folder: Path) -> int:
    """RegistreerInschrijving succeeds for everybody."""
    offer = Offer(
        "Repertorium",
        "RegistreerInschrijving",
        "02.01.0000",
        "http://webservice.registreerinschrijvingdienst-02_01.repertorium-02_01.vip.vlaanderen.be",
        lambda _person: NOTHING,
    )
    home = folder / offer.domain / offer.service / offer.version / "PERS"
    home.mkdir(parents=True, exist_ok=True)
    done = Reply(inhoud=(x("Resultaat", "1", Beschrijving="Geslaagd"),))
    (home / "success.xml").write_bytes(etree.tostring(_document(offer, done), xml_declaration=True, encoding="UTF-8"))
    return 1
