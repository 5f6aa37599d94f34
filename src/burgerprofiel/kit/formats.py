"""Dates, amounts and numbers as people write them, in the reader's language; each is worked out once and remembered.

`14 maart 2026`, `€ 1.234,56`; times are in Europe/Brussels.
"""

from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from babel.dates import format_date, format_datetime
from babel.numbers import format_currency, format_decimal
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from burgerprofiel.kit.clock import BRUSSELS
from burgerprofiel.kit.money import Money
from burgerprofiel.kit.partial_date import PartialDate

_LOCALES = {"nl": "nl_BE", "fr": "fr_BE", "de": "de_BE", "en": "en_BE"}
_CLOCKS = {"nl": "H.mm 'uur'", "fr": "H 'h' mm", "de": "H.mm 'Uhr'", "en": "H:mm"}


def _language() -> str:
    return (get_language() or "nl")[:2]


@lru_cache(maxsize=16384)
def _day(value: PartialDate, language: str) -> str:
    if value.whole:
        return format_date(value.whole, _pattern(value.whole, language), locale=_LOCALES[language])
    if value.month:
        return format_date(date(value.year, value.month, 1), "MMMM y", locale=_LOCALES[language])
    return str(value.year)


def _pattern(day: date, language: str) -> str:
    """How a whole day is written: `14. März 2026` in German, `1er mars 2026` in French."""
    if language == "fr" and day.day == 1:
        return "d'er' MMMM y"
    return "d. MMMM y" if language == "de" else "d MMMM y"


def day(value: PartialDate | date) -> str:
    """`14 maart 2026`, or as much of it as is known: `maart 2026`, `2026`."""
    return _day(value if isinstance(value, PartialDate) else PartialDate.of(value), _language())


def month(value: date, *, short: bool = False) -> str:
    """`maart 2026`; short: `mrt`."""
    return _month(value.replace(day=1), short, _language())


@lru_cache(maxsize=1024)
def _month(first: date, short: bool, language: str) -> str:  # noqa: FBT001 - part of the key
    return format_date(first, "MMM" if short else "MMMM y", locale=_LOCALES[language]).rstrip(".")


def span(begin: PartialDate | None, end: PartialDate | None) -> str:
    """`since 3 May 2019`, `3 May 2019 – 4 June 2020`, `until 4 June 2020`; French tells a day from a month or year."""
    return _span(begin, end, _language())


@lru_cache(maxsize=16384)
def _span(begin: PartialDate | None, end: PartialDate | None, language: str) -> str:  # noqa: ARG001 - part of the key
    if begin and end:
        return f"{day(begin)} – {day(end)}"
    if begin:
        since = _("since %(date)s") if begin.whole else pgettext("a month or a year", "since %(date)s")
        return since % {"date": day(begin)}
    if end:
        until = _("until %(date)s") if end.whole else pgettext("a month or a year", "until %(date)s")
        return until % {"date": day(end)}
    return ""


@lru_cache(maxsize=4096)
def _clock(minute: datetime, language: str) -> str:
    return format_datetime(minute.astimezone(BRUSSELS), _CLOCKS[language], tzinfo=BRUSSELS, locale=_LOCALES[language])


@lru_cache(maxsize=4096)
def _moment(minute: datetime, language: str) -> str:
    return f"{_day(PartialDate.of(minute.astimezone(BRUSSELS).date()), language)}, {_clock(minute, language)}"


def moment(value: datetime) -> str:
    """`14 maart 2026, 9.41 uur`, in Europe/Brussels."""
    return _moment(value.replace(second=0, microsecond=0), _language())


def time(value: datetime) -> str:
    """`9.41 uur`, in Europe/Brussels."""
    return _clock(value.replace(second=0, microsecond=0), _language())


@lru_cache(maxsize=4096)
def _money(cents: int, language: str) -> str:
    locale = _LOCALES["nl"] if language == "en" else _LOCALES[language]
    return format_currency(Decimal(cents).scaleb(-2), "EUR", "¤ #,##0.00", locale=locale)


def money(value: Money) -> str:
    """`€ 1.234,56`."""
    return _money(value.cents, _language())


@lru_cache(maxsize=4096)
def _number(value: Decimal, language: str) -> str:
    return format_decimal(value, "#,##0.######", locale=_LOCALES[language], decimal_quantization=False)


def number(value: Decimal | int) -> str:
    """`1.234,5`."""
    return _number(Decimal(value), _language())
