"""The rows of the table: what is measured, under a stable name."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from benchmarks import (
    bell,
    certificate_seal,
    certificate_verify,
    certificates,
    crowded,
    dossier_intake,
    dossier_list,
    feedback_report,
    load,
    mailbox_broadcast,
    mailbox_federated,
    mailbox_publish,
    mailbox_reading,
    mailbox_scale,
    notices,
    notices_announcement,
    oidc,
    sources,
    trail,
)
from benchmarks.demo import Demo, Workers, hello
from benchmarks.load import Target
from benchmarks.oidc import Door

PORTAL = "mijn.localhost"
REGISTRY = "ebox.localhost"
CLIENTS = 8


class Row(msgspec.Struct, kw_only=True):
    """One measurement. Times in milliseconds; `sql` = statements per page; what does not apply is null."""

    name: str
    rps: float | None = None
    p50_ms: float | None = None
    p95_ms: float | None = None
    p99_ms: float | None = None
    cpu_ms: float | None = None
    sql: int | None = None
    ratio_hello: float | None = None
    """Requests per second of hello-world over those of this page: how many times more work it is."""
    ratio_few: float | None = None
    """How many times longer the same takes with many rows than with few."""
    note: str = ""


@dataclass(frozen=True)
class Setting:
    """What a measurement has: the demo, seconds per page, and how to count statements."""

    demo: Demo
    seconds: float
    citizens: Sequence[str]
    """Cookies of signed-in sessions whose answers are in the sealed cache."""
    count_sql: Callable[[str, str], int]


def _measure(name: str, target: Target, workers: Workers, seconds: float) -> Row:
    load.load(target, CLIENTS, min(1.0, seconds))
    before = workers.cpu()
    timing = load.load(target, CLIENTS, seconds)
    cpu = workers.cpu() - before
    return Row(
        name=name,
        rps=timing.per_second,
        p50_ms=timing.percentile(0.5),
        p95_ms=timing.percentile(0.95),
        p99_ms=timing.percentile(0.99),
        cpu_ms=cpu / len(timing.seconds) * 1000,
    )


def _hello(name: str, module: str) -> Callable[[Setting], Row]:
    def measure(setting: Setting) -> Row:
        with hello(module) as (port, workers):
            return _measure(name, Target("localhost", port, "/", holds=b"hello"), workers, setting.seconds)

    return measure


def _page(name: str, path: str, holds: str, *, signed_in: bool) -> Callable[[Setting], Row]:
    def measure(setting: Setting) -> Row:
        cookies = setting.citizens if signed_in else ("",)
        target = Target(PORTAL, setting.demo.port, path, cookies, holds.encode())
        row = _measure(name, target, setting.demo.web(), setting.seconds)
        row.sql = setting.count_sql(path, cookies[0])
        return row

    return measure


def _door(name: str, doors: Callable[[], Mapping[str, Door]]) -> Callable[[Setting], Row]:
    def measure(setting: Setting) -> Row:
        door = doors()[name]
        port = setting.demo.port
        target = Target(door.host, port, door.path, holds=door.holds, form=door.form, authorization=door.authorization)
        row = _measure(name, target, setting.demo.web(), setting.seconds)
        row.sql = oidc.count_sql(door)
        return row

    return measure


def _publish(name: str) -> Callable[[Setting], Row]:
    def measure(setting: Setting) -> Row:
        target = mailbox_publish.target(name, setting.demo.port)
        row = _measure(name, target, setting.demo.web(), setting.seconds)
        row.sql = mailbox_publish.count_sql(target)
        bare = mailbox_publish.inserts(min(3.0, setting.seconds))
        told = f"{bare:.0f} bare INSERTs a second: × {bare / (row.rps or 1):.1f}"
        row.note = f"{told}; promised: {mailbox_publish.PROMISED[name]} a second"
        return row

    return measure


def _intake(setting: Setting) -> Row:
    workers = setting.demo.web()
    before = workers.cpu()
    found = dossier_intake.measure(setting.demo.port, setting.seconds)
    bare = mailbox_publish.inserts(min(3.0, setting.seconds))
    told = f"added and with their result; {found.timing.per_second:.0f} a second accepted; {bare:.0f} bare INSERTs"
    return Row(
        name="dossier.intake",
        rps=found.per_second,
        p50_ms=found.timing.percentile(0.5),
        p95_ms=found.timing.percentile(0.95),
        p99_ms=found.timing.percentile(0.99),
        cpu_ms=(workers.cpu() - before) / len(found.timing.seconds) * 1000,
        note=f"{told}: × {bare / found.per_second:.1f}; promised: {dossier_intake.PROMISED} a second",
    )


def _dossiers(setting: Setting) -> Row:
    found = dossier_list.measure(setting.demo.port, setting.seconds)
    told = f"× {found.page:.2f} of a list of {dossier_list.FEW}, promised {dossier_list.PROMISED}"
    return Row(
        name="dossier.list",
        rps=found.timing.per_second,
        p50_ms=found.timing.percentile(0.5),
        p95_ms=found.timing.percentile(0.95),
        p99_ms=found.timing.percentile(0.99),
        ratio_few=found.page,
        note=f"{dossier_list.MANY} dossiers: {told}; the room's own part × {found.room:.2f}",
    )


def _report(setting: Setting) -> Row:
    found = feedback_report.measure(setting.demo.port, setting.seconds, CLIENTS, setting.demo.web().cpu)
    count = len(found.timing.seconds)
    return Row(
        name="feedback.report",
        rps=found.timing.per_second,
        p50_ms=found.timing.percentile(0.5),
        p95_ms=found.timing.percentile(0.95),
        p99_ms=found.timing.percentile(0.99),
        cpu_ms=found.cpu / count * 1000,
        sql=found.sql,
        note=f"{count} reports, each on another fact, through the form",
    )


def _trail(setting: Setting) -> Row:
    found = trail.measure(setting.demo.port, setting.seconds)
    return Row(
        name="trail.page",
        rps=found.timing.per_second,
        p50_ms=found.timing.percentile(0.5),
        p95_ms=found.timing.percentile(0.95),
        p99_ms=found.timing.percentile(0.99),
        ratio_few=found.ratio,
        note=f"who looked, of {trail.MANY} events: × {found.ratio:.2f} of a trail of {trail.FEW}",
    )


def _bell(setting: Setting) -> Row:
    found = bell.measure(setting.demo.port, setting.seconds, CLIENTS)
    return Row(
        name="bell.held",
        rps=found.timing.per_second,
        p50_ms=found.timing.percentile(0.5),
        p95_ms=found.timing.percentile(0.95),
        p99_ms=found.timing.percentile(0.99),
        note="; ".join(bell.words(found)),
    )


def _fanout(name: str) -> Callable[[Setting], Row]:
    def measure(setting: Setting) -> Row:
        figures = sources.measure(setting.demo, quick=setting.seconds < 5)
        seconds, note = figures[name]
        return Row(
            name=name,
            p50_ms=statistics.median(seconds) * 1000,
            p95_ms=load.Timing(seconds, 1).percentile(0.95),
            p99_ms=load.Timing(seconds, 1).percentile(0.99),
            note=note,
        )

    return measure


def _crowded(name: str) -> Callable[[Setting], Row]:
    def measure(setting: Setting) -> Row:
        slower = crowded.measure(name, setting.demo.port, setting.seconds)
        return Row(
            name=name,
            rps=slower.timing.per_second,
            p50_ms=slower.timing.percentile(0.5),
            p95_ms=slower.timing.percentile(0.95),
            p99_ms=slower.timing.percentile(0.99),
            ratio_few=max(slower.request, slower.lookups),
            note=f"× {slower.request:.2f} of the same with few rows; the look-ups alone × {slower.lookups:.2f}",
        )

    return measure


def _federated(setting: Setting) -> Row:
    timing, note = mailbox_federated.measure(setting.demo, setting.citizens[0], 10 if setting.seconds < 5 else 40)
    return Row(
        name="mailbox.federated",
        p50_ms=timing.percentile(0.5),
        p95_ms=timing.percentile(0.95),
        p99_ms=timing.percentile(0.99),
        note=f"over the slowest registry: {note}",
    )


def _broadcast(setting: Setting) -> Row:
    found = mailbox_broadcast.measure(quick=setting.seconds < 5)
    told = f"boxes a second, of {found.boxes}; {found.bare:.0f} rows by a bare INSERT … SELECT"
    ratio = f"× {found.bare / found.per_second:.1f}"
    return Row(
        name="mailbox.broadcast",
        rps=found.per_second,
        note=f"{told}: {ratio}; promised: {mailbox_broadcast.PROMISED} a second",
    )


def _certificates(setting: Setting) -> Row:
    seconds = min(5.0, setting.seconds)
    made, sealed = (certificates.measure(seconds, sealed=sealed) for sealed in (False, True))
    told = f"with the seal {sealed.per_second:.0f} a second, {sealed.cpu / sealed.count * 1000:.0f} ms of CPU each"
    return Row(
        name="certificate.make",
        rps=made.per_second,
        cpu_ms=made.cpu / made.count * 1000,
        note=f"{told}, promised {certificates.PROMISED}; the largest {sealed.largest / 1000:.0f} kB",
    )


def _seal(setting: Setting) -> Row:
    found = certificate_seal.measure(min(5.0, setting.seconds))
    told = f"a bare EC P-256 CMS signature over the same bytes takes {found.bare_ms:.2f} ms: × {found.ratio:.0f}"
    return Row(
        name="certificate.seal",
        rps=found.per_second,
        p50_ms=found.p50_ms,
        p95_ms=found.p95_ms,
        cpu_ms=found.cpu_ms,
        note=f"{told}; with two time stamps and all proof, {found.octets / 1000:.0f} kB",
    )


def _verify(setting: Setting) -> Row:
    target = certificate_verify.target(setting.demo.port)
    load.load(target, 2, 1.0)  # the reader of each process loads what it needs when the first file comes
    row = _measure("certificate.verify", target, setting.demo.web(), setting.seconds)
    size = len(target.body) / 1000
    row.note = (
        f"a certificate of {size:.0f} kB (CPU without the reader's); promised: {certificate_verify.PROMISED} a second"
    )
    return row


def _handover(setting: Setting) -> Row:
    found = notices.handover(setting.demo, quick=setting.seconds < 5)
    timing = load.Timing(found.seconds, 1)
    bare = mailbox_publish.inserts(min(3.0, setting.seconds))
    p95, p99 = notices.PROMISED
    told = f"{found.twice} sent twice; {bare:.0f} bare INSERTs a second: × {bare / found.rate:.1f}"
    return Row(
        name="notice.handover",
        rps=found.rate,
        p50_ms=timing.percentile(0.5),
        p95_ms=timing.percentile(0.95),
        p99_ms=timing.percentile(0.99),
        cpu_ms=found.cpu_ms,
        note=f"the post killed halfway: {told}; promised: p95 {p95:.0f} s, p99 {p99:.0f} s",
    )


def _announcement(setting: Setting) -> Row:
    found = notices_announcement.measure(setting.demo, quick=setting.seconds < 5)
    beside = load.Timing(found.beside, 1)
    rate = found.recipients / found.seconds
    told = (
        f"{found.recipients} told in {found.seconds:.1f} s, {found.bare:.0f} rows by a bare INSERT … SELECT: "
        f"× {found.bare / rate:.1f}; promised: a million in {notices_announcement.PROMISED:.0f} s; "
        f"letters wanted at once were out {found.lag:.1f} s later; {found.drained:.0f} a second of the evening's, "
        f"while the million wait; the times are those of other notices meanwhile"
    )
    return Row(
        name="notice.announcement",
        rps=rate,
        p50_ms=beside.percentile(0.5),
        p95_ms=beside.percentile(0.95),
        p99_ms=beside.percentile(0.99),
        note=told,
    )


def _scale(setting: Setting) -> Row:
    found = mailbox_scale.measure(mailbox_scale.QUICK if setting.seconds < 5 else mailbox_scale.MANY)
    told = f"× {found.worst:.2f} at most of the same among ten thousand, promised 1.2: {found.told()}"
    return Row(name="mailbox.scale_10m", ratio_few=found.worst, note=told)


ROWS: dict[str, Callable[[Setting], Row]] = {
    "hello": _hello("hello", "benchmarks.hello"),
    "hello.django": _hello("hello.django", "benchmarks.hello_django"),
    "home.anonymous": _page("home.anonymous", "/", "</html>", signed_in=False),
    "home.citizen": _page("home.citizen", "/", "/afmelden", signed_in=True),
    "theme.family": _page("theme.family", "/gegevens/family", "/afmelden", signed_in=True),
    **{name: _door(name, oidc.doors) for name in ("oidc.token", "oidc.introspect", "oidc.userinfo")},
    **{name: _door(name, lambda: mailbox_reading.doors(REGISTRY)) for name in ("mailbox.list", "mailbox.detail")},
    "mailbox.federated": _federated,
    "mailbox.broadcast": _broadcast,
    **{name: _publish(name) for name in mailbox_publish.NAMES},
    "dossier.intake": _intake,
    "dossier.list": _dossiers,
    "feedback.report": _report,
    "trail.page": _trail,
    "bell.held": _bell,
    **{name: _fanout(name) for name in sources.NAMES},
    **{name: _crowded(name) for name in crowded.CROWDS},
    "mailbox.scale_10m": _scale,
    "notice.handover": _handover,
    "notice.announcement": _announcement,
    "certificate.make": _certificates,
    "certificate.seal": _seal,
    "certificate.verify": _verify,
}
