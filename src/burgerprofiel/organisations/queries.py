"""Which organisations there are, and for which of them somebody works, and as what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.organisations import models
from burgerprofiel.organisations.groups import TargetGroup


@dataclass(frozen=True)
class Organisation:
    """One organisation."""

    id: UUID
    group: TargetGroup
    code: str
    names: Mapping[str, str]

    def name(self, language: str) -> str:
        """Return its name in this language (`nl`), else in Dutch."""
        return self.names.get(language) or self.names["nl"]


@dataclass(frozen=True)
class Role:
    """What somebody may do for an organisation in one application."""

    organisation: Organisation
    application: str
    role: str
    context: str

    @property
    def rol_3d(self) -> str:
        """As the claim `<application>_rol_3d` writes it: `Role:CODE` or `Role-Context:CODE` (contracts/mbp.md §5.2)."""
        return f"{self.role}{'-' if self.context else ''}{self.context}:{self.organisation.code}"


def organisation(organisation_id: UUID) -> Organisation | None:
    """Return the organisation with this id."""
    row = models.Organisation.objects.filter(id=organisation_id).first()
    return _seen(row) if row else None


def those(organisation_ids: Iterable[UUID]) -> dict[UUID, Organisation]:
    """Return these organisations, by id. One SQL statement."""
    rows = models.Organisation.objects.filter(id__in=list(organisation_ids))
    return {row.id: _seen(row) for row in rows}


def organisation_with(group: TargetGroup, code: str) -> Organisation | None:
    """Return the organisation that ACM calls this."""
    row = models.Organisation.objects.filter(group=group.value, code=code).first()
    return _seen(row) if row else None


def with_enterprise_number(number: str) -> Organisation | None:
    """Return the organisation with this enterprise number (CBE), of whatever group."""
    row = models.Organisation.objects.filter(code=number).order_by("id").first()
    return _seen(row) if row else None


def ids_of(numbers: Iterable[str]) -> dict[str, UUID]:
    """Return the ids of the organisations with these enterprise numbers, by number. One SQL statement."""
    rows = models.Organisation.objects.filter(code__in=list(numbers)).order_by("-id").values_list("code", "id")
    return dict(rows)


def every_id() -> list[UUID]:
    """Return the ids of all organisations. One SQL statement."""
    return list(models.Organisation.objects.order_by("id").values_list("id", flat=True))


def roles_of(citizen_id: CitizenId) -> list[Role]:
    """Return every role that somebody has, of all organisations. Two SQL statements."""
    rows = list(models.Role.objects.filter(citizen_id=citizen_id).order_by("id"))
    known = {
        row.id: _seen(row) for row in models.Organisation.objects.filter(id__in={each.organisation_id for each in rows})
    }
    return [
        Role(known[row.organisation_id], row.application, row.role, row.context)
        for row in rows
        if row.organisation_id in known
    ]


def works_for(citizen_id: CitizenId, organisation_id: UUID) -> bool:
    """Whether somebody has any role there now. One SQL statement."""
    return models.Role.objects.filter(citizen_id=citizen_id, organisation_id=organisation_id).exists()


def people_of(organisation_id: UUID, application: str) -> list[models.Role]:
    """Return the roles that an organisation gave in one application, oldest first."""
    rows = models.Role.objects.filter(organisation_id=organisation_id, application=application)
    return list(rows.order_by("given_at"))


def _seen(row: models.Organisation) -> Organisation:
    return Organisation(row.id, TargetGroup(row.group), row.code, row.names)
