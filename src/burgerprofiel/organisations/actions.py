"""Registering organisations, and giving and ending roles: each in one transaction with its audit event."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from burgerprofiel.audit.actions import record
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId, uuid7
from burgerprofiel.organisations.events import RoleEnded, RoleGiven
from burgerprofiel.organisations.groups import TargetGroup
from burgerprofiel.organisations.models import Organisation, Role


def register(group: TargetGroup, code: str, names: Mapping[str, str]) -> UUID:
    """Keep an organisation, or its new names; return its id. Raises ValueError without a Dutch name or for citizens."""
    if not names.get("nl") or not group.for_an_organisation:
        raise ValueError("An organisation has a Dutch name and a target group other than BUR.")
    row, _new = Organisation.objects.update_or_create(group=group.value, code=code, defaults={"names": dict(names)})
    return row.id


@transaction.atomic
def give_role(
    citizen_id: CitizenId,
    organisation_id: UUID,
    application: str,
    role: str,
    trace: Trace,
    *,
    context: str = "",
    by: CitizenId | None = None,
) -> bool:
    """Let somebody do something for an organisation; False when they had that role already."""
    _row, new = Role.objects.get_or_create(
        citizen_id=citizen_id,
        organisation_id=organisation_id,
        application=application,
        role=role,
        context=context,
        defaults={"id": uuid7(), "given_at": clock.now(), "given_by": by},
    )
    if new:
        code = Organisation.objects.values_list("code", flat=True).get(id=organisation_id)
        record(citizen_id, trace, RoleGiven(organisation=code, application=application, role=role))
    return new


@transaction.atomic
def end_role(citizen_id: CitizenId, role_id: UUID, trace: Trace) -> bool:
    """Take a role away, at once; False when there was none (any more)."""
    row = Role.objects.select_for_update().filter(citizen_id=citizen_id, id=role_id).first()
    if row is None:
        return False
    Role.objects.filter(citizen_id=citizen_id, id=role_id).delete()
    code = Organisation.objects.values_list("code", flat=True).get(id=row.organisation_id)
    record(citizen_id, trace, RoleEnded(organisation=code, application=row.application, role=row.role))
    return True
