"""`ebox status` and `ebox withdraw`: what became of messages, and taking one back."""

from __future__ import annotations

import sys

from ebox.addresses import OURS, PUBLISH, STATUSES
from ebox.options import Commands, Told, registry
from ebox.say import Say
from ebox.trouble import Exit, TroubleError

_AT_ONCE = 500
_REASONS = ("wrong_recipient", "wrong_content", "replaced", "duplicate")


def add(commands: Commands) -> None:
    """Add the commands."""
    status = commands.add("status", _status, "what became of messages: available, read, withdrawn, expired")
    status.add_argument("messages", nargs="+", metavar="MESSAGE", help="message ids; - reads them from standard input")
    withdraw = commands.add("withdraw", _withdraw, "take a message back: its recipient sees that it was, and why")
    withdraw.add_argument("message", metavar="MESSAGE")
    withdraw.add_argument("--reason", required=True, choices=_REASONS)


def _status(told: Told, say: Say) -> Exit:
    names = sys.stdin.read().split() if told.messages == ["-"] else told.messages
    with_registry, found = registry(told), []
    for start in range(0, len(names), _AT_ONCE):
        body = {"messageIds": names[start : start + _AT_ONCE]}
        answer = with_registry.ask("POST", STATUSES, [PUBLISH], json=body)
        if answer.status != 200:
            raise TroubleError(answer.sentence)
        found += answer.told["items"]
    for item in found:
        say.program(item)
        say.people("  ".join(str(item[name]) for name in ("messageId", "status", "readDate", "code") if name in item))
    missing = len(set(names)) - len({item["messageId"] for item in found})
    if missing:
        say.trouble(f"{missing} are not messages that this sender published.")
    return Exit.SOME if missing else Exit.DONE


def _withdraw(told: Told, say: Say) -> Exit:
    with_registry = registry(told)
    path = f"{OURS}/messages/{told.message}/withdraw"
    answer = with_registry.ask("POST", path, [PUBLISH], json={"reason": told.reason})
    if answer.status not in (200, 204):
        raise TroubleError(f"Not withdrawn: {answer.sentence}")
    say.program(answer.told)
    say.people(f"{told.message} is withdrawn: its recipient sees that it was, and why.")
    return Exit.DONE
