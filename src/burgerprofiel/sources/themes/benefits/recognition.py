"""The recognition of a disability by the federal service: what it says, until when, and what it opens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import get_language, gettext_noop, ngettext
from django.utils.translation import gettext as _

from burgerprofiel.sources.connectors.magda.services.disability_recognition import (
    AdultResult,
    ChildResult,
    Findings,
    Recognition,
)
from burgerprofiel.sources.connectors.magda.services.geef_dossier_handicap import SERVICE as RECOGNITION
from burgerprofiel.sources.connectors.magda.services.geef_dossier_handicap import (
    DisabilityFile,
    Named,
    Pending,
    PostalAddress,
)
from burgerprofiel.sources.facts import Block, Card, Row, Section, Tag, Value, Words
from burgerprofiel.sources.service import Answers
from burgerprofiel.sources.themes import values
from burgerprofiel.sources.themes.benefits import periods, pieces
from burgerprofiel.sources.themes.benefits.allowances import card_of, right_of

_BODIES = {
    "dgph": gettext_noop("Federal service for people with a disability"),
    "vsb": gettext_noop("Flemish Social Protection"),
    "irisCare": gettext_noop("Iriscare (Brussels)"),
    "aviq": gettext_noop("AVIQ (Wallonia)"),
    "dsl": gettext_noop("Service for self-determined living (German-speaking Community)"),
}
_DECISIONS = {"RECOGNITION_DETERMINED": gettext_noop("Recognised")}


def build(answers: Answers) -> Sequence[Block]:
    """The recognitions first, then allowances, cards, what is still being decided, the address in the file."""
    found = answers.data(RECOGNITION)
    if found is None:
        return ()
    blocks: list[Block] = [block for number, file in enumerate(found.files) for block in _blocks(number, file)]
    if found.withheld or not blocks:
        blocks.append(_withheld(found.withheld))
    return blocks


def _blocks(number: int, file: DisabilityFile) -> Iterator[Block]:
    place = f"{number + 1}-" if number else ""
    body = _row(_("Kept by"), pieces.told(_BODIES, file.body, ""))
    for index, recognition in enumerate(file.recognitions, start=1):
        yield _recognition(f"{place}recognition-{index}", recognition, body)
    for index, right in enumerate(file.rights, start=1):
        yield right_of(f"{place}allowance-{index}", right)
    for index, card in enumerate(file.cards, start=1):
        yield card_of(f"{place}card-{index}", card)
    if file.pending:
        yield _pending(f"{place}pending", file.pending)
    if file.address:
        yield _address(f"{place}address", file.address)


def _row(label: str, text: str) -> tuple[Row, ...]:
    return values.rows((label, values.words(text)))


def _recognition(key: str, it: Recognition, body: tuple[Row, ...]) -> Card:
    running = periods.holds(it.begin, it.end)
    return Card(
        key=key,
        label=_("Recognition of your disability"),
        value=values.span(it.begin, it.end),
        meaning=_(
            "A doctor looked at what you need help with in daily life. The recognition can open an allowance, a "
            "card or a lower price; many follow by themselves. Without an end date it stays."
        ),
        tag=_state(it, running=running),
        rows=(
            *values.rows((_("Decided on"), values.day(it.decided))),
            *(_adult(it.adult) if it.adult else ()),
            *(_child(it.child) if it.child else ()),
            *(_findings(it.findings) if it.findings else ()),
            *body,
        ),
    )


def _state(it: Recognition, *, running: bool) -> Tag | None:
    if not running:
        return Tag(_("Ended"))
    if periods.ends_soon(it.end):
        return Tag(_("Ends soon"), "act")
    text = pieces.told(_DECISIONS, it.decision, "")
    return Tag(text, "good" if it.decision in _DECISIONS else "plain") if text else None


def _points(number: int | None, most: int) -> Value | None:
    return None if number is None else Words(_("%(points)s of %(most)s") % {"points": number, "most": most})


def _adult(it: AdultResult) -> tuple[Row, ...]:
    return values.rows(
        (_("Points in all: how much help you need"), _points(it.total, 18)),
        (_("Points for getting around"), _points(it.mobility, 3)),
        (_("Points for cooking and eating"), _points(it.nourishment, 3)),
        (_("Points for washing and dressing"), _points(it.hygiene, 3)),
        (_("Points for the household"), _points(it.household, 3)),
        (_("Points for living safely alone"), _points(it.supervision, 3)),
        (_("Points for contact with others"), _points(it.social, 3)),
        (_("Earning from work is harder for you"), values.yes_no(it.earnings)),
        (_("Percentage for the mind"), values.quantity(it.mental or None, "%")),
        (_("Percentage for the body"), values.quantity(it.physical or None, "%")),
    )


def _child(it: ChildResult) -> tuple[Row, ...]:
    return values.rows(
        (_("Points in all: what the condition asks of child and family"), _points(it.total, 36)),
        (_("Points for body and mind"), _points(it.pillar1, 6)),
        (_("Points for taking part and learning"), _points(it.pillar2, 12)),
        (_("Points for care by the family"), _points(it.pillar3, 18)),
        (_("Score for doing things alone"), values.quantity(it.independence)),
        (_("Category of the condition"), values.words(it.code)),
        (_("Cannot follow lessons"), values.yes_no(it.no_school)),
        (_("Cannot work"), values.yes_no(it.no_work)),
        (_("The condition is on the list of child conditions"), values.yes_no(it.listed_condition)),
    )


def _findings(it: Findings) -> tuple[Row, ...]:
    return values.rows(
        (_("Legs: limited by half or more"), values.yes_no(it.lower_limbs_half)),
        (_("Wholly blind"), values.yes_no(it.blind)),
        (_("Arms: amputated"), values.yes_no(it.arms_amputated)),
        (_("Arms: paralysed"), values.yes_no(it.arms_paralysed)),
    )


def _pending(key: str, it: Pending) -> Card:
    busy = bool(it.request or it.recognition or it.appeal)
    return Card(
        key=key,
        label=_("What is still being decided"),
        value=Words(_("Something is being handled") if busy else _("Nothing is being handled")),
        meaning=_("As long as something is being handled you keep what you have. You get a letter with the decision."),
        rows=values.rows(
            (_("A request is being handled"), values.yes_no(it.request)),
            (_("The recognition is being examined"), values.yes_no(it.recognition)),
            (_("You appealed to the court"), values.yes_no(it.appeal)),
        ),
    )


def _in_my_language(name: Named) -> str:
    texts = {language.lower(): text for language, text in name.texts}
    return texts.get((get_language() or "nl")[:2]) or texts.get("nl") or next(iter(texts.values()), "")


def _address(key: str, it: PostalAddress) -> Card:
    box = _("box %(box)s") % {"box": it.box} if it.box else ""
    lines = (
        " ".join(filter(None, (it.first_name, it.last_name))),
        " ".join(filter(None, (_in_my_language(it.street), it.number, box))),
        " ".join(filter(None, (it.postcode, _in_my_language(it.city)))),
        _in_my_language(it.country),
    )
    return Card(
        key=key,
        label=_("Your name and address in this file"),
        value=pieces.address(tuple(filter(None, lines))),
        meaning=_("Letters about your recognition go here. It follows your address in the National Register."),
    )


def _withheld(parts: int) -> Card:
    said = ngettext("%(n)s part of the file is not shared", "%(n)s parts of the file are not shared", parts)
    return Card(
        key="withheld",
        label=_("What we cannot show"),
        value=Words(said % {"n": parts} if parts else _("There is a file, but its content is not shared")),
        meaning=_("The service has this but does not share it with this site. Ask the service itself to see it."),
    )


def _title() -> str:
    return _("Recognition of a disability")


def _empty() -> str:
    return _("The federal service has no file about a disability of yours.")


SECTION = Section("recognition", _title, (RECOGNITION,), build, _empty)
