"""The files that Flemish bodies handle for the cast (DOSIS through GeefDossiers)."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from burgerprofiel.simulators.magda.cast import BY_SLUG, Person
from burgerprofiel.simulators.magda.offer import NOTHING, Offer, Remark, Reply, x

_NAMESPACE = "http://webservice.geefdossiersdienst-02_00.dossier-02_00.vip.vlaanderen.be"
_RECEIVED = "We hebben uw aanvraag ontvangen."


@dataclass(frozen=True)
class Body:
    """A body that handles files."""

    source: str
    service: str
    phone: str
    email: str
    website: str
    link: str


GRANTS = Body(
    "STL", "Afdeling School- en Studietoelagen", "1700", "", "https://www.studietoelagen.be",
    "https://www.studietoelagen.be/digitaal-loket",
)  # fmt: skip
DISABILITY = Body(
    "VAPH", "Vlaams Agentschap voor Personen met een Handicap", "02 249 30 00", "informatie@vaph.be",
    "https://www.vaph.be", "https://www.vaph.be/mijnvaph",
)  # fmt: skip
HOUSING = Body(
    "http://ov.vlaanderen.be/wonen/mijnverbouwpremie", "Agentschap Wonen in Vlaanderen", "1700", "",
    "https://www.wonenvlaanderen.be", "https://www.mijnverbouwpremie.be",
)  # fmt: skip
ENVIRONMENT = Body(
    "http://ov.vlaanderen.be/omgeving/omgevingsloket", "Gemeente Zonnegem, dienst Omgeving", "1700",
    "omgeving@zonnegem.example", "https://omgevingsloket.be", "https://omgevingsloket.be",
)  # fmt: skip
CARE = Body(
    "http://ov.vlaanderen.be/vsb/zorgbudget", "Vlaamse Sociale Bescherming", "1700", "",
    "https://www.vlaamsesocialebescherming.be", "https://www.vlaamsesocialebescherming.be",
)  # fmt: skip


@dataclass(frozen=True)
class Step:
    """A change of a file: when, state, phase, what it says, what to do and by when."""

    day: str
    code: str
    phase: str
    detail: str = ""
    action: str = ""
    due: str = ""


@dataclass(frozen=True)
class File:
    """A file in the story. Its steps go from old to new."""

    people: tuple[str, ...]
    body: Body
    number: str
    name: str
    product: str
    steps: tuple[Step, ...]
    kind: str = "Financieel voordeel"


FILES: tuple[File, ...] = (
    File(
        ("noor", "wouter"), HOUSING, "MVP-2026-104417", "Mijn VerbouwPremie: dak en zolder", "1521",
        (
            Step("2026-09-14", "Ingediend", "Samenstelling", _RECEIVED),
            Step("2026-10-05", "InBehandeling", "Behandeling", "We kijken uw aanvraag na."),
            Step(
                "2026-11-09", "DossierOnvolledig", "Behandeling", "De facturen van de dakwerken ontbreken.",
                "Bezorg de facturen van de dakwerken.", "2026-12-11",
            ),
        ),
    ),
    File(
        ("noor",), GRANTS, "ST2025.33120", "Schooltoelage 2025-2026 Lotte", "685",
        (
            Step("2025-09-02", "Ingediend", "Samenstelling", _RECEIVED),
            Step("2025-11-20", "Goedgekeurd", "Beslissing", "U krijgt een schooltoelage."),
            Step("2025-12-04", "Betaald", "Uitvoering", "We hebben het bedrag gestort."),
        ),
    ),
    File(
        ("emma",), GRANTS, "ST2026.90417", "Studietoelage 2026-2027", "685",
        (
            Step("2026-08-21", "Ingediend", "Samenstelling", _RECEIVED),
            Step("2026-09-30", "InBehandeling", "Behandeling", "We berekenen uw toelage.", due="2026-12-18"),
        ),
    ),
    File(
        ("jozef",), CARE, "ZB-2023-5512", "Zorgbudget voor ouderen met een zorgnood", "2034",
        (
            Step("2023-02-06", "Aangevraagd", "Samenstelling", _RECEIVED),
            Step("2023-05-15", "Goedgekeurd", "Afgerond", "U krijgt elke maand een zorgbudget."),
        ),
    ),
    File(
        ("samira",), ENVIRONMENT, "OMV-2025088123", "Omgevingsvergunning: luifel boven de winkel", "1740",
        (
            Step("2025-08-25", "Ingediend", "Samenstelling", _RECEIVED),
            Step("2025-09-22", "InOpenbaarOnderzoek", "Behandeling", "Buren kunnen reageren."),
            Step("2025-12-01", "ErkendVergund", "Afgerond", "De gemeente gaf de vergunning."),
        ),
        kind="DossierStatus",
    ),
    File(
        ("godelieve",), DISABILITY, "PVB-2024-7781", "Persoonsvolgend budget", "1446",
        (
            Step("2024-03-11", "Aangevraagd", "Samenstelling", _RECEIVED),
            Step("2024-06-03", "Ontvankelijk", "Behandeling", "Uw aanvraag voldoet aan de voorwaarden."),
            Step("2024-10-14", "InWacht", "Beslissing", "U staat op de wachtlijst, prioriteitengroep 2."),
        ),
    ),
    File(
        ("sofie",), GRANTS, "ST2026.11873", "Studietoelage 2026-2027: bijscholing", "685",
        (
            Step("2026-09-18", "Ingediend", "Samenstelling", _RECEIVED),
            Step("2026-10-19", "DossierVolledig", "Behandeling", "We hebben alles wat we nodig hebben."),
        ),
    ),
)  # fmt: skip
_NO_ACCESS = "Toegangsparameters voor de bron niet opgezet in de autorisatiedatabank"
REMARKS = {"sofie": (Remark("60011", _NO_ACCESS, notes=(("Bron", "VAPH"),)),)}


def _write(person: Person) -> Reply:
    files = [file for file in FILES if person.slug in file.people]
    if not files:
        return NOTHING
    return Reply((x("Dossiers", *map(_file, files)),), REMARKS.get(person.slug, ()))


def _file(file: File) -> etree._Element:
    ends = [step.day for step in file.steps[1:]] + [""]
    changes = (_change(file, step, end) for step, end in zip(file.steps, ends, strict=True))
    return x("Dossier", x("DossierMutaties", *changes))


def _change(file: File, step: Step, end: str) -> etree._Element:
    people = (
        x("Subject", x("Rol", "Raadpleger"), x("Type", "PERS"), x("Sleutel", BY_SLUG[slug].ssin))
        for slug in file.people
    )
    marks = x("Eigenschappen", x("Vertrouwelijk", "0"), x("Publiek", "0"), x("IsNietRaadpleegbaar", "0"))
    return x(
        "DossierMutatie",
        x("Identificatie", x("Bron", file.body.source), x("Dossiernummer", file.number)),
        x("Naam", file.name),
        x("DatumModificatie", f"{step.day}T09:00:00"),
        _status(step),
        x("Type", file.kind),
        x("Producten", x("Product", file.product)),
        _manager(file.body),
        x("Doorverwijzing", file.body.link),
        x("Subjecten", *people),
        marks,
        x(
            "Periode",
            x("Begin", x("Datum", step.day), x("Tijd", "09:00:00")),
            x("Einde", x("Datum", end)) if end else None,
        ),
    )


def _status(step: Step) -> etree._Element:
    action = x(
        "Actie", x("ActieNodig", "1" if step.action else "0"), x("Omschrijving", step.action) if step.action else None
    )
    return x(
        "Status",
        x("Code", step.code),
        x("Fase", step.phase),
        x("Details", x("Detail", step.detail)) if step.detail else None,
        x("DatumModificatie", f"{step.day}T09:00:00"),
        action,
        x("StreefDatum", step.due) if step.due else None,
    )


def _manager(body: Body) -> etree._Element:
    contact = x(
        "Contact",
        x("Dienst", x("Omschrijving", body.service)),
        x("Email", body.email) if body.email else None,
        x("Telefoon", body.phone),
        x("Website", body.website),
    )
    town = x("Gemeente", x("NISCode", "21004"), x("Postcode", "1000"), x("Naam", "Brussel"))
    return x("Beheerder", contact, x("Adres", x("Straat", x("Naam", "Havenlaan")), x("Huisnummer", "88"), town))


OFFERS: tuple[Offer, ...] = (Offer("Dossier", "GeefDossiers", "02.00.0000", _NAMESPACE, _write),)
