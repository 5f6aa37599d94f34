"""Who sends what: reference data that portals ask for with every message, so everybody may keep it for a day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from uuid import UUID

import msgspec
from django.http import HttpRequest, HttpResponse

from burgerprofiel.kit import problems, responses
from burgerprofiel.mailbox.models import Logo
from burgerprofiel.mailbox.registry import surfaces
from burgerprofiel.mailbox.registry.asked import Asked
from burgerprofiel.mailbox.registry.callers import Caller
from burgerprofiel.mailbox.registry.consult.listing import LARGEST, USUAL
from burgerprofiel.mailbox.registry.doors import door
from burgerprofiel.mailbox.registry.scopes import ALL
from burgerprofiel.mailbox.registry.surfaces import Surface
from burgerprofiel.mailbox.registry.wire import reference as wire
from burgerprofiel.mailbox.senders.book import Book, book

Write = Callable[[Book, str, Surface], wire.Told]


@door(*ALL)
def message_types(caller: Caller, request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - any token
    """`GET /referenceData/messageTypes`."""
    known = book()
    return _page(request, known, [key for key, each in known.message_types.items() if each.active], wire.message_type)


@door(*ALL)
def message_type(caller: Caller, request: HttpRequest, message_type_id: str) -> HttpResponse:  # noqa: ARG001 - a door's signature
    """`GET /referenceData/messageTypes/{messageTypeId}`."""
    return _one(request, book().message_types, message_type_id, wire.message_type)


@door(*ALL)
def applications(caller: Caller, request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - a door's signature
    """`GET /referenceData/senderApplications`."""
    known = book()
    return _page(request, known, [key for key, each in known.applications.items() if each.active], wire.application)


@door(*ALL)
def application(caller: Caller, request: HttpRequest, application_id: str) -> HttpResponse:  # noqa: ARG001 - a door's signature
    """`GET /referenceData/senderApplications/{senderApplicationId}`."""
    return _one(request, book().applications, application_id, wire.application)


@door(*ALL)
def organisations(caller: Caller, request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - a door's signature
    """`GET /referenceData/senderOrganizations`."""
    known = book()
    return _page(request, known, [key for key, each in known.organisations.items() if each.active], wire.organisation)


@door(*ALL)
def organisation(caller: Caller, request: HttpRequest, organisation_id: str) -> HttpResponse:  # noqa: ARG001 - a door's signature
    """`GET /referenceData/senderOrganizations/{senderOrganizationId}`."""
    return _one(request, book().organisations, organisation_id, wire.organisation)


@door(*ALL)
def application_image(caller: Caller, request: HttpRequest, application_id: str, image_id: UUID) -> HttpResponse:  # noqa: ARG001 - a door's signature
    """`GET /referenceData/senderApplications/{senderApplicationId}/images/{imageId}/content`."""
    return _image(request, application_id=application_id, image_id=image_id)


@door(*ALL)
def organisation_image(caller: Caller, request: HttpRequest, organisation_id: str, image_id: UUID) -> HttpResponse:  # noqa: ARG001 - a door's signature
    """`GET /referenceData/senderOrganizations/{senderOrganizationId}/images/{imageId}/content`."""
    return _image(request, organisation_id=organisation_id, image_id=image_id)


def _page(request: HttpRequest, known: Book, keys: Iterable[str], write: Write) -> HttpResponse:
    asked = Asked(request, ("page", "pageSize"))
    page, size, surface = asked.number("page", 1), asked.number("pageSize", USUAL, LARGEST), surfaces.of(request)
    ordered = list(keys)
    start = (page - 1) * size
    items = [write(known, key, surface) for key in ordered[start : start + size]]
    return _answer(request, {"items": items, "totalItems": len(ordered)})


def _one(request: HttpRequest, rows: Mapping[str, object], key: str, write: Write) -> HttpResponse:
    Asked(request)
    if key not in rows:
        raise problems.not_found("There is no such reference data.")
    return _answer(request, write(book(), key, surfaces.of(request)))


def _answer(request: HttpRequest, told: Mapping[str, object]) -> HttpResponse:
    return responses.public(request, msgspec.json.encode(told))


def _image(request: HttpRequest, **wanted: str | UUID) -> HttpResponse:
    Asked(request)
    if any("\x00" in str(each) for each in wanted.values()):
        raise problems.not_found("There is no such image.")
    content = Logo.objects.filter(**wanted).values_list("content", flat=True).first()
    if content is None:
        raise problems.not_found("There is no such image.")
    response = responses.public(request, bytes(content), "application/octet-stream")
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Disposition"] = "attachment"
    return response
