"""Certificates as facts: “this one says something wrong about me” goes to whoever said it (D3).

Those made here say what their source told; those of the National Register and of others are known in this session.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from burgerprofiel.access.viewer import Viewer
from burgerprofiel.certificates import codes
from burgerprofiel.certificates.content import Content, Group, Table
from burgerprofiel.certificates.fetched import queries as fetched
from burgerprofiel.certificates.fetched.certificate import Found
from burgerprofiel.certificates.fetched.configuration import Source
from burgerprofiel.certificates.fetched.shown import Shown, shown
from burgerprofiel.certificates.issuing import queries as issuing
from burgerprofiel.certificates.issuing.queries import Issued
from burgerprofiel.certificates.kinds import KINDS
from burgerprofiel.certificates.listing import offers
from burgerprofiel.certificates.models.certificates import CertificateId, State
from burgerprofiel.certificates.register import queries as register
from burgerprofiel.certificates.register.kinds import REGISTER, THEME
from burgerprofiel.kit import clock
from burgerprofiel.kit.answers import Data
from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.portal import values
from burgerprofiel.portal.asking.asked import Asked, Name, Reads
from burgerprofiel.portal.asking.part import Part
from burgerprofiel.portal.asking.routes import itself
from burgerprofiel.portal.facts import words as plain
from burgerprofiel.portal.faults import route_of
from burgerprofiel.sources import origins
from burgerprofiel.sources.facts import Card, Day, Row, Words
from burgerprofiel.sources.service import Origin

KEY, PAGE = "certificates", "/attesten"
OF_REGISTER, BY_OTHERS = "register-", "van-"
"""How a section begins whose certificates are not made here."""
MOST = 60
"""Rows of a certificate that are repeated on the page about it."""


def name(viewer: Viewer, section: str, key: str) -> Name:
    """Return what a certificate is known by: `section` is its kind, `register-<kind>` or `van-<source>`."""
    return Name(viewer.citizen_id, KEY, section, key, _scope(viewer, section))


def _scope(viewer: Viewer, section: str) -> str:
    if section.startswith(OF_REGISTER):
        return THEME
    if section.startswith(BY_OTHERS):
        source = fetched.source(viewer, section.removeprefix(BY_OTHERS))
        return source.theme if source else ""
    return KINDS[section].theme


def _names(viewer: Viewer) -> Iterator[Name]:
    yield from (name(viewer, each.kind.key, str(each.id)) for each in issuing.certificates(viewer))
    if viewer.may_see(THEME):
        yield from (name(viewer, f"{OF_REGISTER}{each}", each) for each in REGISTER)
    for source, lines in _kept(viewer).items():
        yield from (name(viewer, f"{BY_OTHERS}{source.id}", line.name) for line in lines)


def _kept(viewer: Viewer) -> Mapping[Source, list[Shown]]:
    """What others told in this session."""
    known = {each.id: each for each in fetched.sources(viewer)}
    answers = fetched.kept(viewer, list(known.values())) if known else {}
    told = {known[source]: answer.value for source, answer in answers.items() if isinstance(answer, Data)}
    return {source: _lines(viewer, source, found) for source, found in told.items()}


def _lines(viewer: Viewer, source: Source, found: Found) -> list[Shown]:
    return shown(viewer, source, found, get_language() or "nl")


def _asked(viewer: Viewer, it: Name) -> Asked | None:
    if it.section.startswith(OF_REGISTER):
        return _of_register(viewer, it)
    return _of_others(viewer, it) if it.section.startswith(BY_OTHERS) else _made(viewer, it)


def _made(viewer: Viewer, it: Name) -> Asked | None:
    try:
        issued = issuing.one(viewer, CertificateId(UUID(it.key)))
        said = issuing.content(viewer, issued.id)
    except issuing.NotThereError:
        return None
    origin = issued.kind.service.origin
    if issued.state is not State.READY:
        return None
    return Asked(
        it,
        (origin.value,),
        f"{KEY}/{it.section}",
        f"{PAGE}/{issued.id}",
        said.as_of,
        lambda: Reads(_title(), _card(issued, said), origins.name(origin)),
        lambda: f"{origins.name(origin)} · {values.when(said.as_of)}",
        lambda: route_of(origin),
    )


def _card(issued: Issued, said: Content) -> Card:
    rows = [Row(_("Issued on"), Day(PartialDate.of(issued.issued_on))) if issued.issued_on else None, *_told(said)]
    return Card(
        key=str(issued.id),
        label=issued.kind.title(),
        value=Words(codes.pretty(issued.code)),
        meaning=_("The code stands on the certificate, and what it says stands below."),
        rows=tuple(row for row in rows if row)[:MOST],
    )


def _told(said: Content) -> Iterator[Row]:
    """What it says, in its own language; the citizen's number and name stand with every report already."""
    for each in said.parts:
        if isinstance(each, Group):
            yield from (Row(field.label, field.value) for field in each.fields)
        else:
            yield from _lines_of(each)


def _lines_of(table: Table) -> Iterator[Row]:
    """A row each, without the references that few people read."""
    for row in table.rows:
        cells = (cell for column, cell in zip(table.columns, row, strict=True) if cell is not None and not column.fine)
        yield Row(table.title, Words(" · ".join(map(plain, cells))))


def _of_register(viewer: Viewer, it: Name) -> Asked | None:
    kind = REGISTER[it.key]
    given = [each for each in register.answers(viewer, kind).values() if isinstance(each, Data)]
    if not given:
        return None
    as_of = max(each.as_of for each in given)

    def read() -> Reads:
        told = (Row(_("Given on"), Day(PartialDate.of(clock.day_of(as_of)))),)
        card = Card(key=kind.name, label=kind.title(), value=None, meaning=kind.explanation(), rows=told)
        return Reads(_title(), card, origins.name(Origin.RIJKSREGISTER))

    return Asked(
        it,
        (Origin.RIJKSREGISTER.value,),
        f"{KEY}/{it.section}",
        f"{PAGE}/rijksregister/{kind.name}",
        as_of,
        read,
        lambda: f"{origins.name(Origin.RIJKSREGISTER)} · {values.when(as_of)}",
        lambda: route_of(Origin.RIJKSREGISTER),
    )


def _of_others(viewer: Viewer, it: Name) -> Asked | None:
    wanted = it.section.removeprefix(BY_OTHERS)
    source = fetched.source(viewer, wanted)
    answer = fetched.kept(viewer, [source]).get(wanted) if source else None
    if source is None or not isinstance(answer, Data):
        return None
    found: Found = answer.value

    def read() -> Reads | None:
        line = next((each for each in _lines(viewer, source, found) if each.name == it.key), None)
        return Reads(_title(), _line(line), _called(source)) if line else None

    return Asked(
        it,
        (source.id,),
        f"{KEY}/{it.section}",
        f"{PAGE}#van-{source.id}",
        answer.as_of,
        read,
        lambda: f"{_called(source)} · {values.when(answer.as_of)}",
        lambda: itself(_called(source)),
    )


def _line(line: Shown) -> Card:
    it = line.first
    days = ((_("Issued on"), it.issued_on), (_("Counts from"), it.valid_from), (_("Counts until"), it.valid_until))
    rows = tuple(Row(label, Day(PartialDate.of(day))) for label, day in days if day)
    return Card(
        key=line.name,
        label=line.title or _("Certificate without a name"),
        value=Words(it.issuer) if it.issuer else None,
        meaning=_("What it says stands in the document itself."),
        rows=rows,
    )


def _called(source: Source) -> str:
    told: str = getattr(source.name, (get_language() or "nl")[:2], source.name.nl)
    return told


def _title() -> str:
    return _("Certificates")


def _allows(viewer: Viewer) -> bool:
    return offers.any_for(viewer) or bool(fetched.sources(viewer))


PART = Part(KEY, _title, PAGE, _allows, _names, _asked, "certificates")
