"""Disability: Godelieve's recognition, allowance, cards and budget, and Stan's recognition with seven points.

Godelieve's parking card always ends within two months and her allowance was always paid last month, so that the demo
shows something to do and something new.
"""

from __future__ import annotations

from datetime import date, timedelta

from lxml import etree

from burgerprofiel.kit.clock import BRUSSELS, now
from burgerprofiel.simulators.magda.cast import Person
from burgerprofiel.simulators.magda.offer import NOTHING, Remark, Reply, x

_MONTHLY = "1391.72"
_NO_DATA = "Treatment successful, but no data found at the supplier."
_ADMINISTRATOR = "70651410146"


def _today() -> date:
    return now().astimezone(BRUSSELS).date()


def _status(value: str, code: str, text: str) -> etree._Element:
    return x("status", x("value", value), x("code", code), x("description", text))


_FOUND = ("DATA_FOUND", "MSG00000", "Treatment successful")
_OTHERS = ("irisCareResult", "aviqResult", "dslResult")
_FOREIGN = ("NO_DATA_FOUND", "MSG00021", "The SSIN is not sufficiently integrated for the provider of the data")


def recognition(person: Person) -> Reply:
    """GeefDossierHandicap: no file is told in the body of the answer, with a warning beside it."""
    if person.slug == "robin":
        return NOTHING
    if person.slug not in ("godelieve", "stan"):
        return _no_file()
    file = x("file", _address(person), _evolution(), *(_godelieve() if person.slug == "godelieve" else _stan()))
    answer = x(
        "ConsultFilesByDateResponse",
        _status(*_FOUND),
        x("ssin", person.ssin),
        x("results", x("dgphResult", _status(*_FOUND), file), *(x(each, _status(*_FOREIGN)) for each in _OTHERS)),
    )
    return Reply((answer,))


def _no_file() -> Reply:
    answer = x(
        "ConsultFilesByDateResponse",
        _status("NO_DATA_FOUND", "MSG00100", _NO_DATA),
        x("results", x("dgphResult", _status("NO_DATA_FOUND", "MSG00021", _NO_DATA))),
    )
    warning = Remark(
        "70001", "Antwoord met waarschuwing", "WAARSCHUWING", "KSZ",
        (("status code", "MSG00100"), ("status description", _NO_DATA)),
    )  # fmt: skip
    return Reply((answer,), (warning,))


def _three(tag: str, french: str, dutch: str, german: str) -> list[etree._Element]:
    return [x(tag, french, language="FR"), x(tag, dutch, language="NL"), x(tag, german, language="DE")]


def _address(person: Person) -> etree._Element:
    home = person.home
    assert home is not None  # noqa: S101 - both have a home in the cast
    street, city = home.street.upper(), home.municipality.upper()
    return x(
        "addressHandicappedPerson",
        x("lastName", person.family.upper()),
        x("firstName", person.given[0].upper()),
        x(
            "address",
            x("streetCode", "0000099999"),
            *_three("streetName", street, street, street),
            x("houseNumber", home.number),
            x("postalCode", home.postcode),
            x("cityCode", home.nis),
            *_three("cityName", city, city, city),
            x("countryCode", "150"),
            *_three("countryName", "Belgique", "België", "Belgien"),
            **{"class": "belgianAddress"},
        ),
    )


def _evolution() -> etree._Element:
    flags = ("administrativePendingRequest", "handicapRecognitionPending", "appeal")
    return x("evolutionOfRequest", x("legislation", "0"), *(x(flag, "false") for flag in flags))


def _recognised(since: str, until: str, result: etree._Element) -> etree._Element:
    details = ("lowerLimbs50p", "fullBlindness", "upperLimbsAmputated", "upperLimbsParalyzed")
    return x(
        "handicapRecognitions",
        x(
            "handicapRecognition",
            x(
                "recognitionStatus",
                x("dateOfDecision", since),
                x("startDateRecognition", since),
                x("endDateRecognition", until) if until else None,
            ),
            x("legislation", "3"),
            x("handicapRecognitionDetails", *(x(each, "false") for each in details)),
            result,
            x("decisionStatus", "RECOGNITION_DETERMINED"),
        ),
    )


def _godelieve() -> list[etree._Element]:
    points = {"mobility": 2, "nourishment": 2, "hygiene": 1, "household": 2, "supervision": 3, "socialSkills": 2}
    result = x(
        "resultRecognitionAdult",
        x(
            "diminuationIndependence",
            *(x(tag, str(number)) for tag, number in points.items()),
            x("totalPoints", str(sum(points.values()))),
        ),
        x("diminuationEarnings", "true"),
        x("unsuitability", x("mentalUnsuitability", "0"), x("physicalUnsuitability", "0")),
    )
    rights = x(
        "rights",
        x("period", x("beginDate", "2014-07-01")),
        x("legislation", "3"),
        x("totalMonthAmount", _MONTHLY),
        x("monthAmount", "412.08"),
        x("categoryIVT", "B"),
        x("categoryIT", "3"),
        x("partnerIncome", "false"),
        x("decisionStatus", "POSITIVE"),
    )
    parking = x(
        "socialCard",
        x("deliveryDate", (_today() - timedelta(days=3600)).isoformat()),
        x("endDate", (_today() + timedelta(days=52)).isoformat()),
        x("cardNumber", "9900112233"),
        x("cardCategory", "PARKINGCARD"),
    )
    return [_recognised("2014-06-20", "", result), rights, x("socialCards", parking)]


def _stan() -> list[etree._Element]:
    result = x(
        "resultRecognitionChild",
        x("inabilityFollowCourse", "false"),
        x("inabilityToWork", "false"),
        x("disabilityCode", "1"),
        x("independencyScore", "1"),
        x("pillars", x("pillar1", "2"), x("pillar2", "2"), x("pillar3", "3"), x("pillarsTotal", "7")),
        x("childPathology", "false"),
    )
    return [_recognised("2021-04-01", f"{_today().year + 1}-08-31", result)]


def paid(person: Person) -> Reply:
    """GeefBetalingenHandicap: Godelieve, every month of the last two years up to last month."""
    if person.slug == "robin":
        return NOTHING
    if person.slug != "godelieve":
        return Reply((x("ConsultPaymentsResponse", x("status", x("value", "NO_DATA_FOUND"), x("code", "MSG00100"))),))
    today = _today()
    last = today.year * 12 + today.month - 2
    months = [divmod(month, 12) for month in range((today.year - 1) * 12, last + 1)]
    payments = (
        x(
            "payment",
            x("yearMonth", f"{year}-{month + 1:02}"),
            x("amount", _MONTHLY if year == today.year else "1364.43"),
            x("cancelledPayment", "0"),
        )
        for year, month in months
    )
    found = x("status", x("value", "DATA_FOUND"), x("code", "MSG00000"))
    also = x("status", x("value", "DATA_FOUND"), x("code", "MSG00000"))
    results = x("results", x("dgphResult", also, x("payments", *payments)))
    return Reply((x("ConsultPaymentsResponse", found, results),))


def _sum(tag: str, euro: str, points: str) -> etree._Element:
    return x(tag, x("euro", euro), x("punten", points))


def _report(sent: str) -> etree._Element:
    team = x("mdtVerslagNemer", x("erkenningsnummer", "900"), x("naam", "Dienst Maatschappelijk Werk Zonnegem"))
    return x("verslag", x("verzendingsdatum", sent), team)


def full_file(person: Person) -> Reply:
    """GeefVolledigDossierHandicap: Godelieve has a budget and an administrator; nobody else has a file."""
    if person.slug != "godelieve" or person.home is None:
        return NOTHING
    home = person.home
    address = x(
        "adres",
        x("straat", x("code", "99999"), x("naam", home.street)),
        x("huisnummer", home.number),
        x("gemeente", x("nisCode", home.nis), x("postcode", home.postcode), x("naam", home.municipality)),
        x("land", x("nisCode", "150"), x("isoCode", "BEL"), x("naam", "België")),
    )
    recognised = x(
        "erkenningHandicap", x("heeftHandicap", "true"), x("startdatum", "1990-09-01"), x("einddatum", "9999-12-31")
    )
    file = x(
        "persoonsgegevens",
        x("rijksregisternummer", person.ssin),
        x("dossiernummer", "990417"),
        recognised,
        address,
        x("telefoonnummer", "054990417"),
        x("emailadres", "godelieve.maes@voorbeeld.be"),
    )
    administrator = x(
        "wettelijkeVertegenwoordigersItem",
        x("rijksregisternummer", _ADMINISTRATOR),
        x("wettelijkeVertegenwoordigerType", x("code", "BEW"), x("omschrijving", "Bewindvoerder")),
    )
    answer = x(
        "GeefVolledigDossierHandicap",
        file,
        _diagnosis(),
        _budget(),
        x("wettelijkeVertegenwoordigers", administrator),
    )
    return Reply((answer,))


def _diagnosis() -> etree._Element:
    return x(
        "diagnose",
        x("handicaps", x("handicapsItem", x("code", "1117"), x("naam", "Intellectuele functies"))),
        x("zelfredzaamheid", x("barthel", "75.0"), _report("2019-03-18")),
        x("zorgZwaarte", x("bWaarde", "4.0"), x("pWaarde", "3.0"), _report("2019-03-18")),
    )


def _budget() -> etree._Element:
    year = _today().year
    years = x(
        "jaarbudgettenItem",
        x("jaar", str(year)),
        x("startdatum", f"{year}-01-01"),
        x("einddatum", f"{year}-12-31"),
        _sum("budgethoogte", "24318.40", "24.86"),
        _sum("saldoBudget", "6120.15", "6.26"),
    )
    agreement = x(
        "overeenkomstenItem",
        x("startdatum", "2019-09-01"),
        x("einddatum", "9999-12-31"),
        x("type", x("code", "DAG"), x("omschrijving", "Dagondersteuning")),
        x("zorgaanbieder", x("erkenningsnummer", "VZA.900"), x("naam", "De Linde vzw")),
        _sum("bedrag", "18198.25", "18.60"),
        _sum("zorgpunten", "18198.25", "18.60"),
    )
    budget = x(
        "pvb",
        x("budgetcategorie", x("code", "IV"), x("omschrijving", "Budgetcategorie IV")),
        x("startdatum", "2019-09-01"),
        x("einddatum", "9999-12-31"),
        x("jaarbudgetten", years),
        x("overeenkomsten", agreement),
        _sum("toegewezenZorgpunten", "24318.40", "24.86"),
    )
    return x("persoonsvolgendBudget", x("budget", budget), x("inAfwachtingVanBudgetOfExtraBudget", "true"))
