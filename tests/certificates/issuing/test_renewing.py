"""A certificate that counts for long gets a newer time stamp before the last one ends; both versions stay known."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256

import pytest

from burgerprofiel.access.viewer import Viewer
from burgerprofiel.audit.models import AuditEvent
from burgerprofiel.certificates import documents
from burgerprofiel.certificates.issuing import actions, queries, renewing, tasks
from burgerprofiel.certificates.models import Certificate, Code
from burgerprofiel.certificates.models.certificates import CertificateId, State
from burgerprofiel.certificates.seal import problems
from burgerprofiel.kit import clock
from burgerprofiel.kit.storage import objects
from tests.certificates.issuing.conftest import Worker
from tests.certificates.issuing.test_asking import TRACE, ask
from tests.certificates.issuing.test_making import DOWN, Behave

pytestmark = pytest.mark.django_db


@pytest.fixture
def ready(noor: Viewer, worker: Worker) -> CertificateId:
    """One that is sealed, and whose time stamp ends soon."""
    certificate = ask(noor)
    worker.work()
    ends = clock.now() + renewing.BEFORE - timedelta(days=1)
    Certificate.objects.filter(id=certificate).update(stamped_until=ends)
    return certificate


def pdf_of(viewer: Viewer, certificate: CertificateId) -> bytes:
    """The document as it is given out now."""
    return b"".join(actions.fetch(viewer, certificate, TRACE).pieces)


def digests() -> list[bytes]:
    """What is known by the code."""
    return [bytes(each) for each in Code.objects.get().digests]


def test_it_gets_a_newer_stamp_and_a_copy_saved_before_is_still_known(
    noor: Viewer, ready: CertificateId, worker: Worker
) -> None:
    before, place = pdf_of(noor, ready), Certificate.objects.get(id=ready).object_name
    tasks.renew(0)
    worker.work()
    after, row = pdf_of(noor, ready), Certificate.objects.get(id=ready)
    assert after.startswith(before)
    assert len(after) > len(before)
    assert documents.data_of(after) == documents.data_of(before)
    assert digests() == [sha256(before).digest(), sha256(after).digest()]
    assert row.stamped_until is not None
    assert row.stamped_until > clock.now() + renewing.BEFORE
    assert (row.octets, bytes(row.digest or b"")) == (len(after), sha256(after).digest())
    with pytest.raises(objects.GoneError):
        objects.pieces(place, b"")
    assert AuditEvent.objects.filter(citizen_id=noor.citizen_id, tag="certificates.certificate.restamped").count() == 1


def test_it_is_renewed_once(noor: Viewer, ready: CertificateId, worker: Worker) -> None:
    renewing.renew(noor.citizen_id, ready)
    renewing.renew(noor.citizen_id, ready)
    assert len(digests()) == 2
    assert list(renewing.due()) == []


def test_what_counts_no_more_or_was_withdrawn_is_left_alone(noor: Viewer, ready: CertificateId) -> None:
    mine = Certificate.objects.filter(id=ready)
    assert [each for _whose, each in renewing.due()] == [ready]
    mine.update(valid_until=clock.today() - timedelta(days=1))
    assert list(renewing.due()) == []
    mine.update(valid_until=None, state=State.WITHDRAWN)
    assert list(renewing.due()) == []
    renewing.renew(noor.citizen_id, ready)
    assert len(digests()) == 1


def test_while_the_stamps_are_down_the_one_there_is_stays(noor: Viewer, ready: CertificateId, behave: Behave) -> None:
    before = pdf_of(noor, ready)
    behave(DOWN)
    with pytest.raises(problems.SealUnavailableError):
        renewing.renew(noor.citizen_id, ready)
    assert pdf_of(noor, ready) == before
    assert queries.one(noor, ready).state == State.READY


def test_what_is_withdrawn_while_it_is_stamped_stays_withdrawn(
    noor: Viewer, ready: CertificateId, monkeypatch: pytest.MonkeyPatch
) -> None:
    from burgerprofiel.certificates.issuing import withdrawing
    from burgerprofiel.certificates.models.certificates import Why

    keep = objects.keep

    def meanwhile(pieces: list[bytes]) -> objects.Stored:
        withdrawing.withdraw(queries.one(noor, ready).code, Why.MISTAKE, TRACE)
        return keep(pieces)

    monkeypatch.setattr(objects, "keep", meanwhile)
    renewing.renew(noor.citizen_id, ready)
    assert queries.one(noor, ready).state == State.WITHDRAWN
    assert len(digests()) == 1
