"""Every real answer of the person services is read, can be cached, and becomes facts."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from burgerprofiel.kit.answers import Data
from burgerprofiel.sources.service import Answers, Service
from burgerprofiel.sources.themes.family import THEME
from tests.sources.family_cases import shared

LEAST = {
    "GeefPersoon": 270,
    "GeefGezinssamenstelling": 14,
    "GeefHistoriekPersoon": 30,
    "GeefHistoriekGezinssamenstelling": 7,
    "GeefPasfoto": 3,
}


@pytest.mark.shared
@pytest.mark.parametrize("service", THEME.services, ids=lambda service: service.name)
def test_every_real_answer_is_read_and_shown(service: Service[Any], magda_mock: Path) -> None:
    read = 0
    for name, content in shared(magda_mock, service):
        value = service.parse(content)
        if value is None:
            continue
        read += 1
        assert msgspec.msgpack.decode(msgspec.msgpack.encode(value), type=service.result) == value, name
        answers = Answers({service.name: Data(value, datetime(2026, 1, 5, tzinfo=UTC))})
        for section in THEME.sections:
            built = section.build(answers)
            assert len({block.key for block in built}) == len(built), f"{name} {section.key}"
        assert THEME.tile(answers) is not None or service not in THEME.tile_services
        THEME.todos(answers)
        THEME.news(answers)
    assert read >= LEAST[service.name]
