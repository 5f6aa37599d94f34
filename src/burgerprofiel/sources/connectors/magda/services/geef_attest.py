"""A certificate of the National Register, sealed by it: asked for only when its citizen asks (GeefAttest 02.00, D3).

One question gives one certificate in one language. It comes as the register sealed it and is given on so, untouched.
"""

from __future__ import annotations

import binascii
from base64 import b64decode
from collections.abc import Callable, Sequence
from dataclasses import replace

import msgspec

from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.sources.connectors.magda.services.geef_persoon import SERVICE as PERSON
from burgerprofiel.sources.node import Node, UnreadableError
from burgerprofiel.sources.service import Answers, Children, Origin, Service

NAMES = {
    "household": "Gezinssamenstelling",
    "residence": "Hoofdverblijfplaats",
    "residence-history": "Hoofdverblijfplaats met historiek",
    "life": "Leven",
    "nationality": "Belgische nationaliteit",
    "voter": "Belgisch kiezer",
    "registers": "Uittreksel registers",
    "marriage": "Verblijfplaats met oog op een huwelijk",
    "cohabitation": "Wettelijke samenwoning",
    "last-wishes": "Wijze teraardebestelling & rituelen",
}
"""What the register calls each certificate (contracts/mbp.md §7.4), by our own name for it."""
LANGUAGES = ("nl", "fr", "de")


class Paper(msgspec.Struct, frozen=True):
    """A PDF, as its source sealed it."""

    content: bytes


def parse(inhoud: Node) -> Paper | None:
    """Read `Attest`; None when there is no document. Raises UnreadableError when it is no PDF."""
    text = "".join(inhoud.text("Attest/Document").split())
    if not text:
        return None
    try:
        content = b64decode(text, validate=True)
    except binascii.Error as error:
        raise UnreadableError("no base64 at Attest/Document") from error
    if not content.startswith(b"%PDF-"):
        raise UnreadableError("no PDF at Attest/Document")
    return Paper(content)


def subjects(inhoud: Node) -> Sequence[str]:
    """Whom the certificate is about."""
    return inhoud.texts("Attest/INSZ")


def _question(name: str, language: str) -> Callable[[Ssin, Answers], Children]:
    def question(ssin: Ssin, given: Answers) -> Children:
        """Ask in the name of the municipality where the citizen lives, as far as the register told which that is."""
        person = given.data(PERSON)
        town = person.addresses.main[0].nis if person and person.addresses.main else ""
        issued_by: Children = [("GemeenteVanAfgifte", town)] if town else []
        return [("Criteria", [("INSZ", ssin.digits), ("Attest", [("Naam", name), ("Taal", language), *issued_by])])]

    return question


_ONE = Service(
    name="GeefAttest",
    version="02.00.0000",
    domain="Persoon",
    namespace="http://webservice.geefattestdienst-02_00.persoon-02_00.vip.vlaanderen.be",
    origin=Origin.RIJKSREGISTER,
    result=Paper,
    parse=parse,
    subjects=subjects,
    needs=(PERSON,),
)
SERVICES: dict[tuple[str, str], Service[Paper]] = {
    (key, language): replace(_ONE, part=f"{key}.{language}", question=_question(name, language))
    for key, name in NAMES.items()
    for language in LANGUAGES
}
"""By our name and the language."""
SERVICE = SERVICES["life", "nl"]
"""One of them, in whose name the service stands in the catalogue."""
