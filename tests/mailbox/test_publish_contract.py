"""What a sender hears on the v2 surface is what the public contract (v2.1) describes."""

from __future__ import annotations

import pytest

from tests.mailbox import boxes, letters, multipart, programs
from tests.mailbox.multipart import metadata, pdf, v2
from tests.mailbox.test_v2_contract import right

pytestmark = [pytest.mark.shared, pytest.mark.django_db, pytest.mark.usefixtures("one_connection")]
MAIN = {"httpPartName": "upfile1", "mainContent": True}


def test_a_publication_answers_as_the_contract_says() -> None:
    letters.sender()
    municipality = programs.of_enterprise("zonnegem-post", letters.ORGANISATION)
    told, key = v2(attachments=[{**MAIN, "digest": multipart.digest()}]), {"Idempotency-Key": '"a"'}
    right("MessageToPublish", told)
    body, to = multipart.body(pdf(), metadata(told)), f"{programs.V2}/publishMessage"
    unopened = municipality.ask("POST", to, body, content_type=multipart.FORM)
    boxes.Box.objects.update(state="active")
    done = municipality.ask("POST", to, body, content_type=multipart.FORM, **key)
    for answer in (unopened, done):
        assert answer.status == 201
        right("PublicationStatusMessage", answer.json)
    refused = municipality.ask("POST", to, multipart.body(pdf()), content_type=multipart.FORM)
    assert refused.status == 400
    right("StatusMessage", refused.json)
    repeated = municipality.ask("POST", to, body, content_type=multipart.FORM, **key)
    assert (repeated.status, repeated.json["messageId"]) == (409, done.json["messageId"])
    right("StatusMessage", repeated.json, strict=False)
