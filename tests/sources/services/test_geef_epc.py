"""The energy certificate: asked by address, old and new kinds, any unit, scores without numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from burgerprofiel.kit.answers import Data, Nothing
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.simulators.magda.cast import BY_SLUG
from burgerprofiel.simulators.magda.landscape import offers
from burgerprofiel.sources.connectors.magda.services import geef_persoon
from burgerprofiel.sources.connectors.magda.services.geef_epc import SERVICE, Certificate, parse, question
from burgerprofiel.sources.connectors.magda.services.person_addresses import Addresses, Residence
from burgerprofiel.sources.service import Answers
from tests.sources.cases import inhoud, shared

NOW = datetime(2026, 11, 21, tzinfo=UTC)
NOOR = Ssin(BY_SLUG["noor"].ssin)


def certificate(xml: str) -> Certificate:
    found = parse(inhoud(f"<MijnEnergieDetails><EnergieEenheid><Epc>{xml}</Epc></EnergieEenheid></MijnEnergieDetails>"))
    assert found is not None
    return found[0]


def living_at(*homes: Residence) -> Answers:
    offer = next(offer for offer in offers() if offer.service == "GeefPersoon")
    node = inhoud()
    node._element.extend(offer.write(BY_SLUG["noor"]).inhoud)
    person = geef_persoon.parse(node)
    assert person is not None
    person = msgspec.structs.replace(person, addresses=Addresses(main=homes))
    return Answers({"GeefPersoon": Data(person, NOW)})


def test_it_asks_for_the_main_residence() -> None:
    home = Residence(street="Stationsplein", number="2", box="3B", postcode="9999")
    address = [("Postcode", "9999"), ("Straat", "Stationsplein"), ("Huisnummer", "2"), ("Busnummer", "3B")]
    assert question(NOOR, living_at(home)) == [("Criteria", [("Adres", address)])]


@pytest.mark.parametrize(
    "given", [living_at(), living_at(Residence(street="Straat")), Answers(), Answers({"GeefPersoon": Nothing(NOW)})]
)
def test_without_an_address_there_is_nothing_to_ask(given: Answers) -> None:
    assert question(NOOR, given) is None


def test_an_answer_without_certificates_is_no_data() -> None:
    assert parse(inhoud()) is None
    assert parse(inhoud("<MijnEnergieDetails><EnergieEenheid/></MijnEnergieDetails>")) is None


def test_a_certificate_with_only_a_number_is_still_a_certificate() -> None:
    found = certificate("<Identificatie><Attestnummer>A-1</Attestnummer></Identificatie>")
    assert (found.number, found.energy, found.valid_until, found.installations) == ("A-1", None, None, ())


def test_the_energy_score_is_found_among_the_scores() -> None:
    scores = (
        "<Scores><Score type='epeil'><Waarde>45</Waarde></Score>"
        "<Score type='primaireEnergieVerbruikPerVierkanteMeter'><Waarde meeteenheid='kWh/m²'>309.00</Waarde></Score>"
        "</Scores>"
    )
    energy = certificate(scores).energy
    assert energy is not None
    assert (energy.value, energy.unit) == (Decimal("309.00"), "kWh/m²")


def test_a_score_may_be_words() -> None:
    found = certificate(
        "<Scores><Score type='a'><Waarde>veel</Waarde><TekstWaarde>niet bepaald</TekstWaarde></Score></Scores>"
    )
    assert (found.scores[0].value, found.scores[0].words) == (None, "niet bepaald")


def test_a_demand_keeps_its_unit() -> None:
    found = certificate("<Scores><Score><Eis meeteenheid='W/m²K'>0.24</Eis></Score></Scores>")
    assert found.scores[0].demand == "0.24 W/m²K"


def test_the_same_advice_is_given_once() -> None:
    advice = "<Aanbeveling><Type>Plafond</Type><Voorwerp>28,4 m² plafond</Voorwerp></Aanbeveling>"
    assert len(certificate(f"<Aanbevelingen>{advice}{advice}</Aanbevelingen>").advice) == 1


def test_methods_of_an_advice_stand_in_the_order_of_the_agency() -> None:
    methods = "".join(
        f"<Uitvoeringsmethode><Omschrijving>{name}</Omschrijving><Volgorde>{order}</Volgorde></Uitvoeringsmethode>"
        for name, order in (("tweede", 2), ("eerste", 1))
    )
    xml = f"<Aanbeveling><Uitvoeringsmethodes>{methods}</Uitvoeringsmethodes></Aanbeveling>"
    found = certificate(f"<NieuweAanbevelingen>{xml}</NieuweAanbevelingen>")
    assert [method.text for method in found.advice[0].methods] == ["eerste", "tweede"]


@dataclass(frozen=True)
class Case:
    """An installation and the group it belongs to."""

    xml: str
    group: str


@pytest.mark.parametrize(
    "case",
    [
        Case(
            "<InstallatiesVoorRuimteverwarming><InstallatieVoorRuimteVerwarming/></InstallatiesVoorRuimteverwarming>",
            "heating",
        ),
        Case("<Koelingen><Koeling><ActieveKoeling>true</ActieveKoeling></Koeling></Koelingen>", "cooling"),
        Case("<FotovoltaischePanelen><FotovoltaischePaneel/></FotovoltaischePanelen>", "solar"),
        Case("<VentilatieSystemen><VentilatieSysteem/></VentilatieSystemen>", "ventilation"),
    ],
    ids=lambda case: case.group,
)
def test_each_installation_has_its_group(case: Case) -> None:
    found = certificate(f"<Details><Installaties>{case.xml}</Installaties></Details>")
    assert [each.group for each in found.installations] == [case.group]


@pytest.mark.shared
def test_every_shared_answer_is_read(magda_mock: Path) -> None:
    found = [parse(node) for _file, node in shared(magda_mock, SERVICE)]
    assert len(found) >= 10
    assert all(found)
