"""Dossiers as facts: the title, how it stands and since when, whether it lies here or is read at MAGDA (D1).

What an organisation has is not spoken of here: a report is sealed for a citizen, who hears what becomes of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from uuid import UUID

import msgspec
from django.utils.translation import gettext as _

from burgerprofiel.access.viewer import Viewer
from burgerprofiel.dossiers.own.magda import moment
from burgerprofiel.dossiers.own.owner import SCOPE
from burgerprofiel.dossiers.queries import File, Owner, Told, ids, one, owner_of
from burgerprofiel.dossiers.theme import beside, files
from burgerprofiel.dossiers.theme.numbers import number
from burgerprofiel.feedback import queries as feedback
from burgerprofiel.feedback import words as of_feedback
from burgerprofiel.feedback.queries import Mark
from burgerprofiel.portal import values
from burgerprofiel.portal.asking.asked import Asked, Name, Reads
from burgerprofiel.portal.asking.beside import Beside
from burgerprofiel.portal.asking.beside import beside as beside_facts
from burgerprofiel.portal.asking.part import Part
from burgerprofiel.portal.faults import route_of
from burgerprofiel.sources import queries
from burgerprofiel.sources.connectors.magda.services import geef_dossiers
from burgerprofiel.sources.facts import Card, Link
from burgerprofiel.sources.service import Origin
from burgerprofiel.sources.themes.values import day, rows

KEY = "dossiers"
_SERVICE = geef_dossiers.SERVICE


def name(owner: Owner, dossier: UUID) -> Name:
    """Return what a dossier of a citizen is known by."""
    return Name(owner.viewer.citizen_id, KEY, KEY, str(dossier), SCOPE)


def beside_file(owner: Owner, file: File) -> Beside:
    """Return what stands beside a dossier that is shown. One SQL statement; of an organisation, where it turns to."""
    if not owner.is_citizen:
        return Beside(f"/klopt-dit#{Origin.DOSIS.value}")
    it = name(owner, file.id)
    return beside_facts(owner.viewer, [it], lambda each: of_file(each, file))[it.key]


def reported(owner: Owner) -> Callable[[File], str]:
    """Return what a list says of a dossier that was reported; empty of any other. One SQL statement, at the first."""
    marks = dict[UUID, Mark]()
    asked_for = list[bool]()

    def told(file: File) -> str:
        if not owner.is_citizen:
            return ""
        if not asked_for:
            asked_for.append(True)
            marks.update(feedback.marks(owner.viewer.citizen_id, SCOPE))
        mark = marks.get(name(owner, file.id).id)
        return of_feedback.reported(mark.at, mark.status) if mark and mark.status is not None else ""

    return told


def asked(viewer: Viewer, it: Name) -> Asked | None:
    """Return one."""
    owner = _own(viewer)
    found = one(owner, UUID(it.key), _told(owner)) if owner else None
    return of_file(it, found.file) if found else None


def of_file(it: Name, file: File) -> Asked:
    """Return a dossier that was read already."""

    def read() -> Reads:
        return Reads(title(), _card(file), file.handled_by)

    return Asked(
        it,
        (*filter(None, [file.body.organisation]), Origin.DOSIS.value),
        f"{KEY}/{slug(file.body.source)}",
        file.href,
        file.changed_at,
        read,
        lambda: f"{file.handled_by} · {values.when(file.changed_at)}".strip(" ·"),
        lambda: msgspec.structs.replace(route_of(Origin.DOSIS), name=file.handled_by),
    )


def slug(source: str) -> str:
    """Return a source as `feedback_sources` writes it: `urn://zonnegem/omgeving` is `urn-zonnegem-omgeving`."""
    return re.sub(r"[^a-z0-9]+", "-", source.lower()).strip("-") or KEY


def title() -> str:
    """Of what a dossier is a part."""
    return _("My files")


def _card(file: File) -> Card:
    """As every face draws it, with what tells it from another: its number, and since when it stands so."""
    told = files.card("dossier", file)
    named = rows((_("Number of the file"), number(file.number)), (_("Since"), day(moment(file.now))))
    return msgspec.structs.replace(told, rows=(*named, *(row for row in told.rows if not isinstance(row.value, Link))))


def _own(viewer: Viewer) -> Owner | None:
    owner = owner_of(viewer)
    return owner if owner and owner.is_citizen else None


def _told(owner: Owner) -> Told:
    """What MAGDA answered in this session."""
    kept = queries.gathered(owner.viewer, [_SERVICE])
    joined = beside.Beside(owner, beside.Here()).known(kept) if _SERVICE.name in kept else kept
    return beside.told(joined)


def _names(viewer: Viewer) -> Iterator[Name]:
    owner = _own(viewer)
    if owner:
        yield from (name(owner, each) for each in dict.fromkeys([*ids(owner), *_told(owner).all]))


PART = Part(KEY, title, "/dossiers", lambda viewer: viewer.may_see(SCOPE), _names, asked, "dossiers")
