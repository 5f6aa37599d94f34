"""Whom the register gives certificates (GeefAttest). Each is made at the first ask (`papers.py`)."""

from __future__ import annotations

from base64 import b64encode

from burgerprofiel.simulators.magda.cast import Person
from burgerprofiel.simulators.magda.offer import NOTHING, Offer, Reply, x

MADE_LATER = b64encode(b"%PDF- made at the first ask")
"""Where the paper comes."""


def _certificates(person: Person) -> Reply:
    """Whoever lives in the country can have some; which ones depends on what is asked."""
    if person.home is None or person.died:
        return NOTHING
    return Reply((x("Attest", x("INSZ", person.ssin), x("Document", MADE_LATER.decode())),))


OFFERS = (
    Offer(
        "Persoon",
        "GeefAttest",
        "02.00.0000",
        "http://webservice.geefattestdienst-02_00.persoon-02_00.vip.vlaanderen.be",
        _certificates,
    ),
)
