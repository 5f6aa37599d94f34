"""`ebox broadcast …`: one document to a list, or to everybody with an active box; it runs at the registry, not here."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx

from ebox.addresses import BROADCASTS, PUBLISH
from ebox.bar import Bar
from ebox.letter import Letter
from ebox.options import Commands, Told, file, registry
from ebox.registry import Answer, Registry
from ebox.say import Say, counted
from ebox.trouble import Exit, TroubleError

_PIECE = 1 << 16
_LOOK = 1.0
"""Seconds between two looks at how far it is."""
_ENDED = ("done", "cancelled", "paused")


def add(commands: Commands) -> None:
    """Add the commands."""
    below = commands.group("broadcast", "one document to many")
    create = below.add("create", _create, "hand in the document, with whom it is for; nothing is sent yet")
    create.add_argument("files", nargs="+", type=file, metavar="FILE")
    create.add_argument("--subject", required=True)
    create.add_argument("--type")
    create.add_argument("--language", default="nl", choices=("nl", "fr", "de"))
    create.add_argument("--to", required=True, choices=("citizen", "enterprise"), help="what kind of boxes")
    create.add_argument("--list", metavar="FILE", help="CSV or NDJSON with the recipients; - for standard input")
    create.add_argument("--everybody", action="store_true", help="instead of a list: all active boxes of this kind")
    create.add_argument("--only-language", action="append", default=[], choices=("nl", "fr", "de", "en"))
    create.add_argument("--key", help="Idempotency-Key: the same one again makes no second broadcast")
    more = below.add("add", _add, "add recipients to one that was not started")
    more.add_argument("broadcast", type=_id, metavar="BROADCAST")
    more.add_argument("--list", required=True, metavar="FILE")
    for name, about in (
        ("start", "have it sent, and watch"),
        ("watch", "watch how far it is; leaving changes nothing"),
    ):
        each = below.add(name, _start if name == "start" else _watch, about)
        each.add_argument("broadcast", type=_id, metavar="BROADCAST")
        if name == "start":
            each.add_argument("--no-watch", action="store_true", help="do not wait")
    for name, about in (("pause", "stop for now; start goes on"), ("cancel", "stop for good")):
        each = below.add(name, _halt, about)
        each.add_argument("broadcast", type=_id, metavar="BROADCAST")
        each.set_defaults(halt=name)
    below.add("list", _list, "your broadcasts, newest first")
    whole = below.add("report", _report, "whom on the list to reach otherwise, and why (NDJSON)")
    whole.add_argument("broadcast", type=_id, metavar="BROADCAST")
    whole.add_argument("--out", type=Path, metavar="FILE", help="else standard output")


def _id(text: str) -> str:
    """Read what a broadcast is called."""
    try:
        return str(UUID(text))
    except ValueError:
        told = f"no broadcast is called “{text}”: “ebox broadcast list” says what yours are called"
        raise argparse.ArgumentTypeError(told) from None


def _create(told: Told, say: Say) -> Exit:
    if bool(told.list) is told.everybody:
        raise TroubleError("Say for whom: either --list FILE or --everybody.", Exit.USAGE)
    with_registry = registry(told)
    made = _made(with_registry, told)
    say.people(f"Broadcast {made['broadcastId']} is a draft: nobody has it yet.")
    if told.list:
        _tell_added(_upload(with_registry, made["broadcastId"], told.list), say)
    found = _one(with_registry, made["broadcastId"])
    say.program(found)
    say.people(f"Send it with: ebox broadcast start {made['broadcastId']}")
    return Exit.DONE


def _made(with_registry: Registry, told: Told) -> dict[str, Any]:
    mine = with_registry.profile
    for name in ("sender", "application"):
        if not getattr(mine, name):
            raise TroubleError(f"Name the {name} once for all: ebox configure --{name} …", Exit.USAGE)
    letter = Letter(told.subject, told.type or mine.type, mine.application, mine.sender, told.files, told.language)
    whom: dict[str, object] = {"eboxType": told.to}
    if told.everybody:
        whom |= {"everybody": True, "languages": told.only_language}
    parts = letter.parts(recipients=whom)
    headers = {"Idempotency-Key": f'"{told.key or uuid4()}"'}
    try:
        answer = with_registry.ask("POST", BROADCASTS, [PUBLISH], files=parts, headers=headers)
    finally:
        parts.close()
    if answer.status == 409 and "broadcastId" in answer.told:
        return answer.told
    return _expected(answer, 201)


def _add(told: Told, say: Say) -> Exit:
    with_registry = registry(told)
    found = _upload(with_registry, told.broadcast, told.list)
    say.program(found)
    _tell_added(found, say)
    return Exit.SOME if found["invalid"] else Exit.DONE


def _upload(with_registry: Registry, broadcast: str, source: str) -> dict[str, Any]:
    """Send a list. Sent again after a broken connection, nobody is on it twice."""
    path = Path("/dev/stdin" if source == "-" else source)
    if source != "-" and not path.is_file():
        raise TroubleError(f"There is no file {source}.", Exit.USAGE)
    content = sys.stdin.buffer.read() if source == "-" else b""
    kind = "application/x-ndjson" if (content[:1] or _first(path)) == b"{" else "text/csv"
    answer = with_registry.ask(
        "POST",
        f"{BROADCASTS}/{broadcast}/recipients",
        [PUBLISH],
        content=(lambda: content) if source == "-" else (lambda: _pieces(path)),
        headers={"Content-Type": kind},
        timeout=httpx.Timeout(600, connect=10),
    )
    return _expected(answer, 200)


def _first(path: Path) -> bytes:
    with path.open("rb") as content:
        return content.read(1)


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as content:
        while piece := content.read(_PIECE):
            yield piece


def _tell_added(found: dict[str, Any], say: Say) -> None:
    lines = counted(found["lines"], "line", "lines")
    said = [f"{lines}: {counted(found['listed'], 'recipient', 'recipients')} with a box."]
    for name, one, more in (
        ("unknown", "is known to nobody here: write on paper", "are known to nobody here: write to them on paper"),
        ("notReachable", "may not have a box: write on paper", "may not have a box: write to them on paper"),
        ("repeated", "was on the list already", "were on the list already"),
        ("invalid", "cannot be used", "cannot be used"),
    ):
        if found[name]:
            said.append(f"{counted(found[name], one, more)}.")
    said += [f"  line {issue['line']}: {issue['detail']}" for issue in found["issues"][:20]]
    say.people(*said)


def _start(told: Told, say: Say) -> Exit:
    with_registry = registry(told)
    found = _act(with_registry, told.broadcast, "start")
    if told.no_watch:
        say.program(found)
        say.people(f"Broadcast {told.broadcast} runs. Watch it with: ebox broadcast watch {told.broadcast}")
        return Exit.DONE
    return _until_it_ends(with_registry, found, say)


def _watch(told: Told, say: Say) -> Exit:
    with_registry = registry(told)
    return _until_it_ends(with_registry, _one(with_registry, told.broadcast), say)


def _until_it_ends(with_registry: Registry, found: dict[str, Any], say: Say) -> Exit:
    bar = Bar(found["progress"]["boxes"], "boxes", quiet=say.as_json)
    while True:
        say.program(found)
        bar.show(found["progress"]["done"], rate=found.get("boxesPerSecond", 0))
        if found["state"] in _ENDED or found["state"] == "draft":
            break
        time.sleep(_LOOK)
        found = _one(with_registry, found["broadcastId"])
    bar.end()
    say.people(*_sentences(found))
    return Exit.DONE


def _sentences(found: dict[str, Any]) -> list[str]:
    far, listed = found["progress"], found.get("recipients", {})
    have = "has" if far["boxes"] == 1 else "have"
    said = [f"{found['state']}: {far['delivered']} of {counted(far['boxes'], 'box', 'boxes')} {have} it."]
    if "messageId" in found:
        said[0] += f" Message {found['messageId']}."
    paper = far["noDigitalUser"] + far["notReachable"] + listed.get("unknown", 0) + listed.get("notReachable", 0)
    if paper:
        whom = counted(paper, "recipient is", "recipients are")
        said.append(f"{whom} not reached digitally: “ebox broadcast report” says who.")
    return said


def _halt(told: Told, say: Say) -> Exit:
    found = _act(registry(told), told.broadcast, told.halt)
    say.program(found)
    say.people(*_sentences(found))
    return Exit.DONE


def _list(told: Told, say: Say) -> Exit:
    with_registry, path = registry(told), BROADCASTS
    while path:
        page = _expected(with_registry.ask("GET", path, [PUBLISH]), 200)
        for item in page["items"]:
            say.program(item)
            subject = next(iter(item["subject"].values()))
            say.people(f"{item['broadcastId']}  {item['state']:9}  {item['progress']['delivered']:>9}  {subject}")
        path = page.get("next", "")
    return Exit.DONE


def _report(told: Told, say: Say) -> Exit:
    with_registry = registry(told)
    path = f"{BROADCASTS}/{told.broadcast}/report"
    if not told.out:
        _streamed(with_registry.stream(path, [PUBLISH], sys.stdout.buffer.write))
        return Exit.DONE
    with told.out.open("wb") as out:
        _streamed(with_registry.stream(path, [PUBLISH], out.write))
    say.people(f"Written to {told.out}.")
    return Exit.DONE


def _streamed(status: int) -> None:
    if status != 200:
        raise TroubleError(f"There is no report: the registry answered {status}.")


def _act(with_registry: Registry, broadcast: str, what: str) -> dict[str, Any]:
    return _expected(with_registry.ask("POST", f"{BROADCASTS}/{broadcast}/{what}", [PUBLISH]), 200)


def _one(with_registry: Registry, broadcast: str) -> dict[str, Any]:
    return _expected(with_registry.ask("GET", f"{BROADCASTS}/{broadcast}", [PUBLISH]), 200)


def _expected(answer: Answer, status: int) -> dict[str, Any]:
    if answer.status != status:
        raise TroubleError(answer.sentence)
    return answer.told
