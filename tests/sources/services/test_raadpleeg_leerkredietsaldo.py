"""Learning credit: it may be negative, and the reserve may be missing."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from burgerprofiel.sources.connectors.magda.services.raadpleeg_leerkredietsaldo import SERVICE, LearningCredit, parse
from tests.sources.cases import inhoud, shared


def credit(xml: str, message: str = "OK") -> LearningCredit | None:
    return parse(
        inhoud(
            f"<Melding>{message}</Melding><RaadpleegLeerkredietsaldoAntwoord>{xml}</RaadpleegLeerkredietsaldoAntwoord>"
        )
    )


def test_a_negative_balance_without_reserve_is_read() -> None:
    assert credit("<Leerkredietsaldo>-49</Leerkredietsaldo>") == LearningCredit(Decimal(-49), None, None, "")


def test_a_message_is_kept_when_it_says_something() -> None:
    found = credit("", "Student niet gekend")
    assert found is not None
    assert found.message == "Student niet gekend"


def test_an_answer_without_balance_element_is_no_data() -> None:
    assert parse(inhoud("<Melding>OK</Melding>")) is None


@pytest.mark.shared
def test_every_shared_answer_has_a_balance(magda_mock: Path) -> None:
    found = [parse(node) for _file, node in shared(magda_mock, SERVICE)]
    assert len(found) >= 15
    assert all(each is not None and each.balance is not None for each in found)
