"""Answers that no decent registry would give, for the tests that prove they do no harm."""

from __future__ import annotations

from datetime import datetime, timedelta

from starlette.responses import JSONResponse, RedirectResponse, Response

from burgerprofiel.simulators.registry.faults import Mode
from burgerprofiel.simulators.registry.shapes import Json


def nonsense(mode: Mode) -> Response | None:
    """Return an answer that has nothing to do with the question; None: it answers for real."""
    match mode:
        case Mode.REFUSES:
            return JSONResponse({"type": "urn:problem-type:belgif:internalServerError", "status": 500}, 500)
        case Mode.REDIRECTS:
            return RedirectResponse("http://mijn.localhost/afmelden", 302)
        case Mode.NO_JSON:
            return Response("<html><h1>Proxy</h1></html>", media_type="application/json")
        case Mode.WRONG_SHAPE:
            return JSONResponse({"messages": [], "count": "many", "items": 7})
    return None


def bent(mode: Mode, items: list[Json], page: int, size: int) -> Json:
    """Return a page of the list, honest or bent."""
    total, first = len(items), (page - 1) * size
    shown = items[first : first + size]
    match mode:
        case Mode.SAME_PAGE:
            shown, total = items[:size] or shown, 100_000
        case Mode.BOTTOMLESS if items:
            oldest = datetime.fromisoformat(str(items[-1]["receiptDate"]))
            shown = [_older(items[-1], oldest, first + number) for number in range(size)]
            total = 1_000_000
        case Mode.DOUBLED:
            shown, total = [each for each in shown for _twice in range(2)], total * 2
        case Mode.UNORDERED:
            shown = items[::-1][first : first + size]
        case Mode.SKEWED:
            shown = [each | {"receiptDate": _later(str(each["receiptDate"]))} for each in shown]
        case Mode.HOSTILE_FIELDS:
            shown = [_hostile(each, number) for number, each in enumerate(shown)]
    return {"items": shown, "totalItems": total}


def _older(item: Json, oldest: datetime, number: int) -> Json:
    at = oldest - timedelta(minutes=number + 1)
    return item | {"messageId": f"bottomless-{number}", "receiptDate": at.isoformat(timespec="seconds")}


def _later(moment: str) -> str:
    return (datetime.fromisoformat(moment) + timedelta(days=3)).isoformat(timespec="seconds")


def _hostile(item: Json, number: int) -> Json:
    """Something else each time, in what a page shows."""
    bad: list[Json] = [
        {"subject": {"nl": '<script>alert("x")</script>\u202e\u0000' + "a" * 100_000}},
        {"subject": "no object", "attachments": "none"},
        {"expirationDate": "9999-12-31T23:59:59+14:00"},
        {"paymentData": {"amount": "1e400", "vatAmount": 0, "iban": "javascript:alert(1)"}},
        {"senderOrganizationId": "../../etc", "sender": {"enterpriseNumber": "../../x"}, "messageTypeId": "a/../b"},
        {"attachments": {"items": [], "totalItems": -5}},
    ]
    return item | bad[number % len(bad)]
