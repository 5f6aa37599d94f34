"""The addresses of DOSIS (contracts/mbp.md §2.2): thin. A program reaches the sources it speaks for, and no other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from burgerprofiel.access import callers
from burgerprofiel.access.doors import Doors
from burgerprofiel.dossiers.intake import accepting, checking, codes, refusals, removing, results, waking, wire
from burgerprofiel.dossiers.intake.results import Page
from burgerprofiel.dossiers.sources import queries as sources
from burgerprofiel.kit import bodies, problems
from burgerprofiel.kit.problems import BELGIF, INPUT, Issue, ProblemError
from burgerprofiel.kit.responses import private

SCOPE = "DosisImport"
MOST = 1000
_LONGEST = 200


@dataclass(frozen=True)
class Caller(callers.Caller):
    """A body's program, with the sources for which it speaks."""

    def uris(self) -> tuple[str, ...]:
        """Return them; at most one SQL statement."""
        return sources.uris_of(self.client_id)

    def for_source(self, uri: str, *, where: str, name: str) -> None:
        """Refuse a source for which it does not speak. Raises ProblemError."""
        if uri not in self.uris():
            detail = "This program does not speak for this source, or there is no such source."
            problem = problems.not_allowed(detail)
            problem.issues = [Issue(f"{INPUT}invalidInput", where, name, detail)]
            raise problem


def _who(request: HttpRequest) -> Caller:
    return callers.of(request, settings.CONFIG.api_origin, Caller)


DOORS = Doors(_who, refusals.answer)


@DOORS.door(SCOPE, method="POST")
def push(caller: Caller, request: HttpRequest) -> HttpResponse:
    """`POST /api/v2/dosis/dossiers`: one state of one dossier."""
    return _accepted(caller, bodies.read(request, wire.Dossier))


@DOORS.door(SCOPE, method="POST")
def push_simple(caller: Caller, request: HttpRequest) -> HttpResponse:
    """`POST /api/v1/dosis/dossiers`: the same, with less to say."""
    return _accepted(caller, bodies.read(request, wire.Simple))


def _accepted(caller: Caller, sent: wire.Simple) -> HttpResponse:
    caller.for_source(sent.identificatie.bron, where="body", name="Identificatie.Bron")
    upload_id = sent.upload_id or uuid4()
    try:
        if accepting.accept(checking.told(sent), upload_id, caller.client_id):
            waking.soon()
    except accepting.OtherContentError as error:
        detail = "This UploadId was used for another message: give every message one of its own."
        told = [Issue(f"{INPUT}invalidInput", "body", "UploadId", detail)]
        raise ProblemError(
            409, f"{BELGIF}resourceConflict", "Conflict", detail, code="UPLOAD_ID_USED", issues=told
        ) from error
    return private({"Status": "OK", "UploadId": str(upload_id)})


@DOORS.door(SCOPE, method="DELETE")
def remove(caller: Caller, request: HttpRequest) -> HttpResponse:
    """`DELETE /api/v1/dosis/dossiers?bron=&dossierNummer=`."""
    asked = _asked(request, "bron", "dossierNummer")
    caller.for_source(asked["bron"], where="query", name="bron")
    if not removing.remove(asked["bron"], asked["dossierNummer"], caller.trace):
        raise problems.not_found("There is no such dossier.")
    return private({"Status": "OK"})


@DOORS.door(SCOPE)
def uris(caller: Caller, _request: HttpRequest) -> HttpResponse:
    """`GET /api/v2/dosis/bronnen/uris`: for which sources this program speaks."""
    return private(list(caller.uris()))


@DOORS.door(SCOPE)
def validation(_caller: Caller, _request: HttpRequest) -> HttpResponse:
    """`GET /api/v1/dosis/instellingen/validatie`: which codes have a name of their own here, and how much is taken."""
    told = {
        "VlaamsFasen": [{"Code": phase, "VlaamsCodes": list(codes.BY_PHASE[phase])} for phase in codes.PHASES],
        "VlaamsCodes": list(codes.CODES),
        "TypeDossierCodes": list(codes.KINDS),
        "OnbekendeCodesAanvaard": True,
        "MaximumAantalAgenten": wire.MOST_AGENTS,
        "MaximumAantalProducten": wire.MOST_PRODUCTS,
    }
    return private(told)


@DOORS.door(SCOPE)
def of_dossier(caller: Caller, request: HttpRequest) -> HttpResponse:
    """`GET /api/v1/dosis/resultaten?bron=&dossierNummer=`: newest first."""
    asked = _asked(request, "bron", "dossierNummer", free=("na", "limiet"))
    caller.for_source(asked["bron"], where="query", name="bron")
    after, most = _paging(asked)
    return _listed(request, results.of_dossier(asked["bron"], asked["dossierNummer"], after, most), asked)


@DOORS.door(SCOPE)
def failures(caller: Caller, request: HttpRequest) -> HttpResponse:
    """`GET /api/v1/dosis/resultaten/fouten?bron=`: newest first."""
    asked = _asked(request, "bron", free=("na", "limiet"))
    caller.for_source(asked["bron"], where="query", name="bron")
    after, most = _paging(asked)
    return _listed(request, results.failures(asked["bron"], after, most), asked)


@DOORS.door(SCOPE)
def of_upload(caller: Caller, request: HttpRequest) -> HttpResponse:
    """`GET /api/v1/dosis/resultaten/perUploadId?uploadId=`; 404: not read yet."""
    asked = _asked(request, "uploadId")
    found = results.of_upload(caller.uris(), _uuid("uploadId", asked["uploadId"]))
    if found is None:
        raise problems.not_found("There is no result of this upload, or not yet: try again in a moment.")
    return private(found)


def _asked(request: HttpRequest, *needed: str, free: tuple[str, ...] = ()) -> dict[str, str]:
    """Return what the query says, each name once. Raises ProblemError."""
    for name in request.GET:
        if name not in (*needed, *free):
            shown = name if len(name) <= 100 and name.isprintable() else "…"
            raise problems.invalid(shown, f"“{shown}” is not known here.", where="query")
    told = {name: request.GET.getlist(name) for name in (*needed, *free)}
    for name, values in told.items():
        if len(values) > 1 or (name in needed and not values):
            raise problems.invalid(name, f"“{name}” stands in the query once.", where="query")
        if values and (not values[0] or len(values[0]) > _LONGEST or "\x00" in values[0]):
            raise problems.invalid(name, f"“{name}” has 1 to {_LONGEST} characters.", where="query")
    return {name: values[0] for name, values in told.items() if values}


def _paging(asked: Mapping[str, str]) -> tuple[UUID | None, int]:
    size = asked.get("limiet", "100")
    if not (size.isascii() and size.isdigit() and 1 <= int(size) <= MOST):
        raise problems.invalid("limiet", f"“limiet” is a number from 1 to {MOST}.", where="query")
    return (_uuid("na", asked["na"]) if "na" in asked else None), int(size)


def _uuid(name: str, text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise problems.invalid(name, f"“{name}” is a UUID.", where="query") from error


def _listed(request: HttpRequest, page: Page, asked: Mapping[str, str]) -> HttpResponse:
    response = private(page.results)
    response.headers["X-Total-Count"] = str(page.total)
    if page.following:
        query = urlencode({**asked, "na": str(page.following)})
        response.headers["Link"] = f'<{settings.CONFIG.api_origin}{request.path}?{query}>; rel="next"'
    return response
