"""The published file names every door with its scope; whatever is asked, no answer is 500 (schemathesis)."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest
import requests
import schemathesis
import yaml
from django.urls import get_resolver
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.permits.telling import CONTRACT, HOST, PDF, PERMITS, Program, permit, program

pytestmark = pytest.mark.django_db
_SETTINGS = settings(
    database=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
EVERY = [each.ok() for each in schemathesis.openapi.from_dict(CONTRACT.document).get_all_operations()]
DOCUMENT = next(each for each in EVERY if each.path.endswith("{document}"))
EVERY.remove(DOCUMENT)
NAMES = [f"{each.method.upper()} {each.path}" for each in EVERY]


def test_every_door_is_written_down_with_its_scope_and_nothing_is_that_is_not_there() -> None:
    doors = {}
    for pattern in get_resolver("burgerprofiel.permits.urls.api").url_patterns:
        address = f"/{pattern.pattern}".replace("<str:", "{").replace(">", "}")
        for method, view in vars(pattern.callback).get("doors", {}).items():
            doors[method.lower(), address] = set(view.scopes)
    written = {
        (method, path): {scope for said in operation["security"] for scope in said["token"]}
        for path, operations in CONTRACT.document["paths"].items()
        for method, operation in operations.items()
        if method != "parameters"
    }
    assert written == {door: scopes for door, scopes in doors.items() if door[0] != "head"}


def test_everybody_may_fetch_the_file() -> None:
    answer = Program("").ask("GET", "/burgerprofiel/permits/v1/doc/openapi.yaml")
    assert (answer.status, yaml.safe_load(answer.content)["openapi"]) == (200, "3.1.0")


def _send(asker: Program, case: Any) -> int:
    told = case.as_transport_kwargs(base_url=f"http://{HOST}")
    ready = requests.Request(**{name: value for name, value in told.items() if name != "timeout"}).prepare()
    sent = ready.body.encode() if isinstance(ready.body, str) else ready.body or b""
    path = (ready.url or "").partition(HOST)[2]
    return asker.ask(str(ready.method), path, bytes(sent), ready.headers.get("Content-Type", "")).status


@pytest.mark.parametrize("operation", EVERY, ids=NAMES)
def test_no_question_breaks_it(operation: Any) -> None:
    natuur = program()
    natuur.tell()
    negative = operation.as_strategy(generation_mode=schemathesis.GenerationMode.NEGATIVE)

    @settings(_SETTINGS, max_examples=15)
    @given(case=st.one_of(operation.as_strategy(), negative), data=st.data())
    def ask(case: Any, data: Any) -> None:
        if data.draw(st.booleans()):
            case.path_parameters = {"permit": "VV-1", "document": "vergunning"}
        if isinstance(case.body, dict) and "productId" in case.body and data.draw(st.booleans()):
            case.body |= {name: permit()[name] for name in ("changedAt", "beneficiaries", "validFrom")}
        assert _send(natuur, case) < 500

    ask()


@_SETTINGS
@given(name=st.text(max_size=120), content=st.one_of(st.binary(max_size=200), st.binary().map(PDF.__add__)))
def test_no_document_breaks_it(name: str, content: bytes) -> None:
    natuur = program()
    natuur.tell()
    for path in (f"{PERMITS}/{quote(name, safe='')}/documents/x", f"{PERMITS}/VV-1/documents/{quote(name, safe='')}"):
        assert natuur.ask("PUT", path, content, "application/pdf").status < 500
    assert natuur.bring(content=content).status < 500
