"""What a message holds, unsealed: the body, and a file in pieces. Who may read it was asked before."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from burgerprofiel.mailbox import sealed
from burgerprofiel.mailbox.models import Message, SharedMessage
from burgerprofiel.mailbox.models.boxes import Kind
from burgerprofiel.mailbox.queries import File
from burgerprofiel.mailbox.storage import objects


def body(kind: Kind, row: Message) -> str | None:
    """Return the body of a message; None: there is none, or it was withdrawn. At most two SQL statements."""
    if row.withdrawn_at:
        return None
    if row.shared:
        kept = SharedMessage.objects.filter(id=row.id).values_list("body", flat=True).first()
        place = f"mailbox.shared_message.body:{row.id}"
        return sealed.unseal_shared(bytes(kept), place).decode() if kept else None
    if not row.body:
        return None
    return sealed.unseal(kind, row.box_id, bytes(row.body), f"mailbox.message.body:{row.id}").decode()


def key(kind: Kind, box_id: UUID, file: File) -> bytes:
    """Return the file's own key. One SQL statement for a citizen's own file."""
    if file.shared:
        return sealed.unseal_shared(file.key, f"mailbox.shared_attachment.key:{file.id}")
    return sealed.unseal(kind, box_id, file.key, f"mailbox.attachment.key:{file.id}")


def pieces(kind: Kind, box_id: UUID, file: File) -> Iterator[bytes]:
    """Return a file, decrypted, in pieces. Raises GoneError, OSError, and BrokenError while it is read."""
    return objects.pieces(file.object_name, key(kind, box_id, file))
