"""Whatever is asked at the registry, no answer is 500, and each is one that the published files name (schemathesis)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import jsonschema_rs
import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from burgerprofiel.kit import clock
from burgerprofiel.mailbox.registry.scopes import CONSUMER, MESSAGES, PUBLISH, REFERENCE, SUMMARY
from tests.mailbox import boxes, letters, programs
from tests.mailbox.programs import HOST, Program
from tests.mailbox.test_openapi import BASES, document

pytestmark = pytest.mark.usefixtures("one_connection")
FEW, MANY = 8, 150
ALL = (PUBLISH, REFERENCE, CONSUMER, SUMMARY, MESSAGES)
_SETTINGS = settings(
    database=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def _operations(name: str) -> Iterator[Any]:
    for found in schemathesis.openapi.from_dict(document(name)).get_all_operations():
        yield found.ok()


def _named(operation: Any) -> str:
    return f"{operation.method.upper()} {operation.path}"


EVERY = [(name, operation) for name in BASES for operation in _operations(name)]


@pytest.fixture
def asked(db: None) -> tuple[list[Program], dict[str, list[str]]]:
    """A citizen's portal and a sender's program with every scope, and names of what is there."""
    letters.sender(payment_allowed=True)
    noor = boxes.citizen(letters.NOOR)
    message = letters.letter(reply_allowed=True, business={"dossier": ["P-1"]})
    done = letters.published(message, [letters.file(title="De brief")])
    gone = boxes.message(noor, "Weg", withdrawn_at=clock.now())
    old = boxes.message(noor, "Oud", expires_at=clock.now() - timedelta(days=1))
    portal = programs.reader(noor, ALL)
    (file,) = portal.told(f"{programs.V3}/ebox/messages/{done.message_id}/attachments")["items"]
    known = {
        "messageId": [str(done.message_id), str(gone.id), str(old.id), str(uuid4())],
        "attachmentId": [file["attachmentId"], str(uuid4())],
        "messageTypeId": [letters.TYPE],
        "senderApplicationId": [letters.APPLICATION],
        "senderOrganizationId": [letters.ORGANISATION],
    }
    return [portal, programs.of_enterprise("zonnegem-post", letters.ORGANISATION, ALL)], known


def _send(program: Program, case: Any, base: str) -> programs.Answer:
    told = case.as_transport_kwargs(base_url=f"http://{HOST}{base}")
    ready = requests.Request(**{name: value for name, value in told.items() if name != "timeout"}).prepare()
    body = ready.body.encode() if isinstance(ready.body, str) else ready.body or b""
    headers = {name: value for name, value in ready.headers.items() if name.lower() not in ("content-length", "host")}
    media_type = headers.pop("Content-Type", "")
    headers = {name: value for name, value in headers.items() if name.lower() not in ("authorization", "content-type")}
    path = (ready.url or "").partition(HOST)[2]
    return program.ask(str(ready.method), path, bytes(body), content_type=media_type, **headers)


def _schema(name: str, told: Any) -> dict[str, Any]:
    return {**told, "components": document(name)["components"]}


def _check(name: str, operation: Any, answer: programs.Answer) -> None:
    written = document(name)["paths"][operation.path][operation.method]["responses"]
    assert answer.status < 500, answer
    assert str(answer.status) in written, f"{answer.status} is not written down: {answer}"
    said = written[str(answer.status)]
    if "$ref" in said:
        said = document(name)["components"]["responses"][said["$ref"].rpartition("/")[2]]
    media_type = answer.headers.get("Content-Type", "").partition(";")[0]
    assert not said.get("content") or media_type in said["content"], (media_type, said)
    if answer.json is not None:
        schema = _schema(name, said["content"][media_type]["schema"])
        problems = [each.message for each in jsonschema_rs.iter_errors(schema, answer.json)]
        assert not problems, (problems, answer)


def _ask_anything(name: str, operation: Any, asked: Any, examples: int) -> None:
    programs_, known = asked
    strategies = st.one_of(operation.as_strategy(), operation.as_strategy(generation_mode=_NEGATIVE))

    @settings(_SETTINGS, max_examples=examples)
    @given(case=strategies, data=st.data())
    def ask(case: Any, data: Any) -> None:
        for part, names in known.items():
            if part in (case.path_parameters or {}) and data.draw(st.booleans()):
                case.path_parameters[part] = data.draw(st.sampled_from(names))
        _check(
            name, operation, _send(data.draw(st.sampled_from(programs_)), case, BASES[name] if name != "ours" else "")
        )

    ask()


_NEGATIVE = schemathesis.GenerationMode.NEGATIVE


@pytest.mark.parametrize(("name", "operation"), EVERY, ids=[f"{name} {_named(each)}" for name, each in EVERY])
def test_no_question_breaks_the_registry(name: str, operation: Any, asked: Any) -> None:
    _ask_anything(name, operation, asked, FEW)


@pytest.mark.slow
@pytest.mark.parametrize(("name", "operation"), EVERY, ids=[f"{name} {_named(each)}" for name, each in EVERY])
def test_nor_do_many(name: str, operation: Any, asked: Any) -> None:
    _ask_anything(name, operation, asked, MANY)
