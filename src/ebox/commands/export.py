"""`ebox export`: the own box in a folder: a folder per message, with what it says and its files as they were sent.

Opening a message's main content makes it read, for its sender too: the export says so before it begins.
"""

from __future__ import annotations

import json
import re
from hashlib import sha256
from pathlib import Path
from typing import Any

import httpx

from ebox.addresses import MESSAGES, READ
from ebox.bar import Bar
from ebox.options import Commands, Told, registry
from ebox.registry import Registry
from ebox.say import Say
from ebox.trouble import Exit, TroubleError

_PAGE = 100
_PLAIN = re.compile(r"\d{4}-\d\d-\d\d [A-Za-z0-9][A-Za-z0-9_-]{0,99}", re.ASCII)
_PIECES = 3
"""How often a file is asked for when the connection breaks."""


def add(commands: Commands) -> None:
    """Add the command."""
    export = commands.add("export", _export, "save the own box in a folder; goes on where it was broken off")
    export.add_argument("folder", type=Path, metavar="DIR")
    export.add_argument("--since", metavar="DAY", help="only what came after this day (2026-01-31)")
    export.add_argument("--without-files", action="store_true", help="leave files out: nothing is marked as read")


def _export(told: Told, say: Say) -> Exit:
    with_registry = registry(told)
    told.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not told.without_files:
        say.people("Saving files marks messages as read; --without-files does not.")
    bar, done, new = None, 0, 0
    params: dict[str, object] = {"pageSize": _PAGE} | ({"receivedAfter": told.since} if told.since else {})
    page = _page(with_registry, MESSAGES, params)
    while True:
        bar = bar or Bar(page["totalItems"], "messages", quiet=say.as_json)
        for message in page["items"]:
            new += _save(with_registry, told.folder, message, files=not told.without_files)
            done += 1
            bar.show(done)
        if not (more := page.get("next")):
            break
        page = _page(with_registry, more, None)
    bar.end()
    say.program({"messages": done, "new": new, "folder": str(told.folder)})
    say.people(f"{done} messages, {new} of them new, are in {told.folder}.")
    return Exit.DONE


def _page(with_registry: Registry, path: str, params: dict[str, object] | None) -> dict[str, Any]:
    answer = with_registry.ask("GET", path, READ, **({"params": params} if params else {}))
    if answer.status != 200:
        raise TroubleError(answer.sentence)
    return answer.told


def _save(with_registry: Registry, folder: Path, message: dict[str, Any], *, files: bool) -> bool:
    """Save one; False: it was saved before. What is whole has its `message.json`, written last."""
    place = folder / _name(message)
    whole = place / "message.json"
    if whole.exists():
        return False
    place.mkdir(mode=0o700, exist_ok=True)
    attached = message.get("attachments", {}).get("items", []) if files else []
    for number, attachment in enumerate(attached, 1):
        _save_file(with_registry, place, f"{MESSAGES}/{message['messageId']}/attachments", attachment, number)
    part = place / "message.json.part"
    part.write_text(json.dumps(message, indent=1, ensure_ascii=False))
    part.rename(whole)
    return True


def _name(message: dict[str, Any]) -> str:
    """Return what a message's folder is called: a day and an id, which lead nowhere. Raises TroubleError."""
    name = f"{message['receiptDate'][:10]} {message['messageId']}"
    if not _PLAIN.fullmatch(name):
        raise TroubleError("The registry named a message in a way that is no name. Tell its operator.")
    return name


def _save_file(with_registry: Registry, place: Path, at: str, attachment: dict[str, Any], number: int) -> None:
    """Save a file as it was sent; a name that leads elsewhere is not followed."""
    name = Path(attachment["fileName"].replace("\\", "/")).name.lstrip(".") or f"file-{number}"
    path = place / f"{number} {name}"
    for attempt in range(_PIECES):
        digest = sha256()
        with path.open("wb") as out:

            def take(piece: bytes, out: Any = out, digest: Any = digest) -> None:  # noqa: ANN401 - hashlib's
                out.write(piece)
                digest.update(piece)

            try:
                status = with_registry.stream(f"{at}/{attachment['attachmentId']}/content", READ, take)
            except httpx.TransportError as error:
                if attempt + 1 == _PIECES:
                    raise TroubleError(f"{name} did not come whole: {error}. Run it again.", Exit.AGAIN) from error
                continue
        if status != 200:
            path.unlink()
            raise TroubleError(f"{name} cannot be saved: the registry answered {status}.")
        _check(path, attachment, digest.digest())
        return


def _check(path: Path, attachment: dict[str, Any], digest: bytes) -> None:
    from base64 import urlsafe_b64decode

    told = attachment.get("digest", {}).get("digestValue")
    if told and urlsafe_b64decode(told.rstrip("=") + "=") != digest:
        path.unlink()
        raise TroubleError(f"{path.name} is not what was sent: its digest differs. Tell the registry's operator.")
