"""The recognition of a disability: what was recognised and until when, what it gives right to, which cards were made.

The names of the elements are English and the answer has a status of its own: `NO_DATA_FOUND` means that there is no
file. Several bodies may answer side by side (the federal DG Han, AVIQ, IrisCare, DSL), each with the same shape.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from burgerprofiel.kit import clock
from burgerprofiel.kit.money import Money
from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.sources.connectors.magda.services import lenient
from burgerprofiel.sources.connectors.magda.services.disability_recognition import Recognition, read_recognition
from burgerprofiel.sources.node import Node
from burgerprofiel.sources.service import Answers, Children, Origin, Service

_ANSWER = "ConsultFilesByDateResponse"
_NO_DATA = "NO_DATA_FOUND"
_PARTS = ("evolutionOfRequest", "handicapRecognitions", "rights", "socialCards")


class Named(msgspec.Struct, frozen=True):
    """A name in the languages of the register: pairs of language (`NL FR DE`) and text."""

    texts: tuple[tuple[str, str], ...]


class PostalAddress(msgspec.Struct, frozen=True):
    """The person's name and address as this body knows them."""

    first_name: str
    last_name: str
    street: Named
    number: str
    box: str
    postcode: str
    city: Named
    country: Named


class Pending(msgspec.Struct, frozen=True):
    """What is still being decided; None = the source does not say."""

    request: bool | None
    recognition: bool | None
    appeal: bool | None


class Right(msgspec.Struct, frozen=True):
    """An allowance: the month amounts and the categories that decide them (income replacement, integration)."""

    begin: PartialDate | None
    end: PartialDate | None
    month: Money | None
    month_total: Money | None
    income_category: str
    integration_category: str
    partner_income: bool | None
    decision: str


class SocialCard(msgspec.Struct, frozen=True):
    """A card (`PARKINGCARD`, `REDUCTIONCARD`)."""

    kind: str
    number: str
    delivered: PartialDate | None
    ends: PartialDate | None


class DisabilityFile(msgspec.Struct, frozen=True):
    """The file at one body (`dgph`, `aviq`, `irisCare`, `dsl`)."""

    body: str
    address: PostalAddress | None
    pending: Pending | None
    recognitions: tuple[Recognition, ...]
    rights: tuple[Right, ...]
    cards: tuple[SocialCard, ...]


class DisabilityFiles(msgspec.Struct, frozen=True):
    """The files. None of them, while the source found data, means that it keeps their content from us.

    `withheld` counts the parts that the source says it left out.
    """

    files: tuple[DisabilityFile, ...]
    withheld: int


def parse(inhoud: Node) -> DisabilityFiles | None:
    """Return the files, or None when the answer's own status says that there are none."""
    answer = inhoud.one(_ANSWER)
    if answer is None or answer.text("status/value") == _NO_DATA:
        return None
    results = answer.one("results")
    files: list[DisabilityFile] = []
    for body in results.children() if results else ():
        body.text("status/value")
        files += [_file(body.name.removesuffix("Result"), node) for node in body.all("file")]
    return DisabilityFiles(tuple(files), len(answer.texts("dataFilters/filteredElement")))


def _file(body: str, node: Node) -> DisabilityFile:
    address, pending = node.one("addressHandicappedPerson"), node.one("evolutionOfRequest")
    return DisabilityFile(
        body=body,
        address=_address(address) if address else None,
        pending=_pending(pending) if pending else None,
        recognitions=tuple(map(read_recognition, node.all("handicapRecognitions/handicapRecognition"))),
        rights=tuple(map(_right, node.all("rights"))),
        cards=tuple(map(_card, node.all("socialCards/socialCard"))),
    )


def _address(node: Node) -> PostalAddress:
    return PostalAddress(
        first_name=node.text("firstName"),
        last_name=node.text("lastName"),
        street=_named(node, "address/streetName"),
        number=node.text("address/houseNumber"),
        box=node.text("address/boxNumber"),
        postcode=node.text("address/postalCode"),
        city=_named(node, "address/cityName"),
        country=_named(node, "address/countryName"),
    )


def _named(node: Node, path: str) -> Named:
    return Named(tuple((each.attribute("language"), each.text()) for each in node.all(path)))


def _pending(node: Node) -> Pending:
    return Pending(
        request=lenient.flag(node, "administrativePendingRequest"),
        recognition=lenient.flag(node, "handicapRecognitionPending"),
        appeal=lenient.flag(node, "appeal"),
    )


def _right(node: Node) -> Right:
    return Right(
        begin=lenient.day(node, "period/beginDate"),
        end=lenient.day(node, "period/endDate"),
        month=lenient.euros(node, "monthAmount"),
        month_total=lenient.euros(node, "totalMonthAmount"),
        income_category=node.text("categoryIVT"),
        integration_category=node.text("categoryIT"),
        partner_income=lenient.flag(node, "partnerIncome"),
        decision=node.text("decisionStatus"),
    )


def _card(node: Node) -> SocialCard:
    return SocialCard(
        kind=node.text("cardCategory"),
        number=node.text("cardNumber"),
        delivered=lenient.day(node, "deliveryDate"),
        ends=lenient.day(node, "endDate"),
    )


def subjects(inhoud: Node) -> Sequence[str]:
    """The answer names its person, though not always."""
    return inhoud.texts(f"{_ANSWER}/ssin")


def question(ssin: Ssin, _given: Answers) -> Children:
    """Ask for every part of the file as it stands today."""
    asked: Children = [
        ("ssin", ssin.digits),
        ("handicapAuthenticSources", [("DGPH", "true")]),
        ("referenceDate", clock.today().isoformat()),
        ("parts", [(part, "true") for part in _PARTS]),
    ]
    return [("Criteria", [("ConsultFilesByDateCriteria", asked)])]


SERVICE = Service(
    name="GeefDossierHandicap",
    version="03.00.0000",
    domain="SocZek",
    namespace="http://magda.vlaanderen.be/soczek/soap/geefdossierhandicap/v03_00",
    origin=Origin.FOD_SOCIALE_ZEKERHEID,
    result=DisabilityFiles,
    parse=parse,
    subjects=subjects,
    question=question,
)
