"""What needs the citizen first in benefits: what ends within three months, no sooner and no later."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.utils import translation

from burgerprofiel.kit import clock
from burgerprofiel.kit.money import Money
from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.sources.connectors.magda.services.disability_recognition import Recognition
from burgerprofiel.sources.connectors.magda.services.geef_aanslagbiljet_personenbelasting import TaxAssessment
from burgerprofiel.sources.connectors.magda.services.geef_betalingen_handicap import (
    DisabilityPayment,
    DisabilityPayments,
)
from burgerprofiel.sources.connectors.magda.services.geef_dossier_handicap import (
    DisabilityFile,
    DisabilityFiles,
    SocialCard,
)
from burgerprofiel.sources.connectors.magda.services.geef_kind_voordelen import (
    BenefitFile,
    Child,
    ChildBenefits,
    Payment,
)
from burgerprofiel.sources.connectors.magda.services.geef_sociaal_statuut import Period, SocialStatus, SocialStatuses
from burgerprofiel.sources.connectors.magda.services.geef_status_recht_ondersteuningen import (
    SupportRight,
    SupportRights,
)
from burgerprofiel.sources.connectors.magda.services.geef_volledig_dossier_handicap import (
    CareFile,
    FullDisabilityFile,
)
from burgerprofiel.sources.themes.benefits import THEME
from tests.sources.cases import answers

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
SOON = PartialDate(2027, 1, 31)


@pytest.fixture(autouse=True)
def _in_english_on_a_fixed_day() -> Iterator[None]:
    with clock.frozen_at(NOW), translation.override("en"):
        yield


def todos(**data: Any) -> list[tuple[str, str]]:
    return [(todo.title, todo.href) for todo in THEME.todos(answers(THEME, **data))]


def news(**data: Any) -> list[str]:
    return [each.key for each in THEME.news(answers(THEME, **data))]


def recognised(end: PartialDate | None) -> DisabilityFiles:
    recognition = Recognition("RECOGNITION_DETERMINED", None, PartialDate(2020, 9, 4), end, None, None, None)
    return DisabilityFiles((DisabilityFile("dgph", None, None, (recognition,), (), ()),), 0)


@pytest.mark.parametrize(
    ("end", "told"),
    [
        (PartialDate(2026, 11, 21), True),
        (PartialDate(2027, 2, 21), True),
        (PartialDate(2027, 2, 22), False),
        (PartialDate(2026, 11, 20), False),
        (None, False),
    ],
)
def test_a_recognition_asks_for_attention_in_its_last_three_months(end: PartialDate | None, *, told: bool) -> None:
    found = todos(GeefDossierHandicap=recognised(end))
    wanted = [("The recognition of your disability ends", "/gegevens/benefits#section-recognition")]
    assert found == (wanted if told else [])


def test_a_card_a_right_a_status_and_a_file_ask_for_attention_too() -> None:
    card = SocialCard("PARKINGCARD", "1", PartialDate(2017), SOON)
    found = todos(
        GeefDossierHandicap=DisabilityFiles((DisabilityFile("dgph", None, None, (), (), (card,)),), 0),
        GeefVolledigDossierHandicap=FullDisabilityFile(
            CareFile("1", (), "", "", recognised=True, begin=None, end=SOON), None, None, (), (), (), ()
        ),
        GeefStatusRechtOndersteuningen=SupportRights((SupportRight("VOP", "", "GG", "", None, None, SOON),)),
        GeefSociaalStatuut=SocialStatuses((SocialStatus("BIM_BVT", "1", "", (Period(None, SOON),), ""),)),
    )
    assert [title for title, _href in found] == [
        "Parking card: ends soon",
        "Your recognition at the Flemish agency (VAPH) ends",
        "Flemish support premium: ends soon",
        "Increased reimbursement: ends soon",
    ]


def test_what_was_refused_or_does_not_apply_asks_nothing() -> None:
    refused = SupportRight("VOP", "", "GW", "", None, None, SOON)
    idle = SocialStatus("BIM_BVT", "0", "", (Period(None, SOON),), "")
    found = todos(GeefStatusRechtOndersteuningen=SupportRights((refused,)), GeefSociaalStatuut=SocialStatuses((idle,)))
    assert found == []


def test_a_payment_of_last_month_is_news_and_a_cancelled_or_old_one_is_not() -> None:
    old = DisabilityPayment(PartialDate(2023, 12), Money(100), cancelled=False)
    last = DisabilityPayment(PartialDate(2026, 10), Money(100), cancelled=False)
    gone = DisabilityPayment(PartialDate(2026, 10), Money(100), cancelled=True)
    assert news(GeefBetalingenHandicap=DisabilityPayments((old, last))) == ["payment"]
    assert news(GeefBetalingenHandicap=DisabilityPayments((old,))) == []
    assert news(GeefBetalingenHandicap=DisabilityPayments((gone,))) == []


@pytest.mark.parametrize(("year", "told"), [(2024, ["assessment-2024"]), (2011, []), (None, [])])
def test_only_the_newest_assessment_is_news(year: int | None, told: list[str]) -> None:
    assert news(GeefAanslagbiljetPersonenbelasting=TaxAssessment(year, "", "A", "", ())) == told


@pytest.mark.parametrize(
    ("end", "told"), [(PartialDate(2026, 10), ["child-benefit"]), (PartialDate(2021, 8), []), (None, [])]
)
def test_child_benefit_that_stopped_lately_is_news(end: PartialDate | None, told: list[str]) -> None:
    child = Child("13642121403", (Payment("BASIS", "", PartialDate(2019, 1), end),))
    assert news(GeefKindVoordelen=ChildBenefits((BenefitFile("", "", "", (), (child,)),))) == told
