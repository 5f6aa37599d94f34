"""A body's program reports a fact of somebody: checked against the dataset, laid with the citizen it is about."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID, uuid5

from django.db import connection, transaction

from burgerprofiel.audit.actions import record
from burgerprofiel.feedback import dataset, numbers, rows
from burgerprofiel.feedback.actions import attached_columns
from burgerprofiel.feedback.api import uploads
from burgerprofiel.feedback.api.callers import Caller
from burgerprofiel.feedback.api.callers import dataset as dataset_named
from burgerprofiel.feedback.connectors.gtmf.wire import Submitted, Value
from burgerprofiel.feedback.content import Content, Detail, Fact, Proposed
from burgerprofiel.feedback.dataset import NotSoError, Property
from burgerprofiel.feedback.events import ReportMade
from burgerprofiel.feedback.models import Kind, Report
from burgerprofiel.feedback.sources.queries import Source
from burgerprofiel.kit import clock, problems
from burgerprofiel.kit.ids import uuid7
from burgerprofiel.kit.problems import BELGIF, INPUT, Issue, ProblemError
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.people import actions as people
from burgerprofiel.people import vault

_REFERENCES = UUID("3f0e9f2a-7f0f-5d1c-9a55-0d7b1f0c6a11")
"""Names the report of a program's reference: the same one sent again is the same report."""


def submit(caller: Caller, sent: Submitted) -> tuple[Report, bool]:
    """Keep what was sent; return the report and whether it is new. Raises ProblemError."""
    source, values = _checked(sent)
    ssin = _number(values)
    known = uuid5(_REFERENCES, f"{caller.client_id}\n{sent.reference}") if sent.reference else uuid7()
    with transaction.atomic():
        citizen_id = people.meet(ssin)
        before = _before(known)
        if before is not None and before.citizen_id != citizen_id:
            raise _used()
        if before is not None:
            return before, False
        opened, now = vault.opened(citizen_id), clock.now()
        with uploads.claimed(caller, sent.attachment) as attached:
            said = Content(
                fact=_fact(source, values, numbers.fact_id(citizen_id, "", source.key, known.hex)),
                proposed=tuple(_proposed(values)),
                explanation=sent.summary,
                file_name=attached.file_name if attached else "",
            )
            row = Report.objects.create(
                citizen_id=citizen_id,
                id=known,
                fact=said.fact.id,
                theme="",
                source=source.key,
                kind=Kind(sent.kind),
                way=source.way,
                submitted_at=now,
                status_at=now,
                sealed=rows.sealed(opened, known, said),
                handler_id=source.organisation_id,
                client=caller.client_id,
                **(attached_columns(opened, known, attached) if attached else {}),
            )
        rows.began(opened, known, caller.client_id, now)
        record(citizen_id, caller.trace, ReportMade(report=str(known), source=source.key, kind=sent.kind))
    return row, True


def _before(known: UUID) -> Report | None:
    """Return the report of this id, whosever it is; nobody else makes one of it until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('burgerprofiel.report' || %s, 0))", [str(known)])
    return Report.objects.filter(id=known).first()


def _used() -> ProblemError:
    detail = "This MeldersReferentie was used for a report about somebody else: give every report one of its own."
    told = [_issue("MeldersReferentie", detail)]
    return ProblemError(409, f"{BELGIF}resourceConflict", "Conflict", detail, code="REFERENCE_USED", issues=told)


def ids_of(caller: Caller, reference: str) -> list[UUID]:
    """Return the id of the report that this program gave this reference."""
    return [uuid5(_REFERENCES, f"{caller.client_id}\n{reference}")]


def _checked(sent: Submitted) -> tuple[Source, dict[str, Value]]:
    issues = list[Issue]()
    if sent.kind not in {each.value for each in Kind}:
        issues.append(_issue("Meldingstype", f"One of: {', '.join(each.value for each in Kind)}."))
    if len(sent.targets) != 1:
        issues.append(_issue("heeftDoelwitten", "A report has exactly one target here."))
    source = dataset_named(sent.targets[0].dataset)
    values = {each.id: each for each in sent.targets[0].values}
    issues += _flaws(source, values)
    if issues:
        raise problems.bad("Not everything that was sent makes sense: see “issues”.", *issues)
    return source, values


def _flaws(source: Source, values: dict[str, Value]) -> Iterator[Issue]:
    known = {each.id: each for each in source.properties}
    for name, value in values.items():
        if name not in known:
            yield _issue(name, "The dataset has no such property.")
        elif value.proposed and not known[name].reportable:
            yield _issue(name, "No value may be proposed for this.")
        elif value.proposed:
            yield from _not_so(known[name], value.proposed)
    for each in source.properties:
        given = values.get(each.id)
        if each.required and not (given and (given.proposed if each.reportable else given.now)):
            yield _issue(each.id, "This must be sent.")


def _not_so(it: Property, value: str) -> Iterator[Issue]:
    try:
        dataset.proposed(it, value)
    except NotSoError as error:
        yield _issue(it.id, str(error))


def _number(values: dict[str, Value]) -> Ssin:
    try:
        return Ssin(values["INSZ"].now)
    except (KeyError, ValueError):
        raise problems.bad("See “issues”.", _issue("INSZ", "This is no national number.")) from None


def _fact(source: Source, values: dict[str, Value], known: UUID) -> Fact:
    label = values["Gegeven"].now if "Gegeven" in values else source.name("nl")
    now = values["HuidigeWaarde"].now if "HuidigeWaarde" in values else ""
    return Fact(
        id=known,
        theme="",
        section="",
        title="",
        said=Detail(label[:200], now),
        source=source.origin,
        source_name=source.name("nl"),
        path="/gegevens",
    )


def _proposed(values: dict[str, Value]) -> Iterator[Proposed]:
    known = {each.id: each for each in dataset.OWN}
    for name, value in values.items():
        found = dataset.proposed(known[name], value.proposed) if value.proposed and name in known else None
        if found:
            yield found


def _issue(name: str, detail: str) -> Issue:
    return Issue(f"{INPUT}invalidInput", "body", name, detail)
