"""Opening what a message holds: its files in pieces, its body as text, or as HTML in which nothing is active."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from uuid import UUID

import nh3
from markupsafe import Markup, escape

from burgerprofiel.kit.packing import from_json
from burgerprofiel.kit.storage import objects
from burgerprofiel.mailbox import sealed
from burgerprofiel.mailbox.models import Message, SharedMessage
from burgerprofiel.mailbox.models.boxes import Kind
from burgerprofiel.mailbox.payments import Payment
from burgerprofiel.mailbox.queries import File

SHOWN = frozenset({"application/pdf", "image/png", "image/jpeg", "image/gif"})
"""Files that a browser can show without running anything of theirs (never SVG or HTML); the others are saved."""
LOST = (objects.GoneError, objects.BrokenError, OSError)
"""Why a file cannot be read: it is not there any more, it is not what was kept, its storage does not answer."""
_MARKUP = re.compile(
    r"<(?:!doctype|html|body|p|div|br|table|ul|ol|h[1-6]|b|strong|em|i|a|span)\b[^<>]*>", re.IGNORECASE
)
_TAGS = set(
    re.findall(
        r"\w+",
        "a abbr b blockquote br caption code col colgroup dd del div dl dt em h1 h2 h3 h4 h5 h6 hr i "
        "ins li ol p pre q s small span strong sub sup table tbody td tfoot th thead tr u ul",
    )
)
_ATTRIBUTES = {"a": {"href"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan", "scope"}, "ol": {"start"}}


def pieces(row: Message, kind: Kind, file: File) -> Iterator[bytes]:
    """Return a file in pieces, the first of which is read already: what cannot be read is not begun.

    One SQL statement for a citizen's own file, else none. Raises LOST.
    """
    found = objects.pieces(file.object_name, key(row, kind, file))
    return chain([next(found, b"")], found)


def key(row: Message, kind: Kind, file: File) -> bytes:
    """Return the file's own key. One SQL statement for a citizen's own file, else none."""
    if file.shared:
        return sealed.unseal_shared(file.key, f"mailbox.shared_attachment.key:{file.id}")
    return sealed.unseal(kind, row.box_id, file.key, f"mailbox.attachment.key:{file.id}")


def body(row: Message, kind: Kind) -> str:
    """Return the text of the message as its sender wrote it; empty: there is none. At most two SQL statements."""
    if row.withdrawn_at:
        return ""
    if row.shared:
        kept = SharedMessage.objects.filter(id=row.id).values_list("body", flat=True).first()
        return sealed.unseal_shared(bytes(kept), f"mailbox.shared_message.body:{row.id}").decode() if kept else ""
    if not row.body:
        return ""
    return sealed.unseal(kind, row.box_id, bytes(row.body), f"mailbox.message.body:{row.id}").decode()


def payments(rows: Sequence[Message], kind: Kind) -> Mapping[UUID, Payment]:
    """Return what these messages of one box ask to pay, by their ids. Two SQL statements at most, usually none."""
    asking = [row for row in rows if row.amount is not None and not row.withdrawn_at]
    own = [row for row in asking if row.payment is not None]
    unseal = sealed.unsealer(kind, own[0].box_id) if own else None
    found = {row.id: unseal(bytes(row.payment or b""), f"mailbox.message.payment:{row.id}") for row in own if unseal}
    shared = [row.id for row in asking if row.shared]
    kept = SharedMessage.objects.filter(id__in=shared, payment__isnull=False) if shared else ()
    found |= {each.id: sealed.unseal_shared(bytes(each.payment or b""), payment_place(each.id)) for each in kept}
    return {message_id: from_json(plain, Payment) for message_id, plain in found.items()}


def payment(row: Message, kind: Kind) -> Payment | None:
    """Return what one message asks to pay."""
    return payments([row], kind).get(row.id)


def payment_place(message_id: UUID) -> str:
    """Where the bill of a shared message is sealed."""
    return f"mailbox.shared_message.payment:{message_id}"


def shown(text: str) -> Markup:
    """Return a body as HTML of ours: no script, style, picture, form or frame of the sender's is left in it."""
    if not _MARKUP.search(text):
        blocks = [each.strip() for each in re.split(r"\n\s*\n", text.replace("\r\n", "\n")) if each.strip()]
        return Markup("").join(
            Markup("<p>{}</p>").format(Markup("<br>").join(map(escape, each.split("\n")))) for each in blocks
        )
    clean = nh3.clean(
        text,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"https", "http", "mailto", "tel"},
        link_rel="noopener noreferrer",
        set_tag_attribute_values={"a": {"target": "_blank"}},
    )
    return Markup(clean)  # noqa: S704 - cleaned one line above


def plain(text: str) -> str:
    """Return a body as words alone."""
    return str(Markup(nh3.clean(text, tags=set())).unescape()) if _MARKUP.search(text) else text  # noqa: S704 - no tag is left in it
