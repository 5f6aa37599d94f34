"""Every answer of the v2 surface is one that the public contract (v2.1) describes, property for property."""

from __future__ import annotations

import os
from base64 import b64decode
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml

from burgerprofiel.kit import clock, remembered
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.mailbox.models import Logo, Message, MessageType, SenderApplication, SenderOrganisation
from tests.conftest import lacking
from tests.mailbox import boxes, letters, programs
from tests.mailbox.programs import V2, Program

pytestmark = [pytest.mark.shared, pytest.mark.usefixtures("one_connection")]
PIXEL = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")


@cache
def contract() -> Any:
    """The public file."""
    file = Path(os.environ["MAGDA_MOCK_DATA"]).parent / "openapi" / "e-Box-Enterprise-swagger-v2.1-AP-Public.yaml"
    if not file.is_file():
        lacking("the public contract is not among the shared data")
    return yaml.safe_load(file.read_text())


def right(name: str, told: object, *, strict: bool = True) -> None:
    """The value is what the contract calls so; `strict`: and has no property that it does not name."""
    definitions = {key: _closed(value) if strict else value for key, value in contract()["definitions"].items()}
    schema = {"$ref": f"#/definitions/{name}", "definitions": definitions}
    problems = [
        f"{error.instance_path}: {error.message}"
        for error in jsonschema_rs.iter_errors(schema, told, draft=jsonschema_rs.Draft4)
    ]
    assert not problems, problems


def _closed(definition: Any) -> Any:
    return definition | ({"additionalProperties": False} if "properties" in definition else {})


@pytest.fixture
def noor() -> CitizenId:
    """A box with everything that a message may have."""
    letters.sender(payment_allowed=True, descriptions={"nl": "Een brief", "fr": "Une lettre"})
    logo = {"media_type": "image/png", "content": PIXEL, "language": "nl"}
    Logo.objects.create(organisation=SenderOrganisation.objects.get(), **logo)
    Logo.objects.create(application=SenderApplication.objects.get(), **logo)
    SenderOrganisation.objects.update(url="https://www.zonnegem.be", contact_business="info@zonnegem.be")
    remembered.forget()
    noor = boxes.citizen(letters.NOOR)
    message = letters.letter(business={"dossier": ["P-1", "P-2"]}, attention_label="Noor")
    letters.published(
        message, [letters.file(title="De brief", signed=True), letters.file(b"a,b", media_type="text/csv")]
    )
    due = clock.now() + timedelta(days=30)
    paid = {
        "id": "F1",
        "cents": 12_34,
        "vat_cents": 2_59,
        "iban": "BE72000000001616",
        "reference": "010806817183",
        "due": due.isoformat(),
    }
    boxes.message(noor, "Aanslag", payment=paid | {"bic": "GEBABEBB"}, amount=14_93, due_at=due)
    boxes.message(noor, "Weg", withdrawn_at=clock.now(), withdrawn_why="mistake", original_message_id=boxes.id_at(due))
    return noor


@pytest.fixture
def portal(noor: CitizenId) -> Program:
    return programs.reader(noor)


def test_the_box_and_its_messages(portal: Program) -> None:
    right("Ebox", portal.told(f"{V2}/ebox"))
    told = portal.told(f"{V2}/ebox/messages")
    right("Messages", told)
    assert told["totalItems"] == len(told["items"]) == 3
    for each in told["items"]:
        one = portal.told(f"{V2}/ebox/messages/{each['messageId']}")
        right("Message", one)
        assert one == each, "a list tells the same as the message itself"
        right("Attachments", portal.told(f"{V2}/ebox/messages/{each['messageId']}/attachments"))
        for file in each["attachments"]["items"]:
            right(
                "Attachment", portal.told(f"{V2}/ebox/messages/{each['messageId']}/attachments/{file['attachmentId']}")
            )


def test_bodies_and_payments(portal: Program) -> None:
    bodies, payments = 0, 0
    for each in portal.told(f"{V2}/ebox/messages")["items"]:
        body, payment = (
            portal.get(f"{V2}/ebox/messages/{each['messageId']}/{what}") for what in ("body", "paymentData")
        )
        for answer, name in ((body, "TranslatedString"), (payment, "PaymentData")):
            assert answer.status in (200, 404)
            right(name if answer.status == 200 else "StatusMessage", answer.json)
        bodies, payments = bodies + (body.status == 200), payments + (payment.status == 200)
    assert (bodies, payments) == (1, 1)


@pytest.mark.parametrize(
    ("where", "one", "many", "key"),
    [
        ("messageTypes", "MessageType", "MessageTypes", "messageTypeId"),
        ("senderApplications", "SenderApplication", "SenderApplications", "applicationId"),
        ("senderOrganizations", "SenderOrganization", "SenderOrganizations", "organizationId"),
    ],
)
def test_reference_data_is_whole_in_three_languages(portal: Program, where: str, one: str, many: str, key: str) -> None:
    told = portal.told(f"{V2}/referenceData/{where}")
    right(many, told)
    for each in told["items"]:
        single = portal.get(f"{V2}/referenceData/{where}/{each[key]}")
        assert single.json == each
        right(one, each)
        for texts in [value for value in each.values() if isinstance(value, dict) and "nl" in value]:
            assert all(texts[language] for language in ("nl", "fr", "de"))
        for logo in each.get(f"{where.removeprefix('sender').removesuffix('s').lower()}Logos", []):
            assert portal.get(logo["contentHref"].partition(programs.HOST)[2]).content == PIXEL


def test_reference_data_may_be_kept_for_a_day_and_who_has_it_is_told_so(portal: Program) -> None:
    path = f"{V2}/referenceData/messageTypes/{letters.TYPE}"
    answer = portal.get(path)
    assert answer.headers["Cache-Control"] == "public, no-transform, proxy-revalidate, max-age=86400"
    again = portal.get(path, **{"If-None-Match": answer.headers["ETag"]})
    assert (again.status, again.content) == (304, b"")
    MessageType.objects.update(names={"nl": "Anders"})
    remembered.forget()
    assert portal.get(path, **{"If-None-Match": answer.headers["ETag"]}).status == 200


def test_what_senders_ask(noor: CitizenId) -> None:
    program = programs.of_enterprise("zonnegem-post", letters.ORGANISATION)
    name = str(Message.objects.exclude(body=None).get().id)
    box = {"eboxType": "citizen", "eboxIdValue": letters.NOOR}
    answer = program.ask("POST", f"{V2}/searchMessageStatus", [{"messageId": name, "eboxId": box}])
    assert answer.status == 201
    right("MessagesStatusList", answer.json)
    link = {
        "messageId": name,
        "recipients": [{"eboxType": "citizen", "eboxIdValue": letters.ARNE}, box, box | {"eboxIdValue": "x"}],
    }
    answer = program.ask("POST", f"{V2}/linkEboxMessage", link)
    assert answer.status == 201
    right("LinkResponse", answer.json)


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("GET", "/ebox/messages?page=x", None, 400),
        ("GET", f"/ebox/messages/{boxes.id_at(clock.now())}", None, 404),
        ("GET", "/ebox/messages/x", None, 404),
        ("GET", "/referenceData/messageTypes/x", None, 404),
        ("PATCH", "/ebox/messages", {"items": [{}]}, 400),
        ("POST", "/searchMessageStatus", [], 403),
        ("DELETE", "/ebox", None, 405),
    ],
)
def test_a_refusal_is_a_status_message(portal: Program, method: str, path: str, body: object, status: int) -> None:
    answer = portal.ask(method, V2 + path, body)
    assert answer.status == status
    right("StatusMessage", answer.json, strict=False)
    nobody = Program("")
    assert nobody.ask(method, V2 + path, body).status in (401, 404, 405)
