"""The demo's other registry answers, on its v2.1 surface, with what the public contract describes."""

from __future__ import annotations

import httpx
import pytest

from tests.mailbox.federation.conftest import TOKEN, Other
from tests.mailbox.test_v2_contract import right

pytestmark = pytest.mark.shared


def ask(other: Other, path: str) -> object:
    """An answer of its v2 surface."""
    url = f"http://127.0.0.1:{other.port}/ebox/messageRegistry/v2/{path}"
    return httpx.get(url, headers={"Authorization": f"Bearer {TOKEN}"}).raise_for_status().json()


def test_every_answer_is_one_of_the_contract(other: Other) -> None:
    paid, written = other.letters()[0], next(letter for letter in other.letters() if letter.body)
    right("Messages", ask(other, "ebox/messages?pageSize=100"))
    right("Message", ask(other, f"ebox/messages/{paid.id}"))
    right("Attachments", ask(other, f"ebox/messages/{paid.id}/attachments"))
    right("Attachment", ask(other, f"ebox/messages/{paid.id}/attachments/main"))
    right("PaymentData", ask(other, f"ebox/messages/{paid.id}/paymentData"))
    right("TranslatedString", ask(other, f"ebox/messages/{written.id}/body"))
    right("Ebox", ask(other, "ebox"))
    for kind, one in (
        ("messageTypes", "MessageType"),
        ("senderOrganizations", "SenderOrganization"),
        ("senderApplications", "SenderApplication"),
    ):
        listed = ask(other, f"referenceData/{kind}")
        assert isinstance(listed, dict)
        for each in listed["items"]:
            right(one, each)
