"""The addresses of our GTMF surface: thin."""

from __future__ import annotations

from http import HTTPStatus
from uuid import UUID

import msgspec
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse

from burgerprofiel.audit.actions import record
from burgerprofiel.feedback import handling, queries, rows
from burgerprofiel.feedback.api import submitting, uploads
from burgerprofiel.feedback.api.callers import DOORS, REPORTS, Caller, dataset, ours
from burgerprofiel.feedback.connectors.gtmf import wire
from burgerprofiel.feedback.events import ReportRead
from burgerprofiel.feedback.handling import Handler
from burgerprofiel.feedback.life import Status
from burgerprofiel.feedback.models import Kind, Report
from burgerprofiel.feedback.queries import NotThereError
from burgerprofiel.feedback.rows import Said
from burgerprofiel.feedback.sources.queries import Source
from burgerprofiel.kit import bodies, problems
from burgerprofiel.kit.connections import small_write
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.problems import BELGIF, ProblemError
from burgerprofiel.kit.responses import private
from burgerprofiel.people import vault

AT_ONCE = 100
_NONE = "There is no such report, or it is not this program's to see."


@DOORS.door()
def properties(_caller: Caller, _request: HttpRequest, key: str) -> HttpResponse:
    """`GET /api/v1/datasets/{bron}`."""
    found = dataset(key)
    return private({"Id": found.dataset, "Eigenschappen": [wire.written(each) for each in found.properties]})


@DOORS.door()
def kinds(_caller: Caller, _request: HttpRequest) -> HttpResponse:
    """`GET /api/v1/meldingstypes`."""
    return private([{"Code": each.value, "Label": each.value} for each in Kind])


@DOORS.door(REPORTS, method="POST")
def upload(caller: Caller, request: HttpRequest) -> HttpResponse:
    """`POST /api/v1/upload`."""
    return private({"Url": uploads.address(uploads.take(caller, request))}, HTTPStatus.CREATED)


@DOORS.door(REPORTS, method="POST")
def submit(caller: Caller, request: HttpRequest) -> HttpResponse:
    """`POST /api/v2/meldingen`."""
    row, is_new = submitting.submit(caller, bodies.read(request, wire.Submitted))
    return private(_written(row), HTTPStatus.CREATED if is_new else HTTPStatus.OK)


@DOORS.door()
def listed(caller: Caller, request: HttpRequest) -> HttpResponse:
    """`GET /api/v2/meldingen/`: the newest first; those of one `MeldersReferentie`, or all after `Offset`."""
    found = _seen(caller).order_by("-submitted_at", "id")
    reference = request.GET.get("MeldersReferentie", "")
    skip = request.GET.get("Offset", "0")
    if not (skip.isascii() and skip.isdigit() and len(skip) <= 6):
        raise problems.invalid("Offset", "A whole number.", where="query")
    if reference:
        found = found.filter(id__in=submitting.ids_of(caller, reference))
    return private({"Meldingen": [_written(row) for row in found[int(skip) : int(skip) + AT_ONCE]]})


@DOORS.door()
def one(caller: Caller, _request: HttpRequest, report: UUID) -> HttpResponse:
    """`GET /api/v2/meldingen/{id}`: for who handles or holds it also what it says, and the citizen's trail tells so."""
    row = _row(caller, report)
    source = _source(row)
    if not caller.reads(source):
        return private(_written(row))
    citizen_id = CitizenId(row.citizen_id)
    opened = vault.opened(citizen_id)
    said = rows.opened(opened, row)
    with small_write():
        record(citizen_id, caller.trace, ReportRead(report=str(report)))
    told = queries.course(opened, row, internal=False)[-1].told
    values = [{"Id": "Gegeven", "HuidigeWaarde": said.fact.said.label}]
    values += [{"Id": "HuidigeWaarde", "HuidigeWaarde": said.fact.said.value}]
    values += [{"Id": each.property, "VoorgesteldeWaarde": each.value} for each in said.proposed]
    target = {"Dataset": source.dataset, "Eigenschappen": values}
    return private(_written(row, told) | {"Samenvatting": said.explanation, "heeftDoelwitten": [target]})


@DOORS.door(method="POST")
def status(caller: Caller, request: HttpRequest, report: UUID, thing: UUID, number: int) -> HttpResponse:
    """`POST /api/v1/meldingen/{id}/meldingsobjecten/{objId}/status/{code}`: for who handles it."""
    row = _row(caller, report)
    source = _source(row)
    if thing != report:
        raise problems.not_found("The report has no such object.")
    if not caller.handles(source) or source.organisation_id is None:
        raise problems.not_allowed("Only who handles this dataset sets a status.")
    is_empty = request.META.get("CONTENT_LENGTH") in (None, "", "0")
    said = wire.Explained() if is_empty else bodies.read(request, wire.Explained)
    who = Handler(source.organisation_id, caller.client_id, caller.trace)
    try:
        wanted = Status(number)
        with transaction.atomic():
            if row.status == Status.SUBMITTED:
                handling.take(who, report)
            handling.set_status(who, report, wanted, Said(said.told.strip(), said.internal.strip()))
    except handling.NothingSaidError as error:
        raise problems.invalid("ToelichtingMelder", "Say why, or what was done: the citizen reads it.") from error
    except (handling.WrongStepError, ValueError) as error:
        detail = "That status does not come after the one it has now."
        raise ProblemError(409, f"{BELGIF}resourceConflict", "Conflict", detail, code="WRONG_STATUS") from error
    except NotThereError as error:
        raise problems.not_found(_NONE) from error
    return private(_written(_row(caller, report)))


def _seen(caller: Caller) -> QuerySet[Report]:
    """What the program may see: what it reported itself, and all of the datasets that it handles or holds."""
    keys = [each.key for each in caller.readable()]
    return Report.objects.filter(Q(client=caller.client_id) | Q(source__in=keys, handler_id__isnull=False))


def _row(caller: Caller, report: UUID) -> Report:
    row = _seen(caller).filter(id=report).first()
    if row is None:
        raise problems.not_found(_NONE)
    return row


def _source(row: Report) -> Source:
    found = next((each for each in ours() if each.key == row.source), None)
    if found is None:
        raise problems.not_found(_NONE)
    return found


def _written(row: Report, told: str = "") -> dict[str, object]:
    now = wire.state(Status(row.status))
    thing = {"Id": str(row.id), "Status": now, "ToelichtingMelder": told}
    return {
        "Id": str(row.id),
        "Meldingstype": str(row.kind),
        "Status": now,
        "Meldingsobjecten": [thing],
        "IngediendOp": msgspec.to_builtins(row.submitted_at),
    }
