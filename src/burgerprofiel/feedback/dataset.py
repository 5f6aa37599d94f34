"""What a source lets be reported of its facts: its dataset's properties (contracts/mbp.md §6).

`Verplicht` must be sent. `Meldbaar`: the reporter may propose a value; of the others we fill in what stands there now.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

import msgspec
from django.utils.translation import gettext as _

from burgerprofiel.feedback.content import Fact, Proposed
from burgerprofiel.kit import clock, formats

LONGEST = 500
"""Letters of a value that is proposed."""
_FILLED = re.compile(r"\{(\w+)\}")


class Datatype(StrEnum):
    """What a value is; whatever a source calls otherwise is taken as text."""

    TEXT = "String"
    DAY = "Date"
    NUMBER = "Decimal"
    WHOLE = "Integer"
    YES_NO = "Boolean"
    CODE = "Codelijst"


class Property(msgspec.Struct, frozen=True, kw_only=True):
    """One property of a dataset."""

    id: str
    label: str
    required: bool
    reportable: bool
    datatype: Datatype = Datatype.TEXT
    codes: tuple[tuple[str, str], ...] = ()
    """Of a code list: code and label."""


class NotSoError(ValueError):
    """A value cannot be one of this property; the message is a sentence for who typed it."""


OWN = (
    Property(id="INSZ", label="INSZ", required=True, reportable=False),
    Property(id="Gegeven", label="Gegeven", required=True, reportable=False),
    Property(id="HuidigeWaarde", label="Huidige waarde", required=True, reportable=False),
    Property(id="NieuweWaarde", label="Juiste waarde", required=False, reportable=True),
    Property(id="GeldigVanaf", label="Juist sinds", required=False, reportable=True, datatype=Datatype.DAY),
)
"""The dataset of a source without a system, which the desk handles."""
OWN_FILL = {"INSZ": "{number}", "Gegeven": "{label}", "HuidigeWaarde": "{value}"}
NAMES = frozenset({"number", "label", "section", "value", "as_of"})
"""What may be filled in: the citizen's national number, what the fact is called, where it stands, what it says, of
when that is."""


def unknown_names(template: str) -> list[str]:
    """Return the names in a template that nobody fills in."""
    return [name for name in _FILLED.findall(template) if name not in NAMES]


def filled(fill: Mapping[str, str], fact: Fact, number: str) -> dict[str, str]:
    """Return what we fill in, by the property's id; an empty value is left out."""
    told = "; ".join([fact.said.value, *(f"{each.label}: {each.value}" for each in fact.details)]).strip("; ")
    known = {
        "number": number,
        "label": fact.said.label,
        "section": fact.title,
        "value": told,
        "as_of": fact.as_of.astimezone(clock.BRUSSELS).date().isoformat() if fact.as_of else "",
    }
    whole = {name: _FILLED.sub(lambda found: known.get(found[1], ""), each) for name, each in fill.items()}
    return {name: value for name, value in whole.items() if value}


def not_filled(properties: Sequence[Property], fill: Mapping[str, str]) -> list[str]:
    """Return what must be sent, may not be proposed, and nobody fills in."""
    return [each.id for each in properties if each.required and not each.reportable and each.id not in fill]


def proposed(it: Property, typed: str) -> Proposed | None:
    """Return what somebody proposes; None: nothing. Raises NotSoError."""
    text = " ".join(typed.split())
    if not text:
        if it.required:
            raise NotSoError(_("Fill this in: the source asks for it."))
        return None
    if len(text) > LONGEST:
        raise NotSoError(_("Write at most %(n)s letters here.") % {"n": LONGEST})
    value, shown = _READ[it.datatype](it, text)
    return Proposed(property=it.id, label=it.label, value=value, shown=shown)


def _text(_it: Property, text: str) -> tuple[str, str]:
    return text, ""


def _day(_it: Property, text: str) -> tuple[str, str]:
    found = _DAY.fullmatch(text)
    try:
        year, month, day = (found["year"], found["month"], found["day"]) if found else _other_way(text)
        read = date(int(year), int(month), int(day))
    except (ValueError, TypeError) as error:
        raise NotSoError(_("Write a date with day, month and year: 14-3-2026.")) from error
    if not date(1850, 1, 1) <= read <= clock.today() + timedelta(days=3660):
        raise NotSoError(_("Write a date with day, month and year: 14-3-2026."))
    return read.isoformat(), formats.day(read)


_DAY = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
_BELGIAN = re.compile(r"(?P<day>\d{1,2})[-/. ](?P<month>\d{1,2})[-/. ](?P<year>\d{4})")


def _other_way(text: str) -> tuple[str, str, str]:
    found = _BELGIAN.fullmatch(text)
    if found is None:
        raise ValueError(text)
    return found["year"], found["month"], found["day"]


def _number(_it: Property, text: str) -> tuple[str, str]:
    bare = text.replace(" ", "").replace(",", ".")
    if not _DIGITS.fullmatch(bare):
        raise NotSoError(_("Write a number, such as 12 or 12,5."))
    return f"{Decimal(bare):f}", text


_DIGITS = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?")
"""No powers of ten: written out, `1e-999999999` would be a gigabyte of zeros."""


def _whole(_it: Property, text: str) -> tuple[str, str]:
    bare = text.replace(" ", "")
    if not re.fullmatch(r"-?[0-9]{1,15}", bare):
        raise NotSoError(_("Write a whole number, such as 12."))
    return str(int(bare)), text


def _yes_no(_it: Property, text: str) -> tuple[str, str]:
    if text not in ("true", "false"):
        raise NotSoError(_("Choose yes or no."))
    return text, _("Yes") if text == "true" else _("No")


def _code(it: Property, text: str) -> tuple[str, str]:
    found = dict(it.codes).get(text)
    if found is None:
        raise NotSoError(_("Choose one of the list."))
    return text, found


_READ = {
    Datatype.TEXT: _text,
    Datatype.DAY: _day,
    Datatype.NUMBER: _number,
    Datatype.WHOLE: _whole,
    Datatype.YES_NO: _yes_no,
    Datatype.CODE: _code,
}
