"""What schools told about the cast: diplomas, enrolments, learning credit."""

from __future__ import annotations

from lxml import etree

from burgerprofiel.simulators.magda.cast import Person
from burgerprofiel.simulators.magda.offer import NOTHING, Offer, Reply, x
from burgerprofiel.simulators.magda.world import education_enrolments, education_proofs

_CREDIT = "http://raadpleegleerkredietsaldo.persoondienst-01_00.dho2.ov.vlaanderen.be"
_LED = "http://geefbewijs.bewijsraadplegingdienst.led.vlaanderen.be"
_ENROLMENTS = "http://webservice.geefhistoriekinschrijvingdienst-02_01.onderwijs.vlaanderen.be"

CREDIT = {"emma": ("104", "60", "4"), "samira": ("140", "0", "0"), "sofie": ("140", "0", "0")}
"""Balance, set aside, bonus still to win."""


def _credit(person: Person) -> Reply:
    found = CREDIT.get(person.slug)
    if found is None:
        return NOTHING
    balance, reserve, bonus = found
    answer: etree._Element = x(
        "RaadpleegLeerkredietsaldoAntwoord",
        x("Leerkredietsaldo", balance),
        x("Leerkredietreserve", reserve),
        x("ResterendeBonusEerste60", bonus),
    )
    return Reply((x("Melding", "OK"), answer))


OFFERS: tuple[Offer, ...] = (
    Offer("LED", "GeefBewijs", "02.00.0000", _LED, education_proofs.write),
    Offer("Onderwijs", "GeefHistoriekInschrijving", "02.01.0000", _ENROLMENTS, education_enrolments.write),
    Offer("Persoon", "RaadpleegLeerkredietsaldo", "01.00.0000", _CREDIT, _credit),
)
