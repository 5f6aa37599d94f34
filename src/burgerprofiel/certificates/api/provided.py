"""The Attesten contract as a source for portals (contracts/mbp.md §1.1), and how an authority puts certificates here.

The contract has the national number in the path of what portals read. It is kept to the letter; trail and logs get the
path without it.
"""

from __future__ import annotations

from http import HTTPStatus

import msgspec
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse

from burgerprofiel.access import callers
from burgerprofiel.access.doors import Doors
from burgerprofiel.audit.actions import record
from burgerprofiel.audit.events import Event
from burgerprofiel.certificates.events import ProvidedFetched, ProvidedListed
from burgerprofiel.certificates.provided import actions, queries, wire
from burgerprofiel.certificates.provided.actions import Given
from burgerprofiel.certificates.provided.queries import NoSuchCertificateError, Page
from burgerprofiel.kit import bodies, problems, ssin
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.problems import ProblemError
from burgerprofiel.kit.refused_file import RefusedFileError
from burgerprofiel.kit.responses import private
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.kit.storage.objects import GoneError
from burgerprofiel.mailbox.senders import queries as senders
from burgerprofiel.people import queries as citizens

READ = "AttestenRaadplegen"
PROVIDE = "AttestenAanbieden"
_HAL = "application/hal+json"
_MOST = 100
_MASKED = "/v1/certificates/{insz}"


class Caller(callers.Caller):
    """A portal, or an authority's program."""

    def organisation(self) -> str:
        """Return for which enterprise number the program speaks. Raises ProblemError."""
        organisation = senders.speaks_for(self.client_id)
        if organisation is None:
            raise problems.not_allowed("This client is not registered for an authority.")
        return organisation


def _who(request: HttpRequest) -> Caller:
    found = callers.of(request, settings.CONFIG.api_origin, Caller)
    path = _MASKED if request.path.startswith("/v1/certificates/") else request.path
    return Caller(found.bearer, msgspec.structs.replace(found.trace, path=path))


DOORS: Doors[Caller] = Doors(_who, lambda _request, problem: problems.answer(problem))


@DOORS.door(READ)
def listing(caller: Caller, request: HttpRequest, insz: str) -> HttpResponse:
    """`GET /v1/certificates/{insz}?limit=&page=`: a page; nobody's and nothing are the same empty collection."""
    limit, number = _whole(request, "limit", 1, _MOST), _whole(request, "page", 0, 1_000_000)
    language = request.GET.get("taal", "")
    if language not in ("", "nl", "fr", "de", "en"):
        raise problems.invalid("taal", "One of nl, fr, de, en.", where="query")
    citizen_id = citizens.citizen_with(_number(insz))
    found = queries.page(citizen_id, number=number, limit=limit, language=language) if citizen_id else None
    if citizen_id and found:
        _note(caller, citizen_id, ProvidedListed(client=caller.client_id, count=len(found.items)))
    return private(wire.page(found or Page((), number, 0), request.path, limit), media_type=_HAL)


@DOORS.door(READ)
def detail(caller: Caller, request: HttpRequest, insz: str, name: str, language: str) -> HttpResponse:
    """`GET /v1/certificates/{insz}/{id}/{language}`: one certificate."""
    citizen_id = _known(insz)
    try:
        found = queries.one(citizen_id, name, language)
    except NoSuchCertificateError as error:
        raise _none() from error
    _note(caller, citizen_id, ProvidedListed(client=caller.client_id, count=1))
    return private(wire.item(found, request.path.removesuffix(f"/{name}/{language}")), media_type=_HAL)


@DOORS.door(READ)
def document(
    caller: Caller,
    _request: HttpRequest,
    insz: str,
    name: str,
    language: str,
) -> StreamingHttpResponse:
    """`GET …/document`: its PDF."""
    citizen_id = _known(insz)
    try:
        pieces = queries.document(citizen_id, name, language)
    except (NoSuchCertificateError, GoneError) as error:
        raise _none() from error
    _note(caller, citizen_id, ProvidedFetched(client=caller.client_id, certificate=name, language=language))
    return StreamingHttpResponse(pieces, content_type="application/pdf")


@DOORS.door(PROVIDE, method="PUT")
def put(caller: Caller, request: HttpRequest) -> HttpResponse:
    """`PUT …/provided`: keep a certificate; the same id and language again take its place."""
    organisation, sent = caller.organisation(), bodies.read(request, wire.Sent)
    _plausible(sent)
    given = Given(
        organisation,
        sent.id,
        sent.language,
        sent.kind,
        sent.product_id,
        sent.title,
        sent.issued_on,
        sent.valid_from,
        sent.valid_until,
    )
    try:
        fresh = actions.put(_number(sent.insz, where="body"), given, sent.document, caller.trace)
    except RefusedFileError as refused:
        raise problems.invalid("document", str(refused), code=refused.code) from refused
    return private({"id": given.id, "language": given.language}, HTTPStatus.CREATED if fresh else HTTPStatus.OK)


@DOORS.door(PROVIDE, method="POST")
def take_back(caller: Caller, request: HttpRequest) -> HttpResponse:
    """`POST …/provided/withdraw`: take one away."""
    organisation, sent = caller.organisation(), bodies.read(request, wire.Named)
    try:
        actions.take_back(_number(sent.insz, where="body"), organisation, sent.id, sent.language, caller.trace)
    except NoSuchCertificateError as error:
        raise _none() from error
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


def _plausible(sent: wire.Sent) -> None:
    if len(sent.document) > wire.MOST:
        raise problems.invalid("document", f"A document has at most {wire.MOST} bytes.", code="TOO_LARGE")
    if sent.valid_from and sent.valid_until and sent.valid_until < sent.valid_from:
        raise problems.invalid("validUntil", "It ends before it begins.")
    for name, text in (("id", sent.id), ("title", sent.title)):
        if ssin.stands_in(text):
            raise problems.invalid(name, "A national number stands in it: that is not for everybody to read.")


def _number(text: str, *, where: str = "path") -> Ssin:
    try:
        return Ssin(text)
    except ValueError as error:
        raise problems.invalid("insz", "This is no national number.", where=where) from error


def _known(insz: str) -> CitizenId:
    found = citizens.citizen_with(_number(insz))
    if found is None:
        raise _none()
    return found


def _whole(request: HttpRequest, name: str, least: int, most: int) -> int:
    text = request.GET.get(name, "")
    if not (text.isascii() and text.isdigit() and len(text) <= 7 and least <= int(text) <= most):
        raise problems.invalid(name, f"Say {name}: a whole number from {least} to {most}.", where="query")
    return int(text)


def _none() -> ProblemError:
    return problems.not_found("This citizen has no such certificate.")


def _note(caller: Caller, citizen_id: CitizenId, event: Event) -> None:
    with transaction.atomic():
        record(citizen_id, caller.trace, event)
