"""`RegistreerInschrijving`: a consumer registers a person's file before asking about the person (13202 otherwise)."""

from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.sources.service import Children

NAME = "RegistreerInschrijving"
VERSION = "02.01.0000"
NAMESPACE = "http://webservice.registreerinschrijvingdienst-02_01.repertorium-02_01.vip.vlaanderen.be"


def body(ssin: Ssin, identification: str, capacity: str) -> Children:
    """Return the registration of a person's file by us."""
    subject = ("Subject", [("Type", "INSZ"), ("Sleutel", ssin.digits)])
    return [
        (
            "Inschrijving",
            [
                ("Identificatie", identification),
                ("Hoedanigheid", capacity),
                ("BetrokkenSubject", [("Type", "PERS"), ("Subjecten", [subject])]),
            ],
        )
    ]
