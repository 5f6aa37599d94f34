"""An invented set of themes with every kind of block and every kind of answer, to draw pages without any source."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from burgerprofiel.kit import clock
from burgerprofiel.kit.answers import Answer, Cause, Data, NotAllowed, Nothing, Remark, Unavailable
from burgerprofiel.kit.money import Money
from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.sources.facts import (
    Address,
    Amount,
    Band,
    Bar,
    Block,
    Card,
    Day,
    Face,
    Link,
    Mark,
    News,
    Photo,
    Quantity,
    Relative,
    Row,
    Scale,
    Secret,
    Section,
    Span,
    Tag,
    Theme,
    Timeline,
    Todo,
    Tree,
    Words,
    YesNo,
)
from burgerprofiel.sources.service import Answers, Origin, Service

AS_OF = datetime(2026, 11, 21, 8, 41, tzinfo=UTC)
SSIN = "85.63.14-412.36"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360f8cf500f0003860180"
    "5a346b1c0000000049454e44ae426082"
)


def service(name: str, origin: Origin) -> Service[str]:
    """A service whose data is one text."""
    return Service(name, "1", "test", "urn:test", origin, str, lambda _node: None)


PERSON = service("GeefPersoon", Origin.RIJKSREGISTER)
HOUSEHOLD = service("GeefGezin", Origin.RIJKSREGISTER)
PROPERTY = service("ZoekEigendom", Origin.KADASTER)
EPC = service("GeefEpc", Origin.VEKA)
JOBS = service("GeefWerk", Origin.RSZ)
TAX = service("GeefAanslag", Origin.FOD_FINANCIEN)
CHILD = service("GeefKind", Origin.GROEIPAKKET)
SCHOOL = service("GeefBewijs", Origin.LED)
FILES = service("GeefDossiers", Origin.DOSIS)
ALL = (PERSON, HOUSEHOLD, PROPERTY, EPC, JOBS, TAX, CHILD, SCHOOL, FILES)

ANSWERS: dict[str, Answer[Any]] = {
    PERSON.name: Data("Noor", AS_OF),
    HOUSEHOLD.name: Data("Kerkstraat", AS_OF, (Remark("30042", "Er zijn meer gegevens dan hier getoond."),)),
    PROPERTY.name: Data("huis", AS_OF),
    EPC.name: Data("B", AS_OF - timedelta(days=40)),
    JOBS.name: Data("AZ Zonnegem", AS_OF),
    TAX.name: Unavailable(AS_OF, Cause.TIMEOUT, "7F3K-2M9Q"),
    CHILD.name: NotAllowed(AS_OF, "NT-4"),
    SCHOOL.name: Nothing(AS_OF),
    FILES.name: Data("premie", AS_OF),
}


def epc() -> Scale:
    """An energy label beside three averages."""
    letters = [("A", 100, 1), ("B", 200, 2), ("C", 300, 3), ("D", 400, 4), ("E", 500, 5)]
    return Scale(
        key="label",
        label="Energielabel",
        meaning="Uw woning verbruikt minder dan het gemiddelde van uw gemeente.",
        unit="kWh/(m² jaar)",
        bands=(
            Band(label="A+", upto=Decimal(0), tone=0),
            *(Band(label=label, upto=Decimal(upto), tone=tone) for label, upto, tone in letters),
            Band(label="F", upto=None, tone=6),
        ),
        marks=(
            Mark(label="u", value=Decimal(168), mine=True),
            Mark(label="Zonnegem", value=Decimal(312)),
            Mark(label="Oost-Vlaanderen", value=Decimal(335)),
            Mark(label="Vlaanderen", value=Decimal(341)),
        ),
        note="De gemiddelden van deze demonstratie zijn verzonnen.",
    )


def career() -> Timeline:
    """Three jobs, two of them side by side."""
    return Timeline(
        key="career",
        label="Uw loopbaan",
        meaning="Elke balk is een periode waarin u werkte.",
        bars=(
            Bar(row="AZ Zonnegem vzw", label="Verpleegkundige", began=PartialDate(2007, 9, 1)),
            Bar(
                row="AZ Zonnegem vzw",
                label="Ouderschapsverlof",
                began=PartialDate(2023, 2, 1),
                ended=PartialDate(2023, 7, 31),
                tone="act",
            ),
            Bar(
                row="Woonzorgcentrum Ter Linde",
                label="Weekendwerk",
                began=PartialDate(2004),
                ended=PartialDate(2007, 8),
            ),
        ),
    )


def family() -> Tree:
    """A household of four with two grandparents."""
    return Tree(
        key="tree",
        label="Wie woont hier",
        meaning="Zo staat uw gezin in het Rijksregister.",
        people=(
            Relative(name="Pieter Vandenbos", role="vader", generation=-1),
            Relative(name="An Goossens", role="moeder", generation=-1),
            Relative(name="Noor Vandenbos", role="u", generation=0, me=True),
            Relative(name="Wouter Claes", role="echtgenoot", generation=0, detail="geboren in 1983"),
            Relative(name="Lotte Claes", role="kind", generation=1),
            Relative(name="Stan Claes", role="kind", generation=1),
        ),
    )


def person_cards(answers: Answers) -> list[Block]:
    """One card for each kind of value."""
    name = answers.data(PERSON) or ""
    return [
        Card(
            key="name",
            label="Naam",
            value=Words(f"{name} Vandenbos"),
            meaning="Zo staat uw naam op officiële papieren.",
        ),
        Card(
            key="number",
            label="Rijksregisternummer",
            value=Secret(SSIN),
            meaning="Uw nummer bij de overheid. Geef het niet zomaar door.",
        ),
        Card(
            key="birth",
            label="Geboren",
            value=Day(PartialDate(1985, 3, 14)),
            meaning="Uw leeftijd bepaalt op welke diensten u recht hebt.",
            rows=(Row("Plaats", Words("Gent")), Row("Land", None)),
        ),
        Card(
            key="address",
            label="Adres",
            value=Address(("Kerkstraat 5", "9999 Zonnegem")),
            meaning="Hier bereikt de overheid u per brief.",
            tag=Tag("hoofdverblijf", "good"),
            rows=(Row("Periode", Span(PartialDate(2019, 5, 3), None)),),
        ),
        Card(
            key="card",
            label="Identiteitskaart",
            value=Secret("592-1234567-89"),
            meaning="Vraag op tijd een nieuwe kaart aan bij uw gemeente.",
            tag=Tag("vervalt binnenkort", "act"),
            rows=(Row("Geldig tot", Day(PartialDate(2026, 12, 3))), Row("Digitaal handtekenen", YesNo(True))),
        ),
        Photo(
            key="photo",
            label="Pasfoto",
            meaning="De foto van uw identiteitskaart.",
            media_type="image/png",
            content=PIXEL,
            alt="Uw pasfoto",
        ),
    ]


def _section(key: str, title: str, services: tuple[Service[Any], ...], build: Any, empty: str) -> Section:
    return Section(key, lambda: title, services, build, lambda: empty)


def _theme(key: str, title: str, lead: str, sections: tuple[Section, ...], tile: Any, **more: Any) -> Theme:
    services = tuple(dict.fromkeys(each for section in sections for each in section.services))
    return Theme(key, lambda: title, lambda: lead, sections, services, tile, **more)


def _income(answers: Answers) -> list[Block]:
    value = Amount(Money(123456), "per jaar")
    return [
        Card(
            key="income",
            label="Kadastraal inkomen",
            value=value,
            meaning="Hierop rekent men de onroerende voorheffing uit.",
            rows=tuple(Row(f"Perceel {n}", Quantity(Decimal("1234.5"), "m²")) for n in range(8)),
        )
    ]


THEMES = (
    _theme(
        "family",
        "U en uw gezin",
        "Wie u bent, waar u woont en met wie, zoals het Rijksregister het weet.",
        (
            _section("identity", "Wie u bent", (PERSON,), person_cards, "Het Rijksregister kent u niet."),
            _section("household", "Uw gezin", (HOUSEHOLD,), lambda _answers: [family()], "U woont bij niemand."),
        ),
        lambda answers: Face(
            headline="4 gezinsleden", line=f"{answers.data(HOUSEHOLD)} 5, 9999 Zonnegem, sinds 3 mei 2019"
        ),
        todos=lambda answers: (
            [
                Todo(
                    key="card",
                    title="Vraag een nieuwe identiteitskaart aan",
                    line="De uwe vervalt op 3 december",
                    due=PartialDate(2026, 12, 3),
                    action="Afspraak maken",
                    href="/gegevens/family#identity-card",
                )
            ]
            if answers.data(PERSON)
            else []
        ),
        links=lambda: [Link("https://www.ibz.rrn.fgov.be", "Mijn dossier bij het Rijksregister")],
    ),
    _theme(
        "home",
        "Woonst en vastgoed",
        "Wat u bezit, wat het kadaster ervan weet en hoe zuinig uw woning is.",
        (
            _section("property", "Wat u bezit", (PROPERTY,), _income, "U bezit geen grond of gebouwen in België."),
            _section("energy", "Energie", (EPC,), lambda _answers: [epc()], "Er is geen energiecertificaat."),
        ),
        lambda _answers: Face(headline="EPC-label B", tag=Tag("beter dan uw gemeente", "good"), scale=epc()),
    ),
    _theme(
        "work",
        "Werk en pensioen",
        "Voor wie u werkt en werkte, en welk pensioen u opbouwt.",
        (_section("jobs", "Uw loopbaan", (JOBS,), lambda _answers: [career()], "Niemand gaf werk voor u aan."),),
        lambda answers: Face(
            headline=str(answers.data(JOBS)), line="Verpleegkundige, vier vijfde, sinds 1 september 2007"
        ),
        news=lambda _answers: [
            News(
                key="job",
                title="Uw werkgever gaf uw prestaties van het derde kwartaal aan",
                line="RSZ",
                date=PartialDate(2026, 11, 14),
            )
        ],
    ),
    _theme(
        "benefits",
        "Voordelen en belastingen",
        "Waar u recht op hebt en wat u betaalt.",
        (
            _section("tax", "Belastingen", (TAX,), lambda _answers: [], "U kreeg geen aanslagbiljet."),
            _section("child", "Kinderbijslag", (CHILD,), lambda _answers: [], "Er loopt geen kinderbijslag."),
        ),
        lambda _answers: None,
    ),
    _theme(
        "education",
        "Onderwijs",
        "Uw diploma's en inschrijvingen.",
        (
            _section(
                "proofs",
                "Diploma's",
                (SCHOOL,),
                lambda _answers: [],
                "Er staan geen diploma's in de databank. Die van vóór 2001 zijn er niet in opgenomen.",
            ),
        ),
        lambda _answers: None,
    ),
    _theme(
        "dossiers",
        "Dossiers",
        "Uw aanvragen bij alle diensten, en wie aan zet is.",
        (
            _section(
                "open",
                "Lopend",
                (FILES,),
                lambda answers: [
                    Card(
                        key="d1",
                        label="Renovatiepremie",
                        value=Words("Onvolledig: u bent aan zet"),
                        meaning="De dienst wacht op facturen van u.",
                        tag=Tag("u bent aan zet", "act"),
                    )
                ],
                "Er loopt geen dossier.",
            ),
        ),
        lambda _answers: Face(headline="1 dossier wacht op u", line="Renovatiepremie Kerkstraat 5"),
        todos=lambda answers: (
            [
                Todo(
                    key="premium",
                    title="Laad de ontbrekende facturen op",
                    line="Renovatiepremie Kerkstraat 5 · Team Premies",
                    due=PartialDate(2026, 11, 30),
                    action="Facturen toevoegen",
                    href="https://example.be",
                )
            ]
            if answers.data(FILES)
            else []
        ),
        news=lambda _answers: [
            News(
                key="d1",
                title="Uw renovatiepremie is onvolledig",
                line="Team Premies",
                date=PartialDate.of(date(2026, 11, 20)),
            )
        ],
    ),
)


class Sources:
    """Stands in for the room of sources: answers at once, or each after its own delay in seconds."""

    def __init__(self, answers: dict[str, Answer[Any]] | None = None, *, sealed: bool = True) -> None:
        """`sealed`: whether everything is in the sealed cache already."""
        self.answers = dict(ANSWERS if answers is None else answers)
        self.sealed = sealed
        self.delays: dict[str, float] = {}
        self.refreshed: list[frozenset[str]] = []

    def gathered(self, _viewer: object, services: Sequence[Service[Any]]) -> Answers:
        """What is kept."""
        return Answers({each.name: self.answers[each.name] for each in services} if self.sealed else {})

    def gather(
        self,
        _viewer: object,
        services: Sequence[Service[Any]],
        refresh: Collection[str] = frozenset(),
        together: object = (),
        kept: object = None,
    ) -> Iterator[tuple[Service[Any], Answer[Any]]]:
        """Yield in the order of the delays."""
        self.refreshed.append(frozenset(refresh))
        began = time.monotonic()
        for each in sorted(services, key=lambda one: self.delays.get(one.name, 0)):
            time.sleep(max(0, began + self.delays.get(each.name, 0) - time.monotonic()))
            if each.name in refresh and isinstance(self.answers[each.name], Unavailable):
                self.answers[each.name] = Data("er", clock.now())
            yield each, self.answers[each.name]
