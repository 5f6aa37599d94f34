"""The published file names every door of DOSIS with its scope; whatever is asked, no answer is 500 (schemathesis)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
import requests
import schemathesis
import yaml
from django.urls import get_resolver
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from burgerprofiel.dossiers.intake.processing import process_all
from burgerprofiel.dossiers.models import Upload
from tests.dossiers.pushing import CONTRACT, HOST, PUSH, Program, body, program
from tests.dossiers.told import SOURCE
from tests.programs import Answer

pytestmark = pytest.mark.usefixtures("one_connection")
FEW, MANY = 12, 200
METHODS = ("get", "post", "delete")
_SETTINGS = settings(
    database=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
_NEGATIVE = schemathesis.GenerationMode.NEGATIVE


def _doors() -> dict[tuple[str, str], tuple[str, ...]]:
    found = {}
    for pattern in get_resolver("burgerprofiel.dossiers.urls.api").url_patterns:
        for method, view in vars(pattern.callback).get("doors", {}).items():
            if method != "HEAD" and "dos" in str(pattern.pattern):
                found[method, f"/{pattern.pattern}"] = view.scopes
    return found


def _written() -> dict[tuple[str, str], Any]:
    paths = CONTRACT.document["paths"].items()
    return {(method.upper(), path): each[method] for path, each in paths for method in METHODS if method in each}


def test_every_door_is_written_down_with_its_scope_and_nothing_is_that_is_not_there() -> None:
    written = _written()
    assert set(written) == set(_doors())
    for operation, scopes in _doors().items():
        (said,) = written[operation]["security"]
        assert set(said["token"]) == set(scopes)
        assert {"401", "403", "default"} <= set(written[operation]["responses"])


def test_everybody_may_fetch_the_file() -> None:
    answer = Program("").get("/api/dosis/doc/openapi.yaml")
    assert (answer.status, yaml.safe_load(answer.content)["openapi"]) == (200, "3.1.0")
    kept = Program("").ask("GET", "/api/dosis/doc/openapi.yaml", **{"If-None-Match": answer.headers["ETag"]})
    assert kept.status == 304


def test_a_method_that_is_none_is_refused_in_the_words_of_the_contract() -> None:
    answer = program().ask("PATCH", PUSH)
    assert (answer.status, set(answer.json)) == (405, {"code", "message", "description", "errors"})


def _operations() -> Iterator[Any]:
    for found in schemathesis.openapi.from_dict(CONTRACT.document).get_all_operations():
        yield found.ok()


EVERY = list(_operations())
NAMES = [f"{each.method.upper()} {each.path}" for each in EVERY]


def _send(asker: Program, case: Any) -> Answer:
    told = case.as_transport_kwargs(base_url=f"http://{HOST}")
    ready = requests.Request(**{name: value for name, value in told.items() if name != "timeout"}).prepare()
    sent = ready.body.encode() if isinstance(ready.body, str) else ready.body or b""
    kind = ready.headers.get("Content-Type", "")
    path = (ready.url or "").partition(HOST)[2]
    return asker.ask(str(ready.method), path, bytes(sent), content_type=kind)


def _ask_anything(operation: Any, examples: int) -> None:
    zonnegem, known = program(), body()
    zonnegem.push(known)
    process_all()
    uploads = [known["UploadId"], str(uuid4())]
    strategies = st.one_of(operation.as_strategy(), operation.as_strategy(generation_mode=_NEGATIVE))

    @settings(_SETTINGS, max_examples=examples)
    @given(case=strategies, data=st.data())
    def ask(case: Any, data: Any) -> None:
        if isinstance(case.query, dict) and "bron" in case.query and data.draw(st.booleans()):
            case.query["bron"] = SOURCE
        if isinstance(case.query, dict) and "uploadId" in case.query and data.draw(st.booleans()):
            case.query["uploadId"] = data.draw(st.sampled_from(uploads))
        if isinstance(case.body, dict) and isinstance(case.body.get("Identificatie"), dict):
            case.body["Identificatie"]["Bron"] = SOURCE
            whose = data.draw(st.sampled_from([body()["Agenten"], case.body.get("Agenten")]))
            case.body |= {"Agenten": whose, "WijzigingsDatum": "2025-03-14T09:30:00"}
        assert _send(zonnegem, case).status < 500

    ask()
    process_all()
    assert not Upload.objects.filter(processed_at__isnull=True).exists()
    assert (
        not Upload.objects.filter(succeeded=False).exclude(problems__0__startswith="The dossier was removed").exists()
    )


@pytest.mark.parametrize("operation", EVERY, ids=NAMES)
def test_no_question_breaks_it_and_whatever_was_accepted_is_added(operation: Any) -> None:
    _ask_anything(operation, FEW)


@pytest.mark.slow
@pytest.mark.parametrize("operation", EVERY, ids=NAMES)
def test_nor_do_many(operation: Any) -> None:
    _ask_anything(operation, MANY)
