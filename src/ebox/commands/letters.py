"""`ebox publish`, `publish-csv` and `publish-folder`: one message, a table of them, a folder of PDFs with a table."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path
from uuid import uuid4

from ebox import profile, report, sending, table
from ebox.bar import Bar
from ebox.journal import Journal
from ebox.letter import Letter, UnclearError, recipient
from ebox.options import Commands, Told, file, folder, number, registry
from ebox.profile import Profile
from ebox.registry import Registry
from ebox.say import Say
from ebox.table import Row
from ebox.trouble import Exit, TroubleError

_TABLE = "recipients.csv"


def add(commands: Commands) -> None:
    """Add the commands."""
    one = commands.add("publish", _one, "send one message to one recipient")
    one.add_argument("files", nargs="+", type=file, metavar="FILE", help="the first is what the message is about")
    one.add_argument("--to", required=True, metavar="FILE", help="a file with the recipient's number; - to type it")
    one.add_argument("--subject", required=True)
    one.add_argument("--type", help="message type; else the profile's")
    one.add_argument("--language", default="nl", choices=("nl", "fr", "de"))
    one.add_argument("--key", help="Idempotency-Key: the same one again sends nothing twice; else a new one")
    many = commands.add("publish-csv", _csv, "send a message for every row of a table; goes on where it was broken off")
    many.add_argument("table", type=file, metavar="CSV")
    _of_many(many)
    whole = commands.add("publish-folder", _folder, f"send the PDFs of a folder, to whom {_TABLE} in it says")
    whole.add_argument("folder", type=folder, metavar="DIR")
    whole.add_argument("--table", type=file, metavar="CSV", help=f"another table than {_TABLE} in the folder")
    _of_many(whole)


def _of_many(parser: argparse.ArgumentParser) -> None:
    option = parser.add_argument
    option("--jobs", type=number(1, 32), default=8, metavar="N", help="messages at the same time (8)")
    option("--dry-run", action="store_true", help="look at everything and send nothing")
    option("--report", type=Path, metavar="FILE", help="where the report goes; else beside the table")


def _one(told: Told, say: Say) -> Exit:
    with_registry = registry(told)
    mine = with_registry.profile
    to = _recipient(told.to)
    letter = Letter(
        subject=told.subject,
        type=told.type or mine.type or _missing("type"),
        application=mine.application or _missing("application"),
        sender=mine.sender or _missing("sender"),
        files=told.files,
        language=told.language,
    )
    try:
        outcome = sending.publish(with_registry, letter, to, told.key or str(uuid4()))
    except UnclearError as error:
        raise TroubleError(str(error), Exit.USAGE) from error
    say.program(outcome)
    if outcome["state"] == "refused":
        raise TroubleError(f"Refused: {outcome['detail']} Nothing was sent.")
    note = {"NO_DIGITAL_USER": " The recipient has no digital mailbox yet: send it on paper too."}
    was = "was there already" if outcome["state"] == "repeated" else "is in the box"
    say.people(f"{outcome['messageId']} {was}.{note.get(outcome['code'], '')}")
    return Exit.DONE


def _missing(name: str) -> str:
    raise TroubleError(f"Name the {name} once for all: ebox configure --{name} …", Exit.USAGE)


def _recipient(source: str) -> dict[str, str]:
    try:
        text = _typed() if source == "-" else Path(source).read_text()
        return recipient(text.strip())
    except OSError as error:
        raise TroubleError(f"{source} cannot be read: {error.strerror}.", Exit.USAGE) from error
    except UnclearError as error:
        raise TroubleError(f"{error} Nothing was sent.", Exit.USAGE) from error


def _typed() -> str:
    """The first line of standard input; on a terminal it is asked for and not shown."""
    if sys.stdin.isatty():
        import getpass

        return getpass.getpass("Number of the recipient: ")
    return sys.stdin.readline()


def _csv(told: Told, say: Say) -> Exit:
    with_registry = registry(told)
    rows = table.read(told.table, _sender(with_registry.profile))
    return _send(told, say, with_registry, rows, told.table)


def _folder(told: Told, say: Say) -> Exit:
    with_registry = registry(told)
    path: Path = told.table or told.folder / _TABLE
    if not path.is_file():
        raise TroubleError(f"There is no {path}: a table that says to whom each file goes (docs/ebox.md).", Exit.USAGE)
    rows = table.read(path, _sender(with_registry.profile), told.folder)
    if left := table.without_row(rows, told.folder, path):
        more = f" and {len(left) - 5} more" if len(left) > 5 else ""
        raise TroubleError(f"Nothing was sent: no row names {', '.join(left[:5])}{more}.", Exit.USAGE)
    return _send(told, say, with_registry, rows, path)


def _sender(mine: Profile) -> Profile:
    return mine if mine.sender else Profile(type=_missing("sender"))


def _send(told: Told, say: Say, with_registry: Registry, rows: list[Row], path: Path) -> Exit:
    if told.dry_run:
        say.program({"rows": len(rows), "files": sum(len(row.letter.files) for row in rows)})
        say.people(f"{len(rows)} messages are ready; nothing was sent.")
        return Exit.DONE
    key = profile.journal_key(profile.place(told.profile))
    with Journal(path.with_name(f"{path.name}.journal"), key) as journal:
        answered = _with_bar(told, say, with_registry, rows, journal)
        if answered:
            sending.fill_in(with_registry, journal)
        place: Path = told.report or path.with_name(f"{path.stem}.report.csv")
        lines = report.lines(rows, journal)
        report.write(place, lines)
    found = report.summary(lines)
    say.program({**found, "report": str(place), "journal": str(journal.path)})
    say.people(*report.sentences(found, place))
    if not answered:
        say.trouble("The registry does not answer. Run the same command again later: it goes on where it was.")
        return Exit.AGAIN
    return Exit.SOME if found["states"].keys() - {"sent", "repeated"} else Exit.DONE


def _with_bar(told: Told, say: Say, with_registry: Registry, rows: list[Row], journal: Journal) -> bool:
    before = sum(journal.is_done(row) for row in rows)
    if before:
        say.people(f"{before} of {len(rows)} were sent by an earlier run.")
    bar, states = Bar(len(rows) - before, "messages", quiet=say.as_json), Counter[str]()

    def shown(_row: Row, outcome: sending.Outcome) -> None:
        states[outcome["state"]] += 1
        refused = states["refused"]
        bar.show(states.total(), f"{refused} refused" if refused else "")

    try:
        return sending.send(with_registry, rows, journal, told.jobs, shown)
    finally:
        bar.end()
