"""A CSV with a message a row. Everything that is wrong in it is told before anything is sent.

Columns: recipient and file (or body); the others may be missing or empty. `data.KEY` is business data.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ebox.letter import Bill, Letter, UnclearError, media_type, money, recipient, until
from ebox.profile import Profile
from ebox.trouble import Exit, TroubleError

COLUMNS = (
    "recipient",
    "file",
    "subject",
    "type",
    "language",
    "body",
    "amount",
    "vat",
    "due",
    "iban",
    "bic",
    "reference",
    "registered",
    "reply",
    "attention",
    "application",
)
_TOLD = 20
"""How many wrong rows are told."""


@dataclass(frozen=True)
class Row:
    """A message for one recipient."""

    number: int
    """Of the line in the file, as an editor counts."""
    to: Mapping[str, str]
    letter: Letter
    name: str
    """What a person knows it by: its first file, or its subject."""


def read(path: Path, profile: Profile, folder: Path | None = None) -> list[Row]:
    """Return the rows of a table; files are beside it, or in `folder`. Raises TroubleError with all that is wrong."""
    lines = _lines(path)
    rows, wrong = [], []
    for number, cells in lines:
        try:
            rows.append(_row(number, cells, profile, folder or path.parent))
        except (UnclearError, OSError) as error:
            wrong.append(f"  line {number}: {error}")
    if wrong:
        more = f"\n  and {len(wrong) - _TOLD} more" if len(wrong) > _TOLD else ""
        told = "\n".join(wrong[:_TOLD])
        raise TroubleError(f"Nothing was sent. Wrong in {path}:\n{told}{more}", Exit.USAGE)
    if not rows:
        raise TroubleError(f"There is no row in {path}.", Exit.USAGE)
    return rows


def _lines(path: Path) -> list[tuple[int, Mapping[str, str]]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise TroubleError(f"{path} cannot be read as UTF-8: {error}.", Exit.USAGE) from error
    heading = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text), delimiter=";" if heading.count(";") > heading.count(",") else ",")
    names = [name.strip().lower() for name in next(reader, [])]
    unknown = [name for name in names if name not in COLUMNS and not name.startswith("data.")]
    if "recipient" not in names or unknown:
        why = f"“{unknown[0]}” is no column" if unknown else "there is no column “recipient”"
        raise TroubleError(f"{path}: {why}. Columns: {', '.join(COLUMNS)}, data.KEY.", Exit.USAGE)
    found: list[tuple[int, Mapping[str, str]]] = []
    before = reader.line_num
    for cells in reader:
        if any(cell.strip() for cell in cells):
            found.append((before + 1, dict(zip(names, (cell.strip() for cell in cells), strict=False))))
        before = reader.line_num
    return found


def _row(number: int, cells: Mapping[str, str], profile: Profile, folder: Path) -> Row:
    files = [_file(folder, name.strip()) for name in cells.get("file", "").split("|") if name.strip()]
    if not files and not cells.get("body"):
        raise UnclearError("file: name a file, or write a body.")
    letter = Letter(
        subject=cells.get("subject") or (files[0].stem if files else ""),
        type=_needed(cells, profile, "type"),
        application=_needed(cells, profile, "application"),
        sender=profile.sender,
        files=files,
        language=cells.get("language") or "nl",
        body=cells.get("body", ""),
        bill=_bill(cells),
        registered=_yes(cells, "registered"),
        reply=_yes(cells, "reply"),
        attention=cells.get("attention", ""),
        data={name[5:]: text for name, text in cells.items() if name.startswith("data.") and text},
    )
    if not letter.subject:
        raise UnclearError("subject: a message has a subject.")
    return Row(number, recipient(cells.get("recipient", "")), letter, files[0].name if files else letter.subject)


def _file(folder: Path, name: str) -> Path:
    path = folder / name
    if not path.resolve().is_relative_to(folder.resolve()):
        raise UnclearError(f"file: {name} is not in {folder}.")
    if not path.is_file():
        raise UnclearError(f"file: there is no {path}.")
    media_type(path)
    return path


def _needed(cells: Mapping[str, str], profile: Profile, name: str) -> str:
    text: str = cells.get(name) or getattr(profile, name)
    if not text:
        raise UnclearError(f"{name}: name it in a column, or once for all with “ebox configure --{name} …”.")
    return text


def _bill(cells: Mapping[str, str]) -> Bill | None:
    if not cells.get("amount"):
        return None
    missing = [name for name in ("due", "iban") if not cells.get(name)]
    if missing:
        raise UnclearError(f"{missing[0]}: what is to be paid needs it.")
    vat = money(cells["vat"], "vat") if cells.get("vat") else money("0", "vat")
    amount, due = money(cells["amount"], "amount"), until(cells["due"])
    return Bill(amount, due, cells["iban"].replace(" ", ""), vat, cells.get("bic", ""), cells.get("reference", ""))


def _yes(cells: Mapping[str, str], name: str) -> bool:
    text = cells.get(name, "").lower()
    if text not in ("", "no", "nee", "false", "0", "yes", "ja", "true", "1"):
        raise UnclearError(f"{name}: write yes or no.")
    return text in ("yes", "ja", "true", "1")


def without_row(rows: Sequence[Row], folder: Path, table: Path) -> list[str]:
    """Return the files of a folder that no row names."""
    named = {path.resolve() for row in rows for path in row.letter.files}
    ours = {table.resolve()}
    files = sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith("."))
    return [path.name for path in files if path.resolve() not in named | ours and path.suffix.lower() == ".pdf"]
