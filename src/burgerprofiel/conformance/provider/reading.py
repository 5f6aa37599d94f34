"""A message, what is attached to it, and what reading means."""

from __future__ import annotations

import base64
import hashlib

from burgerprofiel.conformance.checking import NotSeenError, expect, needed
from burgerprofiel.conformance.provider.asking import Registry, check, one_main

_NOBODYS = ("019300a0-0000-7000-8000-000000000000", "0", "..%2F..%2Fetc%2Fpasswd", "%00", "a" * 300)


@check("message-1", "A message by its id is the one of the list.", "A.4")
def _same(registry: Registry) -> None:
    for listed in registry.some()[:5]:
        told = registry.found(f"/ebox/messages/{listed['messageId']}")
        for name in ("messageId", "subject", "receiptDate", "expirationDate", "messageTypeId", "readStatus"):
            expect(told.get(name) == listed[name], f"{name} is {told.get(name)!r}, in the list {listed[name]!r}")


@check("message-2", "An id that is nobody's gives 404 or 400, never 500.", "A.4")
def _unknown(registry: Registry) -> None:
    for each in _NOBODYS:
        for path in (f"/ebox/messages/{each}", f"/ebox/messages/{each}/attachments"):
            answer = registry.ask("GET", path)
            expect(answer.status_code in (400, 404), f"{path} answers {answer.status_code}")


@check("message-3", "There is exactly one main content: one file, or the body.", "A.3")
def _one_main_content(registry: Registry) -> None:
    for message in registry.some()[:20]:
        told = registry.found(f"/ebox/messages/{message['messageId']}/attachments")
        files = [each for each in told.get("items", []) if each.get(registry.names["main"])]
        body = message.get(registry.names["body_main"]) is True
        withdrawn = "withdrawnDate" in message or "withdrawnAt" in message
        expect(withdrawn or len(files) + body == 1, f"{message['messageId']} has {len(files) + body}")


@check("file-1", "A file has a name, a kind and a size, and is to be had alone too.", "A.4")
def _file(registry: Registry) -> None:
    for message, each in needed(registry.files(), "a message with a file")[:10]:
        expect(
            isinstance(each.get("fileName"), str) and "/" not in each["fileName"], f"fileName {each.get('fileName')!r}"
        )
        expect(
            isinstance(each.get("mediaType"), str) and "/" in each["mediaType"], f"mediaType {each.get('mediaType')!r}"
        )
        expect(isinstance(each.get("size"), int | float) and each["size"] >= 0, f"size {each.get('size')!r}")
        alone = registry.found(f"/ebox/messages/{message['messageId']}/attachments/{each['attachmentId']}")
        expect(alone.get("fileName") == each["fileName"], "alone it has another name")


@check("read-1", "Looking at the list and at a message does not make it read.", "A.4")
def _looking(registry: Registry) -> None:
    unread = needed((each for each in registry.some() if not each["readStatus"]), "an unread message")[0]
    where = f"/ebox/messages/{unread['messageId']}"
    registry.listed()
    registry.found(where)
    registry.found(f"{where}/attachments")
    expect(registry.found(where)["readStatus"] is False, "readStatus became true")


@check("read-2", "Opening the main content makes a message read.", "A.4, S1", changes=True)
def _opening(registry: Registry) -> None:
    message, each = one_main(registry)
    where = f"/ebox/messages/{message['messageId']}"
    answer = registry.ask("GET", f"{where}/attachments/{each['attachmentId']}/content")
    expect(answer.status_code == 200, f"the content answers {answer.status_code}")
    expect(registry.found(where)["readStatus"] is True, "readStatus is still false")


@check(
    "file-2",
    "The content is what its size and its digest say, and no browser takes it for a page.",
    "A.4",
    changes=True,
)
def _content(registry: Registry) -> None:
    message, each = one_main(registry)
    answer = registry.ask("GET", f"/ebox/messages/{message['messageId']}/attachments/{each['attachmentId']}/content")
    expect(abs(len(answer.content) / 1024 - each["size"]) < 1.01, f"{len(answer.content)} bytes for {each['size']} kB")
    kind = answer.headers.get("content-type", "")
    expect(not kind.startswith(("text/html", "image/svg")), f"it comes as {kind}")
    value = each.get("digest", {}).get("digestValue")
    if value is None:
        raise NotSeenError("needs a file with a digest")
    made = base64.urlsafe_b64encode(hashlib.sha256(answer.content).digest()).decode().rstrip("=")
    expect(value.rstrip("=") == made, "the digest is another one")


@check("body-1", "A body is text per language, or is not there: 404.", "A.4", changes=True)
def _body(registry: Registry) -> None:
    for message in registry.some()[:5]:
        answer = registry.ask("GET", f"/ebox/messages/{message['messageId']}/body")
        expect(answer.status_code in (200, 404), f"it answers {answer.status_code}")


@check("payment-1", "What is to be paid has an amount, a currency, an account and a day; or there is none: 404.", "A.4")
def _payment(registry: Registry) -> None:
    for message in registry.some()[:20]:
        answer = registry.ask("GET", f"/ebox/messages/{message['messageId']}/paymentData")
        expect(answer.status_code in (200, 404), f"it answers {answer.status_code}")
        if answer.status_code == 200:
            lacks = {"paymentDataId", "amount", "vatAmount", "currency", "dueDate", "iban"} - answer.json().keys()
            expect(not lacks, f"it lacks {', '.join(sorted(lacks))}")
