"""Messages in the words of v3 and of v2.1 (contracts/ebox.md A.3, A.4)."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import lru_cache

from burgerprofiel.simulators.registry import paper
from burgerprofiel.simulators.registry.mail import BODIES, KINDS, Letter

Json = dict[str, object]
BY_NUMBER = {body.number: body for body in BODIES}


@lru_cache(maxsize=500)
def file(letter: Letter, part: str) -> bytes:
    """Return the bytes of a file of a letter: `main` or `leaflet`."""
    if part == "leaflet":
        return paper.letter("Meer uitleg", ("Lees hier wat u kunt doen als u het niet eens bent.",))
    return paper.letter(letter.subject, letter.lines)


def parts(letter: Letter) -> list[str]:
    """Return which files hang on a letter."""
    return [*([] if letter.body else ["main"]), *(["leaflet"] if letter.leaflet else [])]


def message(letter: Letter, version: str, *, read: bool, visible: bool) -> Json:
    """Return a message as it stands in a list, and alone."""
    told: Json = {
        "messageId": letter.id,
        "subject": {"nl": letter.subject},
        "receiptDate": _written(letter.at),
        "expirationDate": _written(letter.at + timedelta(days=730)),
        "readStatus": read,
        "visible": visible,
        "messageTypeId": letter.kind,
        "senderApplicationId": BY_NUMBER[letter.organisation].application,
        "attachments": attachments(letter, version),
    }
    if letter.cents:
        told["paymentData"] = payment(letter)
    if version == "v2":
        return told | {
            "registeredMail": letter.registered,
            "senderOrganizationId": letter.organisation,
            "bodyMainContent": bool(letter.body),
            "replyAuthorized": False,
        }
    return told | {
        "isRegisteredMail": letter.registered,
        "sender": {"eboxType": "enterprise", "enterpriseNumber": letter.organisation},
        "isReplyAuthorized": False,
        **({"isBodyMainContent": True} if letter.body else {}),
    }


def attachments(letter: Letter, version: str) -> Json:
    """Return the files of a letter."""
    items = [attachment(letter, part, version) for part in parts(letter)]
    return {"items": items, "totalItems": len(items)}


def attachment(letter: Letter, part: str, version: str) -> Json:
    """Return one file's data."""
    content = file(letter, part)
    digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).decode().rstrip("=")
    return {
        "attachmentId": part,
        "attachmentTitle": {"nl": "Uitleg" if part == "leaflet" else letter.subject},
        "fileName": f"{'uitleg' if part == 'leaflet' else letter.kind}.pdf",
        "mainContent" if version == "v2" else "isMainContent": part == "main",
        "mediaType": "application/pdf",
        "size": round(len(content) / 1024, 3),
        "digest": {"digestMethod": "sha_256", "digestValue": digest},
    }


def payment(letter: Letter) -> Json:
    """Return what there is to pay."""
    return {
        "paymentDataId": f"p-{letter.id}",
        "amount": letter.cents / 100,
        "vatAmount": 0.0,
        "currency": "EUR",
        "dueDate": _written(letter.due or letter.at),
        "iban": "BE71096123456769",
        "reference": {"nl": "+++090/9337/55493+++"},
    }


def reference(kind: str, name: str) -> Json | None:
    """Return a piece of reference data; None: there is no such thing."""
    if kind == "messageTypes" and name in KINDS:
        return {"messageTypeId": name, "messageTypeName": KINDS[name]}
    for body in BODIES:
        if kind == "senderOrganizations" and body.number == name:
            return {"organizationId": name, "organizationShortName": body.short}
        if kind == "senderApplications" and body.application == name:
            return {"applicationId": name, "applicationName": body.short, "senderOrganizationIds": [body.number]}
    return None


def references(kind: str) -> Sequence[Json]:
    """Return all of one kind."""
    known = {
        "messageTypes": list(KINDS),
        "senderOrganizations": [body.number for body in BODIES],
        "senderApplications": [body.application for body in BODIES],
    }
    return [told for name in known.get(kind, []) if (told := reference(kind, name))]


def _written(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
