"""What protects you or limits you: an administration order, a right of residence, a status in the register."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from burgerprofiel.sources.connectors.magda.services.geef_persoon import SERVICE as PERSON
from burgerprofiel.sources.connectors.magda.services.geef_persoon import Person
from burgerprofiel.sources.connectors.magda.services.person_facts import Death, LastWish, ResidenceRight
from burgerprofiel.sources.connectors.magda.services.person_parts import Dated
from burgerprofiel.sources.facts import Block, Card, Tag
from burgerprofiel.sources.service import Answers
from burgerprofiel.sources.themes.family.pieces import about, joined, rows, spot, who
from burgerprofiel.sources.themes.family.words import (
    CONTRACT,
    MANNER,
    PROTECTION,
    REASON,
    REFUGEE,
    RITE,
    STATUS,
    told,
)
from burgerprofiel.sources.themes.values import day, span, words


def build(answers: Answers) -> list[Block]:
    """Return the cards of section "status"."""
    person = answers.data(PERSON)
    return [] if person is None else list(_blocks(person))


def _blocks(person: Person) -> Iterator[Block]:
    for index, status in enumerate(person.statuses):
        yield status_card(f"status-{index}", status)
    for index, right in enumerate(person.rights):
        yield _right(f"right-{index}", right)
    for index, kind in enumerate(person.refugee):
        yield Card(
            key=f"refugee-{index}",
            label=_("Asylum"),
            value=words(told(kind.value, REFUGEE)),
            meaning=_("What the register has about your request for asylum."),
            rows=rows((_("Period"), span(kind.since, kind.until))),
        )


def protects(status: Dated) -> bool:
    """Whether the status is a protection by a judge."""
    return status.value.code in PROTECTION


def status_card(key: str, status: Dated) -> Card:
    """Return the card of a status; a protection says what it means for acting by oneself."""
    if protects(status):
        label, meaning = (
            _("Protection"),
            _("A judge appointed an administrator who acts with you or for you. You can always see your own data."),
        )
    else:
        label, meaning = _("Status"), _("A note in the register about where or how you are registered.")
    return Card(
        key=key,
        label=label,
        value=words(told(status.value, STATUS | PROTECTION)),
        meaning=meaning,
        tag=Tag(_("Ended")) if status.until else None,
        rows=rows((_("Period"), span(status.since, status.until))),
    )


def _right(key: str, right: ResidenceRight) -> Card:
    return Card(
        key=key,
        label=_("Right of residence"),
        value=joined(told(reason, REASON) for reason in right.reasons) or joined(right.lines),
        meaning=_("On what ground you may live in Belgium."),
        rows=rows(
            (_("Period"), span(right.since, right.until)),
            (_("Note"), joined(right.lines)),
            (_("You joined"), who(right.sponsor)),
        )
        + about(right.sponsor),
    )


def build_after(answers: Answers) -> list[Block]:
    """Return the cards of section "after": a death, and wishes for after it."""
    person = answers.data(PERSON)
    if person is None:
        return []
    deaths = [_death(f"death-{index}", one) for index, one in enumerate(person.deaths)]
    return [*deaths, *(_wish(f"wish-{index}", one) for index, one in enumerate(person.wishes))]


def _death(key: str, death: Death) -> Card:
    return Card(
        key=key,
        label=_("Deceased"),
        value=day(death.date),
        meaning=_("The register says that this person died. Is that wrong? Contact your municipality at once."),
        rows=rows((_("Place"), spot(death.place)), (_("Number of the certificate"), words(death.deed))),
    )


def _wish(key: str, wish: LastWish) -> Card:
    return Card(
        key=key,
        label=_("Your last wishes"),
        value=words(told(wish.manner, MANNER)),
        meaning=_("What you told your municipality you want after your death. You can change it whenever you like."),
        rows=rows(
            (_("Ceremony"), words(told(wish.rite, RITE))),
            (_("Cemetery"), spot(wish.cemetery)),
            (_("Undertaker"), words(told(wish.contract, CONTRACT))),
            (_("Number of the contract"), words(wish.contract_number)),
            (_("Enterprise number of the undertaker"), words(wish.undertaker)),
            (_("Signed on"), day(wish.signed)),
            (_("Written down in"), words(wish.registered_at)),
            (_("Since"), day(wish.since)),
            (_("Legal representative"), who(wish.representative)),
        )
        + about(wish.representative),
    )
