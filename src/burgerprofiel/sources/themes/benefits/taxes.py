"""The tax assessment, with the codes of the tax administration in plain words."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from burgerprofiel.sources.connectors.magda.services.geef_aanslagbiljet_personenbelasting import SERVICE as TAX
from burgerprofiel.sources.connectors.magda.services.geef_aanslagbiljet_personenbelasting import (
    TaxAssessment,
    TaxItem,
    newest_income_year,
)
from burgerprofiel.sources.facts import Block, Card, Section, Value, Words
from burgerprofiel.sources.service import Answers
from burgerprofiel.sources.themes import values
from burgerprofiel.sources.themes.benefits import pieces

_ITEMS = {
    "7555": gettext_noop("Joint taxable income"),
    "7557": gettext_noop("Separately taxed income"),
    "1250": gettext_noop("Wages and salaries"),
    "1251": gettext_noop("Early holiday pay"),
    "1252": gettext_noop("Arrears of wages"),
    "1260": gettext_noop("Unemployment benefits"),
    "1266": gettext_noop("Sickness and disability benefits"),
    "1228": gettext_noop("Statutory pension"),
    "1286": gettext_noop("Withholding tax on wages"),
    "1287": gettext_noop("Special social security contribution"),
}
_MEANINGS = {
    "7555": gettext_noop(
        "All your incomes that are taxed together, after deductions. Services use this amount for a grant, "
        "child benefit or social housing."
    ),
    "7557": gettext_noop("Income that is taxed at a rate of its own, such as early holiday pay or arrears."),
    "1286": gettext_noop("Tax that your employer has paid for you already. It is taken off what you owe."),
}
_WHOSE = {
    "A": gettext_noop("you, or who declares first"),
    "B": gettext_noop("the partner"),
    "C": gettext_noop("both together"),
}
_ROLES = {"A": gettext_noop("Declarant"), "B": gettext_noop("Partner of the declarant")}


def build(answers: Answers) -> Sequence[Block]:
    """The assessment itself, then a card per amount on it."""
    it = answers.data(TAX)
    if it is None:
        return ()
    return [_assessment(it), *(_item(number, item) for number, item in enumerate(it.items, start=1))]


def year(it: TaxAssessment) -> str:
    """Return the income year in words."""
    return str(it.income_year) if it.income_year is not None else _("an unknown year")


def _assessment(it: TaxAssessment) -> Card:
    after = it.income_year + 1 if it.income_year is not None else None
    return Card(
        key="assessment",
        label=_("Your tax assessment"),
        value=Words(_("Income of %(year)s") % {"year": year(it)}),
        meaning=_(
            "This is what the tax administration settled for that year. Not right? You can object within a year "
            "of the assessment. The assessment itself, with what you pay or get back, is in MyMinfin."
        ),
        rows=values.rows(
            (_("Assessment year"), values.words(str(after or ""))),
            (_("You are on it as"), values.words(pieces.told(_ROLES, it.role, it.role_name))),
            (_("Article number"), values.words(it.article)),
        ),
    )


def _split(code: str) -> tuple[str, str]:
    """Return whose it is and the number: `A7555` gives `A` and `7555`."""
    return (code[0], code[1:]) if code[:1].isalpha() else ("", code)


def _item(number: int, it: TaxItem) -> Card:
    whose, code = _split(it.code)
    label = _(_ITEMS[code]) if code in _ITEMS else _("Amount with code %(code)s") % {"code": it.code}
    value: Value | None = values.amount(it.amount) or values.words(it.text)
    return Card(
        key=f"item-{number}",
        label=label,
        value=value,
        meaning=pieces.told(
            _MEANINGS, code, _("An amount of your assessment. The code is the one of the tax administration.")
        ),
        rows=values.rows(
            (_("For whom"), values.words(pieces.told(_WHOSE, whose, ""))),
            (_("Code on the assessment"), values.words(it.code)),
        ),
    )


def _title() -> str:
    return _("Taxes")


def _empty() -> str:
    return _("The tax administration has no assessment of yours for the income of %(year)s.") % {
        "year": newest_income_year()
    }


SECTION = Section("taxes", _title, (TAX,), build, _empty)
