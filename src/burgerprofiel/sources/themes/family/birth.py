"""When and where you were born, of whom you are a child, and who your children are."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from burgerprofiel.kit import formats
from burgerprofiel.sources.connectors.magda.services.geef_persoon import SERVICE as PERSON
from burgerprofiel.sources.connectors.magda.services.geef_persoon import Person
from burgerprofiel.sources.connectors.magda.services.person_facts import Birth, Descent, Offspring
from burgerprofiel.sources.connectors.magda.services.person_parts import Someone
from burgerprofiel.sources.facts import Block, Card, Relative, Tree
from burgerprofiel.sources.service import Answers
from burgerprofiel.sources.themes.family.pieces import about, full_name, rows, spot
from burgerprofiel.sources.themes.family.words import DESCENT, PROOF, told
from burgerprofiel.sources.themes.values import day, words


def build(answers: Answers) -> list[Block]:
    """Return the cards of section "birth"."""
    person = answers.data(PERSON)
    return [] if person is None else list(_blocks(person))


def _blocks(person: Person) -> Iterator[Block]:
    for index, birth in enumerate(person.births):
        yield birth_card(f"birth-{index}", birth)
    if person.offspring or any(descent.parents for descent in person.descents):
        yield _tree(person)
    for index, descent in enumerate(person.descents):
        yield from descent_cards(f"descent-{index}", descent)
    for index, entry in enumerate(person.offspring):
        yield _child(f"child-{index}", entry)


def birth_card(key: str, birth: Birth) -> Card:
    """Return the card of a birth; of the date only the year may be known."""
    return Card(
        key=key,
        label=_("Born"),
        value=day(birth.date),
        meaning=_("Your date of birth decides from when you may do something, such as vote, drive or retire."),
        rows=rows(
            (_("Place of birth"), spot(birth.place)),
            (_("Number of the birth certificate"), words(birth.deed)),
            (_("Based on"), words(told(birth.proof, PROOF))),
        ),
    )


def descent_cards(key: str, descent: Descent) -> Iterator[Card]:
    """Yield a card on the descent itself and one per parent."""
    details = rows(
        (_("Since"), day(descent.since)),
        (_("Place"), spot(descent.place)),
        (_("Number of the certificate"), words(descent.deed)),
        (_("Note"), words(descent.remark)),
    )
    yield Card(
        key=key,
        label=_("Descent"),
        value=words(told(descent.kind, DESCENT)),
        meaning=_(
            "How the law sees the tie between you and your parents. It matters for your name and what you inherit."
        ),
        rows=details,
    )
    for index, parent in enumerate(descent.parents):
        yield Card(
            key=f"{key}-parent-{index}",
            label=_("Parent"),
            value=words(full_name(parent.name)),
            meaning=_("The register names this person as your parent."),
            rows=about(parent),
        )


def _child(key: str, entry: Offspring) -> Card:
    return Card(
        key=key,
        label=_("Child"),
        value=words(full_name(entry.child.name)),
        meaning=_("The register names you as a parent of this child."),
        rows=rows((_("Descent"), words(told(entry.kind, DESCENT))), (_("Since"), day(entry.since)))
        + about(entry.child),
    )


def _tree(person: Person) -> Tree:
    parents = {_key(parent): parent for descent in person.descents for parent in descent.parents}
    children = {_key(entry.child): entry.child for entry in person.offspring}
    return Tree(
        key="tree",
        label=_("Your parents and children"),
        meaning=_("Who the register names as your parents and your children, wherever they live."),
        people=(
            *(_relative(parent, _("Parent"), -1) for parent in parents.values()),
            Relative(name=full_name(person.name), role=_("You"), generation=0, me=True),
            *(_relative(child, _("Child"), 1) for child in children.values()),
        ),
    )


def _key(person: Someone) -> str:
    return person.ssin or full_name(person.name)


def _relative(person: Someone, role: str, generation: int) -> Relative:
    detail = _("born {date}").format(date=formats.day(person.born)) if person.born else ""
    return Relative(name=full_name(person.name), role=role, generation=generation, detail=detail)
