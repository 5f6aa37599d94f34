"""What is written in the logs: lines for machines, without national numbers, queries or tokens."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from io import StringIO

import pytest
import structlog
from django.conf import settings
from django.test import Client

from burgerprofiel.site import logs


@pytest.fixture
def written() -> Iterator[StringIO]:
    """What the product's own handler writes."""
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    logs.configure("INFO")
    handler, told = root.handlers[0], StringIO()
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(told)
    yield told
    root.handlers[:] = before
    root.setLevel(level)


@pytest.mark.parametrize(
    "number",
    [
        "85631441236",
        "85.63.14-412.36",
        "85 63 14 412 36",
        "85-63-14-412-36",
        "85/63/14/412/36",
        "856314-412.36",
        "85%2E63%2E14%2D412%2E36",
        "85+63+14+412+36",
    ],
)
@pytest.mark.parametrize(
    "wrapped", [str, lambda text: [text], lambda text: {"in": {text: 1}}, lambda text: {text}, Exception]
)
def test_a_national_number_is_blanked_wherever_it_stands(written: StringIO, number: str, wrapped: type) -> None:
    structlog.get_logger("tests").warning("something", about=wrapped(number))
    logging.getLogger("tests").warning("about %s", wrapped(number), extra={"more": wrapped(number)})
    told = [json.loads(line) for line in written.getvalue().splitlines()]
    words = "".join(str(value) for line in told for name, value in line.items() if name != "timestamp")
    assert "412" not in words
    assert words.count("•••") == 3


@pytest.mark.parametrize("number", [85631441236, 0.85631441236])
def test_a_number_that_is_no_text_is_blanked_too(written: StringIO, number: float) -> None:
    structlog.get_logger("tests").warning("something", about=number)
    assert json.loads(written.getvalue())["about"].endswith("•••")


def test_an_error_tells_its_kind_but_no_number(written: StringIO) -> None:
    try:
        int("85.63.14-412.36")
    except ValueError:
        logging.getLogger("tests").exception("it broke")
    told = json.loads(written.getvalue())["exception"]
    assert "ValueError" in told
    assert "14-412" not in told
    assert "•••" in told


def test_who_writes_newlines_writes_no_line_of_their_own(written: StringIO) -> None:
    structlog.get_logger("tests").warning("something", about='x\n{"event": "forged"}\r\u2028')
    assert len(written.getvalue().splitlines()) == 1
    assert json.loads(written.getvalue())["event"] == "something"


def test_of_a_refused_request_the_query_is_not_told(written: StringIO) -> None:
    host = settings.CONFIG.portal_origin.removeprefix("http://")
    Client(headers={"host": host}).get("/nergens?q=Vandenbos&nummer=85631441236&code=geheim")
    told = written.getvalue()
    assert "/nergens" in told
    for secret in ("Vandenbos", "85631441236", "geheim", "?"):
        assert secret not in told


def test_a_moment_and_a_reference_stay_readable() -> None:
    line = "2026-11-21T22:13:15.681385Z 7F3K-2M9Q 019ab2c3-7f12-7abc-8def-0123456789ab"
    assert logs.scrub(line) == line
