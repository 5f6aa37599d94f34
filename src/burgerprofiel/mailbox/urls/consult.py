"""The addresses of reading: the same on both surfaces, apart from the words."""

from __future__ import annotations

from django.urls import URLPattern, path

from burgerprofiel.mailbox.registry.consult import (
    answering,
    content,
    labels,
    links,
    reference,
    single,
    statuses,
    summary,
)
from burgerprofiel.mailbox.registry.doors import address
from burgerprofiel.mailbox.registry.surfaces import Surface

_IMAGE = "images/<uuid:image_id>/content"


def of_boxes(surface: Surface) -> list[URLPattern]:
    """Return the addresses of messages, below a list whose doors stand elsewhere (publishing is one of them)."""
    base = f"{surface.value.lstrip('/')}"
    one = f"{base}/ebox/messages/<uuid:message_id>"
    file = f"{one}/attachments/<uuid:attachment_id>"
    return [
        path(f"{base}/ebox" + ("" if surface is Surface.V2 else "/statistics"), address(summary.summary)),
        path(one, address(single.message)),
        path(f"{one}/attachments", address(single.attachments)),
        path(file, address(single.attachment)),
        path(f"{file}/content", address(content.content)),
        path(f"{one}/body", address(content.body)),
        path(f"{one}/paymentData", address(single.payment_data)),
        path(f"{base}/linkEboxMessage", address(links.link)),
        path(f"{base}/searchMessageStatus", address(statuses.search)),
    ]


def of_replies() -> list[URLPattern]:
    """Return the addresses of answers: on v3, and for their senders."""
    one = f"{Surface.V3.value.lstrip('/')}/ebox/messages/<uuid:message_id>"
    return [
        path(f"{one}/replies", address(answering.sent, answering.send)),
        path(answering.SENDERS.lstrip("/"), address(answering.fetch)),
    ]


def of_reference(surface: Surface) -> list[URLPattern]:
    """Return the addresses of reference data."""
    base = f"{surface.value.lstrip('/')}/{surface.reference}"
    application, organisation = "<str:application_id>", "<str:organisation_id>"
    return [
        path(f"{base}/messageTypes", address(reference.message_types)),
        path(f"{base}/messageTypes/<str:message_type_id>", address(reference.message_type)),
        path(f"{base}/senderApplications", address(reference.applications)),
        path(f"{base}/senderApplications/{application}", address(reference.application)),
        path(f"{base}/senderApplications/{application}/{_IMAGE}", address(reference.application_image)),
        path(f"{base}/senderOrganizations", address(reference.organisations)),
        path(f"{base}/senderOrganizations/{organisation}", address(reference.organisation)),
        path(f"{base}/senderOrganizations/{organisation}/{_IMAGE}", address(reference.organisation_image)),
    ]


def ours(base: str) -> list[URLPattern]:
    """Return our own additions to reading."""
    return [
        path(f"{base}/messages/<uuid:message_id>/labels", address(labels.labels)),
        path(f"{base}/statuses/query", address(statuses.query)),
    ]
