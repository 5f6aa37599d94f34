"""Many messages at once: a few side by side, each noted when the registry confirmed it.

What the registry refuses is told and passed over. When it does not answer, everything stops: the next run goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import Any

from ebox.addresses import MESSAGES, PUBLISH, STATUSES
from ebox.journal import Journal
from ebox.letter import Letter
from ebox.registry import Answer, NoAnswerError, Registry
from ebox.table import Row

Outcome = dict[str, Any]
"""`state` (sent, repeated, refused, unanswered), `messageId`, `code`, `detail`: as journal and report have it."""
_STATUSES_AT_ONCE = 500


def publish(registry: Registry, letter: Letter, to: object, key: str) -> Outcome:
    """Publish one message. Raises NoAnswerError, TroubleError."""
    parts = letter.parts(recipient=to)
    try:
        headers = {"Idempotency-Key": f'"{key}"'}
        return _outcome(registry.ask("POST", MESSAGES, [PUBLISH], files=parts, headers=headers))
    finally:
        parts.close()


def _outcome(answer: Answer) -> Outcome:
    told = answer.told
    if answer.status == 201:
        return {"state": "sent", "messageId": told.get("messageId", ""), "code": told.get("code", "")}
    if answer.status == 409 and told.get("messageId"):
        return {"state": "repeated", "messageId": told["messageId"], "code": ""}
    return {"state": "refused", "messageId": "", "code": str(told.get("code", "")), "detail": answer.sentence}


def send(
    registry: Registry, rows: Sequence[Row], journal: Journal, jobs: int, shown: Callable[[Row, Outcome], None]
) -> bool:
    """Send the rows that were not sent before; False: the registry stopped answering. Raises TroubleError."""
    to_send = iter([row for row in rows if not journal.is_done(row)])
    running: dict[Future[Outcome], Row] = {}
    answered = True
    with ThreadPoolExecutor(jobs) as pool:
        try:
            while True:
                while answered and len(running) < 2 * jobs and (row := next(to_send, None)):
                    running[pool.submit(_one, registry, row, journal.key(row))] = row
                if not running:
                    return answered
                done, _rest = wait(running, return_when=FIRST_COMPLETED)
                answered = _note(done, running, journal, shown) and answered
        except BaseException:  # Ctrl-C too: what was sent stands in the journal before it goes on
            pool.shutdown(wait=True, cancel_futures=True)
            _note([each for each in running if each.done() and not each.cancelled()], running, journal, shown)
            raise


def _one(registry: Registry, row: Row, key: str) -> Outcome:
    try:
        return publish(registry, row.letter, row.to, key)
    except NoAnswerError as error:
        return {"state": "unanswered", "messageId": "", "code": "", "detail": str(error)}


def _note(
    done: Sequence[Future[Outcome]] | set[Future[Outcome]],
    running: dict[Future[Outcome], Row],
    journal: Journal,
    shown: Callable[[Row, Outcome], None],
) -> bool:
    """Write down what became of them; False: one had no answer."""
    answered = True
    for each in done:
        row = running.pop(each)
        if each.exception():
            continue
        outcome = each.result()
        journal.note(row, outcome)
        shown(row, outcome)
        answered = answered and outcome["state"] != "unanswered"
    for each in done:
        if (error := each.exception()) is not None:
            raise error
    return answered


def fill_in(registry: Registry, journal: Journal) -> None:
    """Ask what the sender would have heard of messages whose first answer was lost (409 does not say)."""
    lost = {line["messageId"]: line for line in journal.lines.values() if line["state"] == "repeated"}
    names = list(lost)
    for start in range(0, len(names), _STATUSES_AT_ONCE):
        body = {"messageIds": names[start : start + _STATUSES_AT_ONCE]}
        answer = registry.ask("POST", STATUSES, [PUBLISH], json=body)
        for item in answer.told.get("items", []):
            lost[item["messageId"]]["code"] = item.get("code", "")
