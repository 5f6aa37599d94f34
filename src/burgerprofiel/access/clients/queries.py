"""Which applications there are, what waits to be decided about them, and what a change would change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from burgerprofiel.access.clients.written import FIELDS, written
from burgerprofiel.access.models import Client, ClientChange

APPROVED = "approved"
"""The decision after which a change holds."""


@dataclass(frozen=True)
class Difference:
    """One field, before and after; None: it says nothing special."""

    field: str
    before: object
    after: object

    @property
    def changes(self) -> bool:
        """Whether they differ."""
        return self.before != self.after


def everyone(body: UUID | None = None) -> list[Client]:
    """Return every application, by name; those of one body alone when it is named."""
    rows = Client.objects.order_by("name", "client_id")
    return list(rows if body is None else rows.filter(client_id__in=_of_body(body)))


def is_of(client_id: str, body: UUID) -> bool:
    """Whether this body asked for the application: the first that was approved about it was the body's."""
    return client_id in _of_body(body)


def _of_body(body: UUID) -> set[str]:
    firsts = ClientChange.objects.filter(decision=APPROVED).order_by("client_id", "id").distinct("client_id")
    return {row.client_id for row in firsts if row.organisation == body}


def one(client_id: str) -> Client | None:
    """Return an application; a name with a NUL, which no row can hold, is nobody's."""
    return None if "\x00" in client_id else Client.objects.filter(client_id=client_id).first()


def names(client_ids: Iterable[str]) -> dict[str, str]:
    """Return what these applications are registered as, by their id. One SQL statement."""
    asked = [each for each in client_ids if "\x00" not in each]
    return dict(Client.objects.filter(client_id__in=asked).values_list("client_id", "name"))


def waiting(body: UUID | None = None) -> list[ClientChange]:
    """Return what nobody decided yet, oldest first; what one body asked alone when it is named."""
    rows = ClientChange.objects.filter(decision="").order_by("id")
    return list(rows if body is None else rows.filter(organisation=body))


def history(client_id: str, most: int = 50) -> list[ClientChange]:
    """Return what was proposed about an application, newest first."""
    return list(ClientChange.objects.filter(client_id=client_id).order_by("-id")[:most])


def change(change_id: UUID) -> ClientChange | None:
    """Return one change."""
    return ClientChange.objects.filter(id=change_id).first()


def differences(proposed: ClientChange) -> list[Difference]:
    """Return what it would change now, field by field, with those that stay as they are."""
    row = one(proposed.client_id)
    before = written(row) if row else {}
    named = [name for name in FIELDS if name in before or name in proposed.proposed]
    return [Difference(name, before.get(name), proposed.proposed.get(name)) for name in named]


def new_secret(proposed: ClientChange) -> bool:
    """Whether it brings another secret."""
    row = one(proposed.client_id)
    return bool(proposed.secret_hash) and (row is None or bytes(row.secret_hash) != bytes(proposed.secret_hash))
