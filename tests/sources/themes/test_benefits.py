"""What a citizen reads about benefits and taxes: plain words for codes, names for numbers, nothing lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from django.utils import translation

from burgerprofiel.kit import clock
from burgerprofiel.kit.money import Money
from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.sources.connectors.magda.services.geef_aanslagbiljet_personenbelasting import TaxAssessment, TaxItem
from burgerprofiel.sources.connectors.magda.services.geef_betalingen_handicap import (
    DisabilityPayment,
    DisabilityPayments,
)
from burgerprofiel.sources.connectors.magda.services.geef_dossier_handicap import DisabilityFiles
from burgerprofiel.sources.connectors.magda.services.geef_kind_voordelen import (
    BenefitFile,
    Bonus,
    Child,
    ChildBenefits,
    Payment,
    Recipient,
)
from burgerprofiel.sources.connectors.magda.services.geef_sociaal_statuut import SocialStatus, SocialStatuses
from burgerprofiel.sources.connectors.magda.services.geef_status_recht_ondersteuningen import (
    SupportRight,
    SupportRights,
)
from burgerprofiel.sources.facts import Amount, Card, Secret, Span, Timeline, Words
from burgerprofiel.sources.service import Answers, Service
from burgerprofiel.sources.themes.benefits import THEME, statuses
from tests.sources.cases import answers, blocks, cards, row, shared

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_english_on_a_fixed_day() -> Iterator[None]:
    with clock.frozen_at(NOW), translation.override("en"):
        yield


def given(**data: Any) -> Answers:
    return answers(THEME, **data)


def child_benefit(*payments: Payment, bonuses: tuple[Bonus, ...] = ()) -> ChildBenefits:
    recipient = Recipient("85631441236", (), bonuses)
    file = BenefitFile("VLAANDEREN", "85631441236", "0699901718", (recipient,), (Child("13642121403", payments),))
    return ChildBenefits((file,))


def tax(*items: TaxItem, year: int | None = 2024) -> TaxAssessment:
    return TaxAssessment(year, "727199999", "A", "Titularis", items)


def test_a_child_without_a_known_name_is_numbered_and_its_number_is_hidden() -> None:
    payment = Payment("BASIS", "Basisbedrag", PartialDate(2019, 1), None, ("85631441236",))
    card = cards(THEME, given(GeefKindVoordelen=child_benefit(payment)))["child-1"]
    assert card.label == "Child benefit for child 1"
    assert card.value == Words("Basic amount")
    assert card.tag is not None
    assert (card.tag.text, card.tag.tone) == ("Paid now", "good")
    number = row(card, "National number of the child")
    assert number is not None
    assert number.value == Secret("13.64.21-214.03", other=True)


def test_child_benefit_that_stopped_says_so() -> None:
    payment = Payment("BASIS", "Basisbedrag", PartialDate(2019, 1), PartialDate(2021, 8))
    card = cards(THEME, given(GeefKindVoordelen=child_benefit(payment)))["child-1"]
    assert card.value == Words("Not paid now")


def test_a_supplement_that_we_do_not_know_keeps_the_words_of_the_source() -> None:
    payment = Payment("NIEUW", "Nieuwe toeslag", PartialDate(2026, 1), None)
    card = cards(THEME, given(GeefKindVoordelen=child_benefit(payment)))["child-1"]
    assert card.value == Words("Nieuwe toeslag")


def test_a_payment_made_once_is_told_with_its_day() -> None:
    bonus = Bonus("VOORAFBETALING_GEBOORTE", "", PartialDate(2020, 2, 5))
    card = cards(THEME, given(GeefKindVoordelen=child_benefit(bonuses=(bonus,))))["recipient-1"]
    assert row(card, "Starting amount at birth") is not None


def test_child_benefit_is_a_time_line_too() -> None:
    payment = Payment("BASIS", "", PartialDate(2019, 1), None)
    lines = [
        each for each in blocks(THEME, given(GeefKindVoordelen=child_benefit(payment))) if isinstance(each, Timeline)
    ]
    assert [(bar.row, bar.began, bar.ended) for bar in lines[0].bars] == [("child 1", PartialDate(2019, 1), None)]


@pytest.mark.parametrize(
    ("status", "end", "text", "tone"),
    [
        ("GG", PartialDate(2027, 12, 31), "Approved", "good"),
        ("GG", PartialDate(2018, 12, 31), "Approved", "plain"),
        ("GW", PartialDate(2018, 12, 31), "Refused", "bad"),
        ("XX", None, "Iets nieuws", "plain"),
    ],
)
def test_a_right_says_how_it_stands(status: str, end: PartialDate | None, text: str, tone: str) -> None:
    right = SupportRight("VOP", "", status, "Iets nieuws", None, PartialDate(2018, 1, 1), end)
    card = cards(THEME, given(GeefStatusRechtOndersteuningen=SupportRights((right,))))["right-1"]
    assert card.label == "Flemish support premium"
    assert card.tag is not None
    assert (card.tag.text, card.tag.tone) == (text, tone)
    assert card.value == Span(PartialDate(2018, 1, 1), end)


def test_a_file_whose_content_is_kept_from_us_is_not_told_as_nothing() -> None:
    card = cards(THEME, given(GeefDossierHandicap=DisabilityFiles((), 0)))["withheld"]
    assert card.value == Words("There is a file, but its content is not shared")
    card = cards(THEME, given(GeefDossierHandicap=DisabilityFiles((), 2)))["withheld"]
    assert card.value == Words("2 parts of the file are not shared")


def test_payments_are_added_up_per_year_without_the_cancelled_ones() -> None:
    paid = (
        DisabilityPayment(PartialDate(2025, 12), Money(100), cancelled=False),
        DisabilityPayment(PartialDate(2026, 1), Money(250), cancelled=False),
        DisabilityPayment(PartialDate(2026, 2), Money(250), cancelled=True),
    )
    found = cards(THEME, given(GeefBetalingenHandicap=DisabilityPayments(paid)))
    assert list(found) == ["payments-2026", "payments-2025"]
    assert found["payments-2026"].value == Amount(Money(250))
    assert [each.label for each in found["payments-2026"].rows] == ["February 2026 (cancelled)", "January 2026"]


def test_a_well_known_tax_code_has_plain_words_and_another_keeps_its_number() -> None:
    found = cards(
        THEME,
        given(
            GeefAanslagbiljetPersonenbelasting=tax(TaxItem("A7555", Money(3_758_645), ""), TaxItem("C9", None, "ja"))
        ),
    )
    assert (found["item-1"].label, found["item-1"].value) == ("Joint taxable income", Amount(Money(3_758_645)))
    assert (found["item-2"].label, found["item-2"].value) == ("Amount with code C9", Words("ja"))
    whose = row(found["item-2"], "For whom")
    assert whose is not None
    assert whose.value == Words("both together")


def test_the_assessment_year_comes_after_the_income_year() -> None:
    card = cards(THEME, given(GeefAanslagbiljetPersonenbelasting=tax()))["assessment"]
    assert card.value == Words("Income of 2024")
    after = row(card, "Assessment year")
    assert after is not None
    assert after.value == Words("2025")
    unknown = cards(THEME, given(GeefAanslagbiljetPersonenbelasting=tax(year=None)))["assessment"]
    assert unknown.value == Words("Income of an unknown year")


def test_a_municipalitys_own_statuses_have_their_own_place() -> None:
    found = given(
        GeefSociaalStatuut=SocialStatuses(
            (
                SocialStatus("GENT_PARKING_ADULT", "1", "Van toepassing", (), ""),
                SocialStatus("BIM_BVT", "0", "Niet van toepassing", (), ""),
                SocialStatus("NEW_STATUS", "7", "Onbekend", (), "zie brief"),
            )
        )
    )
    assert [card.key for card in statuses.LOCAL.build(found)] == ["gent-parking-adult"]
    federal = [card for card in statuses.SECTION.build(found) if isinstance(card, Card)]
    assert [(card.label, card.value) for card in federal] == [
        ("Increased reimbursement", Words("Does not apply to you")),
        ("New status", Words("Onbekend")),
    ]
    assert row(federal[1], "The source adds") is not None


def test_a_section_without_its_data_is_empty_and_says_what_that_means() -> None:
    for section in THEME.sections:
        assert list(section.build(given())) == []
        assert section.empty().endswith(".")


@pytest.mark.shared
@pytest.mark.parametrize("service", THEME.services, ids=lambda service: service.name)
def test_every_real_answer_becomes_facts(service: Service[Any], magda_mock: Path) -> None:
    read = 0
    for file, node in shared(magda_mock, service):
        value = service.parse(node)
        if value is None:
            continue
        read += 1
        assert msgspec.msgpack.decode(msgspec.msgpack.encode(value), type=service.result) == value, file.name
        found = given(**{service.name: value})
        for section in THEME.sections:
            built = section.build(found)
            assert len({block.key for block in built}) == len(built), f"{file.name} {section.key}"
            assert all(block.label and block.meaning for block in built), f"{file.name} {section.key}"
            assert (
                built or section.services[0] is not service or section is statuses.LOCAL or section is statuses.SECTION
            )
        assert THEME.tile(found) is not None
        THEME.todos(found)
        THEME.news(found)
    assert read
