"""`ebox listen`: what happens to messages, a line each: to those one sent, or to those in the own box.

Where it was is kept in a file, so that the next run misses nothing and tells nothing twice.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from ebox import profile
from ebox.addresses import OWN_EVENTS, PUBLISH, READ, SENDER_EVENTS
from ebox.options import Commands, Told, number, registry
from ebox.registry import Registry
from ebox.say import Say
from ebox.trouble import Exit, TroubleError

_PAGE = 500


def add(commands: Commands) -> None:
    """Add the command."""
    listen = commands.add("listen", _listen, "tell what happens to messages, as it happens")
    listen.add_argument("--own-box", action="store_true", help="in the own box; else to what this sender sent")
    listen.add_argument("--once", action="store_true", help="tell what there is, and stop")
    listen.add_argument("--every", type=number(1, 3600), default=5, metavar="SECONDS", help="how often to look (5)")
    listen.add_argument("--from", dest="after", type=number(0, 2**63 - 1), metavar="NUMBER", help="after this event")
    listen.add_argument("--mark", type=Path, metavar="FILE", help="where to keep up to where one heard")


def _listen(told: Told, say: Say) -> Exit:
    with_registry = registry(told)
    mark: Path = told.mark or profile.place(told.profile).with_name("own-box.mark" if told.own_box else "sent.mark")
    after = told.after if told.after is not None else _marked(mark)
    while True:
        items, after, more = _page(with_registry, after, own_box=told.own_box)
        for item in items:
            say.program(item)
            event = item["eventData"]
            say.people(
                f"{item['eventSequenceNbr']:>8}  {item['eventTime'][:19]}  {event['eventType']:24} {event['messageId']}"
            )
        mark.write_text(str(after))
        if more:
            continue
        if told.once:
            return Exit.DONE
        time.sleep(told.every)


def _marked(mark: Path) -> int:
    try:
        return int(mark.read_text())
    except FileNotFoundError:
        return 0
    except ValueError as error:
        raise TroubleError(f"{mark} holds no number: remove it to hear everything again.", Exit.USAGE) from error


def _page(with_registry: Registry, after: int, *, own_box: bool) -> tuple[list[dict[str, Any]], int, bool]:
    path, scopes, name = (
        (OWN_EVENTS, READ, "EboxEnterpriseDocumentEvents") if own_box else (SENDER_EVENTS, [PUBLISH], "events")
    )
    answer = with_registry.ask("GET", path, scopes, params={"lastSequenceNbr": after, "pageSize": _PAGE})
    if answer.status != 200:
        raise TroubleError(answer.sentence)
    info = answer.told["pageInfo"]
    return answer.told[name], int(info["lastSequenceNbr"]), bool(info["hasNext"])
