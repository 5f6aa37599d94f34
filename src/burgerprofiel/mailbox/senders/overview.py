"""Who may send what, for who manages it: everything there is, also what was ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast
from uuid import UUID

from django.db.models import Model

from burgerprofiel.mailbox.models import (
    Logo,
    MessageType,
    SenderApplication,
    SenderChange,
    SenderClient,
    SenderOrganisation,
    SenderRight,
)
from burgerprofiel.mailbox.models.boxes import Kind
from burgerprofiel.mailbox.senders.fields import Columns

_MODELS: dict[str, type[Model]] = {
    "organisation": SenderOrganisation,
    "application": SenderApplication,
    "message_type": MessageType,
}
_NOT_WRITTEN = ("enterprise_number", "application_id", "message_type_id", "changed_at")


@dataclass(frozen=True)
class Overview:
    """All of it, by Dutch name."""

    organisations: Sequence[SenderOrganisation]
    applications: Sequence[SenderApplication]
    message_types: Sequence[MessageType]
    rights: Sequence[tuple[SenderRight, tuple[str, ...]]]
    """One row for an organisation, application and type, with the kinds of boxes."""
    clients: Sequence[SenderClient]
    logos: dict[str, UUID]
    """The first picture of each organisation or application."""


def everything() -> Overview:
    """Return all there is. Six SQL statements."""
    rows = SenderRight.objects.select_related("organisation", "application", "message_type").order_by(
        "organisation__names__nl", "application__names__nl", "message_type__names__nl", "id"
    )
    rights: dict[tuple[str, str, str], tuple[SenderRight, tuple[str, ...]]] = {}
    for row in rows:
        key = (row.organisation_id, row.application_id, row.message_type_id)
        first, kinds = rights.get(key, (row, ()))
        rights[key] = first, (*kinds, row.box_kind)
    pictures = Logo.objects.order_by("-image_id").values_list("organisation_id", "application_id", "image_id")
    return Overview(
        list(SenderOrganisation.objects.order_by("names__nl", "pk")),
        list(SenderApplication.objects.order_by("names__nl", "pk")),
        list(MessageType.objects.order_by("names__nl", "pk")),
        [(row, tuple(kind for kind in Kind.values if kind in kinds)) for row, kinds in rights.values()],
        list(SenderClient.objects.order_by("client_id")),
        {organisation or application or "": image for organisation, application, image in pictures},
    )


def one(what: str, key: str) -> Columns | None:
    """Return what is written of an organisation, application or type of message; None: it is not there."""
    if what not in _MODELS or "\x00" in key:
        return None
    model = _MODELS[what]
    names = [field.attname for field in model._meta.concrete_fields if field.attname not in _NOT_WRITTEN]
    return cast("Columns | None", model._default_manager.filter(pk=key).values(*names).first())


def owner(what: str, key: str) -> SenderOrganisation | SenderApplication | None:
    """Return whose logo it would be."""
    if what not in ("organisation", "application") or "\x00" in key:
        return None
    found = _MODELS[what]._default_manager.filter(pk=key).first()
    return cast("SenderOrganisation | SenderApplication | None", found)


def logo(image_id: UUID) -> Logo | None:
    """Return a picture."""
    return Logo.objects.filter(image_id=image_id).first()


def logo_of(what: str, key: str) -> UUID | None:
    """Return the picture of an organisation or application, when there is one."""
    if what not in ("organisation", "application"):
        return None
    return Logo.objects.filter(**{f"{what}_id": key}).order_by("image_id").values_list("image_id", flat=True).first()


def history(what: str, key: str, most: int = 50) -> list[SenderChange]:
    """Return what was changed, newest first."""
    kinds = (what, "logo") if what in ("organisation", "application") else (what,)
    return list(SenderChange.objects.filter(what__in=kinds, key=key).order_by("-id")[:most])


def rights_history(most: int = 20) -> list[SenderChange]:
    """Return the rights that were given and taken away, newest first."""
    return list(SenderChange.objects.filter(what="right").order_by("-id")[:most])
