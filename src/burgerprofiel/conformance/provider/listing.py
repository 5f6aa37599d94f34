"""The list: whole, in order, in pages, and narrowed."""

from __future__ import annotations

from datetime import datetime

from burgerprofiel.conformance.checking import NotSeenError, expect
from burgerprofiel.conformance.provider.asking import Registry, Told, as_object, check

_DATES = ("receiptDate", "expirationDate")


@check("access-1", "Who shows no token, or a wrong one, gets 401 and no message.", "A.2")
def _without_token(registry: Registry) -> None:
    for token in ("", "wrong"):
        answer = registry.ask("GET", "/ebox/messages", token=token)
        expect(answer.status_code == 401, f"{answer.status_code} with token “{token}”")
        expect("items" not in as_object(answer), "the refusal holds messages")


@check("list-1", "The list has `items` and `totalItems`, and nothing in it is null.", "A.4")
def _whole(registry: Registry) -> None:
    told = registry.found("/ebox/messages")
    expect({"items", "totalItems"} <= told.keys(), f"it has {', '.join(told)}")
    expect(_no_null(told), "a property is null; leave it out")


@check("list-2", "Every message has its required properties, each of its type.", "A.4")
def _required(registry: Registry) -> None:
    for message in registry.some():
        texts = ["messageId", "messageTypeId", *_DATES]
        flags = ["readStatus", *(registry.names[each] for each in ("registered", "reply"))]
        flags += [registry.names["body_main"]] if registry.v2 else []  # v3: "present only if there is a body"
        for name in texts:
            expect(isinstance(message.get(name), str) and message[name] != "", f"{name} is {message.get(name)!r}")
        for name in flags:
            expect(isinstance(message.get(name), bool), f"{name} is {message.get(name)!r}")
        expect(_translated(message.get("subject")), f"subject is {message.get('subject')!r}")


@check("list-3", "Dates are RFC 3339 with an offset, and a message expires after it came.", "A-bis")
def _dates(registry: Registry) -> None:
    for message in registry.some():
        came, ends = (_moment(message[name]) for name in _DATES)
        expect(came < ends, f"{message['messageId']} expires before it came")


@check("list-4", "Newest first, and no message twice.", "A.4")
def _order(registry: Registry) -> None:
    came = [_moment(message["receiptDate"]) for message in registry.some()]
    expect(came == sorted(came, reverse=True), "an older message stands before a newer one")
    ids = [message["messageId"] for message in registry.messages]
    expect(len(ids) == len(set(ids)), "a message stands twice on one page")


@check("list-5", "Without `pageSize` a page has 25 messages at most.", "A.4")
def _usual_size(registry: Registry) -> None:
    items, total = registry.listed()
    expect(len(items) == min(25, total), f"{len(items)} of {total}")


@check("list-6", "Pages follow each other without gap or overlap, and tell the same total.", "A.4")
def _pages(registry: Registry) -> None:
    if len(registry.some()) < 3:
        raise NotSeenError("needs three messages")
    first, total = registry.listed(page=1, pageSize=2)
    second, again = registry.listed(page=2, pageSize=2)
    seen = [each["messageId"] for each in first + second]
    expect(seen == [each["messageId"] for each in registry.messages[:4]], "two pages of two are not one of four")
    expect(total == again, f"{total} on page 1, {again} on page 2")


@check("list-7", "A page beyond the last is empty: 200.", "A.4")
def _beyond(registry: Registry) -> None:
    _items, total = registry.listed()
    items, again = registry.listed(page=total + 2, pageSize=1)
    expect(not items and again == total, f"{len(items)} messages of {again}")


@check("list-8", "What is no number, date or truth is refused: 400.", "A.4")
def _syntax(registry: Registry) -> None:
    wrong = {"page": "0", "pageSize": "101", "receivedAfter": "yesterday", "readStatus": "perhaps"}
    for name, value in wrong.items():
        answer = registry.ask("GET", "/ebox/messages", params={name: value})
        expect(answer.status_code == 400, f"{name}={value} answers {answer.status_code}")


@check("list-9", "A range in which nothing can be gives 200 and nothing.", "A.4")
def _absurd(registry: Registry) -> None:
    items, total = registry.listed(receivedAfter="2100-01-01", receivedBefore="1900-01-01")
    expect(not items and total == 0, f"{total} messages")


@check("list-10", "Filters narrow, and together they narrow more.", "A.4")
def _filters(registry: Registry) -> None:
    _all, total = registry.listed(pageSize=1)
    kind = registry.some()[0]["messageTypeId"]
    of_kind, some = registry.listed(messageTypeId=kind, pageSize=100)
    expect(all(each["messageTypeId"] == kind for each in of_kind), "messageTypeId lets others through")
    expect(bool(of_kind), "messageTypeId finds none of a kind that is there")
    read, several = registry.listed(readStatus="true", pageSize=100)
    expect(all(each["readStatus"] is True for each in read), "readStatus=true lets unread ones through")
    _unread, rest = registry.listed(readStatus="false", pageSize=1)
    expect(several + rest == total, f"{several} read and {rest} unread make not {total}")
    _both, fewer = registry.listed(readStatus="true", messageTypeId=kind, pageSize=1)
    expect(fewer <= min(several, some), "two filters let more through than one")


@check("list-11", "The summary agrees with the list.", "A.4")
def _summary(registry: Registry) -> None:
    if not registry.v2:
        raise NotSeenError("v3 has statistics of its own, whose shape is not public")
    told, (_items, total) = registry.found("/ebox"), registry.listed(pageSize=1)
    expect(type(told.get("numberOfMessages")) is int, f"numberOfMessages is {told.get('numberOfMessages')!r}")
    expect(told["numberOfMessages"] >= total, f"{told['numberOfMessages']} against {total} in the list")


def _translated(value: object) -> bool:
    if not isinstance(value, dict) or not value:
        return False
    told: Told = value
    return set(told) <= {"nl", "fr", "de", "en"} and all(isinstance(each, str) for each in told.values())


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        expect(holds=False, detail=f"“{text}” is no date and time")
        raise
    expect(moment.tzinfo is not None, f"“{text}” has no offset")
    return moment


def _no_null(value: object) -> bool:
    if isinstance(value, dict):
        told: Told = value
        return all(_no_null(each) for each in told.values())
    return all(_no_null(each) for each in value) if isinstance(value, list) else value is not None
