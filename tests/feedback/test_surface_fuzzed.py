"""Whatever a program asks at our GTMF surface, it hears what the file says, and never 500 (schemathesis)."""

from __future__ import annotations

from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.feedback.citizens import Citizen
from tests.feedback.test_surface import CONTRACT, HANDLES, HOLDS, Program, form, melding, program
from tests.programs import API

pytestmark = pytest.mark.django_db
_SETTINGS = settings(
    max_examples=25,
    database=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
EVERY = [each.ok() for each in schemathesis.openapi.from_dict(CONTRACT.document).get_all_operations()]
PLAIN = [each for each in EVERY if not each.path.endswith("/upload")]


def _send(asker: Program, case: Any) -> int:
    told = case.as_transport_kwargs(base_url=f"http://{API}")
    ready = requests.Request(**{name: value for name, value in told.items() if name != "timeout"}).prepare()
    sent = ready.body.encode() if isinstance(ready.body, str) else ready.body or b""
    path = (ready.url or "").partition(API)[2]
    return asker.ask(str(ready.method), path, bytes(sent), ready.headers.get("Content-Type", "")).status


@pytest.mark.parametrize("operation", PLAIN, ids=[f"{each.method} {each.path}" for each in PLAIN])
def test_no_answer_is_500(noor: Citizen, operation: Any) -> None:
    asker = program("Medewerker", HANDLES, HOLDS)
    asker.ask("POST", "/api/v2/meldingen", melding())

    negative = operation.as_strategy(generation_mode=schemathesis.GenerationMode.NEGATIVE)

    @given(case=st.one_of(operation.as_strategy(), negative))
    @_SETTINGS
    def send(case: Any) -> None:
        assert _send(asker, case) < 500

    send()


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/datasets/%00",
        "/api/v1/datasets/werk%0a",
        "/api/v2/meldingen/?MeldersReferentie=%00",
        "/api/v2/meldingen/?Offset=%D9%A3",
        "/api/v2/meldingen/?Offset=-1",
        "/api/v2/meldingen/?Offset=99999999999999999999",
    ],
)
def test_what_is_no_name_and_no_number_finds_nothing(noor: Citizen, path: str) -> None:
    assert program("Medewerker").ask("GET", path).status in (200, 400, 404)


def test_texts_with_zeros_and_lone_halves_are_refused(noor: Citizen) -> None:
    asker = program("Medewerker")
    for body in (b'{"Samenvatting": "\\u0000"}', b'{"Samenvatting": "\\ud800"}', b"[" * 5000, b"\xff"):
        assert asker.ask("POST", "/api/v2/meldingen", body).status == 400


def test_a_name_of_a_file_that_leads_away_is_refused(noor: Citizen) -> None:
    asker = program("Medewerker")
    for name in ("../x.pdf", "a\\b.pdf", "a\x01.pdf", "x.pdf.exe"):
        assert asker.ask("POST", "/api/v1/upload", *form(name=name)).status == 400
