"""What homes use on average in a municipality, its province and Flanders (B3), from open data the operator imports.

The table is small and changes once a year, so each process keeps it for a minute.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from pathlib import Path

import msgspec
from django.db import transaction

from burgerprofiel.kit import clock
from burgerprofiel.sources.models import EpcAverage

FLANDERS = "region:vlaanderen"
COLUMNS = ("kind", "nis", "name", "kwh", "dwellings", "as_of", "source", "invented")
KINDS = ("municipality", "province", "region")
KEPT_FOR = timedelta(seconds=60)

_PROVINCES = {
    "1": "10000", "23": "20001", "24": "20001", "25": "20002", "3": "30000", "4": "40000",
    "5": "50000", "6": "60000", "7": "70000", "8": "80000", "9": "90000",
}  # fmt: skip
"""By the first digits of a municipality's NIS code; Brussels (21) lies in no province."""


class BadAveragesError(ValueError):
    """The file cannot be imported. The message tells the operator where and why."""


class Average(msgspec.Struct, frozen=True):
    """The average of one area, in kWh per m² and year."""

    name: str
    kwh: Decimal
    dwellings: int
    as_of: date
    source: str
    invented: bool


class Comparison(msgspec.Struct, frozen=True):
    """The averages around one home; each may be missing."""

    municipality: Average | None
    province: Average | None
    flanders: Average | None

    @property
    def known(self) -> tuple[Average, ...]:
        """The averages that there are, from near to far."""
        return tuple(each for each in (self.municipality, self.province, self.flanders) if each is not None)


class _Kept:
    """The table as this process read it last."""

    areas: Mapping[str, Average] = {}
    names: Mapping[str, str] = {}
    until: datetime | None = None


def around(nis: str, municipality: str) -> Comparison:
    """Return the averages around a home, by the municipality's NIS code, else by its name. One query a minute."""
    _refresh()
    area = f"municipality:{nis}" if nis else _Kept.names.get(municipality.casefold(), "")
    return Comparison(
        municipality=_Kept.areas.get(area),
        province=_Kept.areas.get(f"province:{province_of(area.partition(':')[2])}"),
        flanders=_Kept.areas.get(FLANDERS),
    )


def province_of(nis: str) -> str:
    """Return the NIS code of the province that a municipality lies in, or nothing."""
    return _PROVINCES.get(nis[:1]) or _PROVINCES.get(nis[:2], "")


def forget() -> None:
    """Let this process read the table anew."""
    _Kept.until = None


def _refresh() -> None:
    now = clock.now()
    if _Kept.until is not None and now < _Kept.until:
        return
    rows = EpcAverage.objects.all()
    _Kept.areas = {
        row.area: Average(row.name, row.kwh, row.dwellings, row.as_of, row.source, row.invented) for row in rows
    }
    _Kept.names = {
        average.name.casefold(): area for area, average in _Kept.areas.items() if area.startswith("municipality:")
    }
    _Kept.until = now + KEPT_FOR


def import_file(path: Path) -> int:
    """Replace the averages by those in a CSV file; all or nothing. Returns how many. Raises BadAveragesError.

    Columns: kind (municipality, province, region), nis, name, kwh, dwellings, as_of (ISO), source, invented (yes, no).
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = _read(csv.DictReader(file))
    except OSError as error:
        raise BadAveragesError(f"{path} cannot be read: {error.strerror}.") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise BadAveragesError(f"{path} is not a CSV file in UTF-8.") from error
    with transaction.atomic():
        EpcAverage.objects.all().delete()
        EpcAverage.objects.bulk_create(rows.values())
    forget()
    return len(rows)


def _read(reader: csv.DictReader[str]) -> dict[str, EpcAverage]:
    missing = [column for column in COLUMNS if column not in (reader.fieldnames or ())]
    if missing:
        raise BadAveragesError(f"Line 1: the column {missing[0]} is missing.")
    rows: dict[str, EpcAverage] = {}
    for row in reader:
        average = _row(reader.line_num, row)
        if average.area in rows:
            raise BadAveragesError(f"Line {reader.line_num}: {average.area} stands there twice.")
        rows[average.area] = average
    if not rows:
        raise BadAveragesError("The file has no averages.")
    return rows


def _row(line: int, row: Mapping[str | None, str | None]) -> EpcAverage:
    if None in row or None in row.values():
        raise BadAveragesError(f"Line {line}: there must be {len(COLUMNS)} values.")
    texts = {str(name): str(text).strip() for name, text in row.items()}
    if texts["invented"] not in ("yes", "no"):
        raise BadAveragesError(f"Line {line}: invented must be yes or no.")
    return EpcAverage(
        area=_area(line, texts),
        name=_filled(line, "name", texts["name"], 120),
        kwh=_kwh(line, texts["kwh"]),
        dwellings=_dwellings(line, texts["dwellings"]),
        as_of=_day(line, texts["as_of"]),
        source=_filled(line, "source", texts["source"], 200),
        invented=texts["invented"] == "yes",
    )


def _area(line: int, texts: Mapping[str, str]) -> str:
    kind, nis = texts["kind"], texts["nis"]
    if kind not in KINDS:
        raise BadAveragesError(f"Line {line}: kind must be {', '.join(KINDS[:-1])} or {KINDS[-1]}.")
    if kind == "region":
        return FLANDERS
    if len(nis) != 5 or not (nis.isascii() and nis.isdigit()):
        raise BadAveragesError(f"Line {line}: nis must be five digits.")
    return f"{kind}:{nis}"


def _filled(line: int, column: str, text: str, longest: int) -> str:
    if not 0 < len(text) <= longest:
        raise BadAveragesError(f"Line {line}: {column} must have 1 to {longest} characters.")
    return text


def _kwh(line: int, text: str) -> Decimal:
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or not -1000 < number < 10000:
        raise BadAveragesError(f"Line {line}: kwh must be a number with a dot, like 402.5.")
    return round(number, 1)


def _dwellings(line: int, text: str) -> int:
    if not (text.isascii() and text.isdigit()) or not 0 < int(text) < 2**31:
        raise BadAveragesError(f"Line {line}: dwellings must be a whole number above zero.")
    return int(text)


def _day(line: int, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadAveragesError(f"Line {line}: as_of must be a date like 2026-01-31.") from error


def sources(averages: Iterable[Average]) -> str:
    """Return where averages come from and of when, each source once: for the note below a picture."""
    return "; ".join(dict.fromkeys(f"{each.source} ({each.as_of.year})" for each in averages))
