"""A certificate is made and sealed, or it waits: there is never one without its seal."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256

import pytest
from django.conf import settings
from django.db import IntegrityError

from burgerprofiel.access.viewer import Viewer
from burgerprofiel.audit.models import AuditEvent
from burgerprofiel.certificates import codes, documents
from burgerprofiel.certificates.issuing import actions, making, queries, tasks, telling
from burgerprofiel.certificates.models import Certificate, Code
from burgerprofiel.certificates.models.certificates import CertificateId, State
from burgerprofiel.certificates.seal import problems
from burgerprofiel.kit import clock
from burgerprofiel.kit.storage import objects
from burgerprofiel.notices.own import lines
from tests.certificates.issuing.conftest import Worker
from tests.certificates.issuing.test_asking import TRACE, ask
from tests.notices.heads import told

pytestmark = pytest.mark.django_db
Behave = Callable[..., None]
DOWN = "down"


def tags(viewer: Viewer) -> list[str]:
    """What the trail says of certificates, oldest first."""
    rows = AuditEvent.objects.filter(citizen_id=viewer.citizen_id, tag__startswith="certificates.").order_by("seq")
    return list(rows.values_list("tag", flat=True))


def pdf_of(viewer: Viewer, certificate: CertificateId) -> bytes:
    """The sealed document, as it is saved."""
    return b"".join(actions.fetch(viewer, certificate, TRACE).pieces)


def test_it_is_sealed_and_can_be_saved_and_its_code_tells_no_more_than_its_kind_and_day(
    noor: Viewer, worker: Worker
) -> None:
    certificate = ask(noor)
    worker.work()
    issued = queries.one(noor, certificate)
    assert (issued.state, issued.issued_on, issued.valid_until) == (State.READY, clock.today(), None)
    pdf = pdf_of(noor, certificate)
    assert b"/ETSI.CAdES.detached" in pdf
    assert json.loads(documents.data_of(pdf))["code"] == codes.pretty(issued.code)
    code = Code.objects.get()
    assert (code.code, code.kind, code.language, code.issued_on) == (issued.code, "diplomas", "nl", clock.today())
    assert [bytes(each) for each in code.digests] == [sha256(pdf).digest()]
    assert {field.name for field in Code._meta.fields} == {
        "code", "kind", "language", "issued_on", "valid_until", "digests", "withdrawn_at", "withdrawn_why",
    }  # fmt: skip
    assert tags(noor) == [f"certificates.certificate.{what}" for what in ("asked", "ready", "fetched")]


def test_the_name_of_the_file_tells_nothing_of_whose_it_is(noor: Viewer, worker: Worker) -> None:
    certificate = ask(noor)
    worker.work()
    issued = queries.one(noor, certificate)
    assert issued.file_name == f"{issued.kind.titles[issued.language]} {clock.today()} {codes.pretty(issued.code)}.pdf"


def test_on_disk_it_is_encrypted(noor: Viewer, worker: Worker) -> None:
    certificate = ask(noor)
    worker.work()
    row = Certificate.objects.get(id=certificate)
    kept = b"".join(objects.store().read(row.object_name))
    assert not kept.startswith(b"%PDF")
    assert row.octets <= 100_000


def test_who_was_in_front_of_the_screen_is_told_nothing(noor: Viewer, worker: Worker) -> None:
    ask(noor)
    worker.work()
    assert not told(noor)


def test_who_had_to_wait_for_a_worker_is_told(noor: Viewer, worker: Worker) -> None:
    certificate = ask(noor)
    Certificate.objects.filter(id=certificate).update(asked_at=clock.now() - making.AT_ONCE - timedelta(seconds=1))
    worker.work()
    (title,) = told(noor)
    assert title.startswith("Klaar")


def test_news_that_overtakes_the_transaction_comes_again(noor: Viewer, worker: Worker) -> None:
    certificate = ask(noor)
    with pytest.raises(telling.TooEarlyError):
        tasks.tell(str(noor.citizen_id), str(certificate))
    assert tasks.tell.retry_strategy
    worker.work()
    tasks.tell(str(noor.citizen_id), str(certificate))
    assert len(told(noor)) == 1


def test_while_the_seal_is_down_it_waits_and_is_tried_again_and_then_that_is_told(
    noor: Viewer, worker: Worker, behave: Behave
) -> None:
    certificate = ask(noor)
    behave(DOWN)
    with pytest.raises(problems.SealUnavailableError):
        making.make(noor.citizen_id, certificate)
    issued = queries.one(noor, certificate)
    assert (issued.state, issued.tries) == (State.WAITING, 1)
    with pytest.raises(queries.NotThereError):
        queries.document(noor, certificate)
    assert Code.objects.count() == 0
    behave("fine")
    worker.work()
    assert queries.one(noor, certificate).state == State.READY
    assert told(noor) == ["Klaar: Attest van behaalde diploma’s"]
    tasks.tell(str(noor.citizen_id), str(certificate))
    assert len(told(noor)) == 1
    assert lines.standing(noor.citizen_id).unread == 1
    actions.fetch(noor, certificate, noor.trace)
    assert lines.standing(noor.citizen_id).unread == 0, "who opened it has seen that it is ready"


def test_without_a_key_to_seal_with_nothing_is_ever_shown(
    noor: Viewer, worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    import dataclasses

    certificate = ask(noor)
    monkeypatch.setattr(settings, "CONFIG", dataclasses.replace(settings.CONFIG, seal_signers=None))
    worker.work()
    assert queries.one(noor, certificate).state == State.WAITING


def test_what_was_asked_of_a_worker_that_died_is_asked_again(noor: Viewer, worker: Worker) -> None:
    from procrastinate.contrib.django.models import ProcrastinateJob

    certificate = ask(noor)
    Certificate.objects.filter(id=certificate).update(asked_at=clock.now() - tasks.OVERDUE - timedelta(seconds=1))
    tasks.go_on(0)
    assert worker.waiting() == ["certificates.make"], "somebody has it"
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
    assert ProcrastinateJob.objects.count() == 0
    tasks.go_on(0)
    worker.work()
    assert queries.one(noor, certificate).state == State.READY


def test_two_workers_that_make_it_at_once_leave_one(noor: Viewer, monkeypatch: pytest.MonkeyPatch) -> None:
    certificate = ask(noor)
    made = documents.made

    def slowly(*given: object) -> bytes:
        monkeypatch.setattr(documents, "made", made)
        making.make(noor.citizen_id, certificate)
        return made(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(documents, "made", slowly)
    kept: list[str] = []
    removed: list[str] = []
    keep, remove = objects.keep, objects.remove
    monkeypatch.setattr(objects, "keep", lambda pieces: kept.append((stored := keep(pieces)).object_name) or stored)
    monkeypatch.setattr(objects, "remove", lambda name: removed.append(name) or remove(name))
    making.make(noor.citizen_id, certificate)
    row = Certificate.objects.get(id=certificate)
    assert (len(kept), removed) == (2, kept[1:])
    assert row.object_name == kept[0]
    assert tags(noor).count("certificates.certificate.ready") == 1


def test_what_waited_too_long_fails_and_says_so_and_keeps_nothing(noor: Viewer, worker: Worker) -> None:
    certificate = ask(noor)
    long_ago = clock.now() - making.LONGEST - timedelta(minutes=1)
    Certificate.objects.filter(id=certificate).update(asked_at=long_ago)
    worker.work()
    assert queries.one(noor, certificate).state == State.FAILED
    assert not Certificate.objects.get(id=certificate).sealed
    with pytest.raises(queries.NotThereError):
        queries.content(noor, certificate)
    (title,) = told(noor)
    assert title.startswith("Niet gemaakt")
    assert tags(noor)[-1] == "certificates.certificate.failed"


def test_what_cannot_be_printed_to_the_letter_fails(
    noor: Viewer, worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    def not_set(*_given: object) -> bytes:
        raise documents.NotSetError

    certificate = ask(noor)
    monkeypatch.setattr(documents, "made", not_set)
    worker.work()
    assert queries.one(noor, certificate).state == State.FAILED


@pytest.mark.django_db(transaction=True)
def test_a_code_that_is_in_use_is_replaced_and_the_certificate_made_with_another(noor: Viewer) -> None:
    certificate = ask(noor)
    taken = queries.one(noor, certificate).code
    Code.objects.create(code=taken, kind="diplomas", language="nl", issued_on=clock.today())
    with pytest.raises(IntegrityError):
        making.make(noor.citizen_id, certificate)
    making.make(noor.citizen_id, certificate)
    issued = queries.one(noor, certificate)
    assert (issued.state, issued.code != taken) == (State.READY, True)
