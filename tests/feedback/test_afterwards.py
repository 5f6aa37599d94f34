"""What is over goes, what somebody erased is left alone, and a new root key seals what the old one did."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from burgerprofiel.audit.models import AuditEvent
from burgerprofiel.feedback import handing_over, removing, tasks
from burgerprofiel.feedback.life import Status
from burgerprofiel.feedback.models import Change, Report, Upload
from burgerprofiel.feedback.resealing import upload_place
from burgerprofiel.kit import clock
from burgerprofiel.kit.root_keys import root_keys
from burgerprofiel.kit.storage import objects
from tests import programs
from tests.feedback.citizens import MINE, PDF, Citizen
from tests.feedback.test_surface import form

pytestmark = pytest.mark.django_db


def test_what_is_over_for_two_years_goes_with_its_document(noor: Citizen, gtmf: str) -> None:
    noor.report(file=("akte.pdf", PDF))
    (row,) = noor.rows()
    old = clock.now() - timedelta(days=731)
    Report.objects.update(status=Status.SOLVED.value, status_at=old)
    assert removing.sweep() == 0, "it is not closed"
    Report.objects.update(status=Status.CLOSED.value)
    assert removing.sweep() == 1
    assert not Report.objects.exists()
    assert not Change.objects.exists()
    with pytest.raises(objects.GoneError):
        next(objects.pieces(row.object_name, b"0" * 32))
    assert AuditEvent.objects.filter(citizen_id=noor.citizen_id, tag="feedback.report.removed").count() == 1
    assert "U stelde nog geen verbetervraag" in noor.text(MINE)


def test_a_citizen_who_was_erased_keeps_nobody_busy(noor: Citizen, gtmf: str) -> None:
    noor.report()
    (row,) = noor.rows()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM people_citizen_key WHERE citizen_id = %s", [noor.citizen_id])
    assert not handing_over.hand_over(noor.citizen_id, row.id)
    assert Report.objects.get(citizen_id=noor.citizen_id, id=row.id).due_at is None


def test_one_report_that_goes_wrong_keeps_no_other_waiting(
    noor: Citizen, gtmf: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    noor.report()
    noor.report(noor.place("birth"))
    first, second = noor.rows()
    real = handing_over.hand_over

    def wrong(citizen_id: object, report: object) -> bool:
        if report == first.id:
            raise RuntimeError("wrong")
        return real(citizen_id, report)  # type: ignore[arg-type]  # as it was called

    monkeypatch.setattr(handing_over, "hand_over", wrong)
    tasks.go_on(timestamp=0)
    assert [bool(row.remote) for row in noor.rows()] == [False, True]
    assert second.id == noor.rows()[1].id


def test_after_a_new_root_key_what_lies_here_is_sealed_anew(
    noor: Citizen, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    programs.Program(programs.token("ander", ["Medewerker"])).ask("POST", "/api/v1/upload", *form())
    row = Upload.objects.get()
    before = root_keys().unseal(bytes(row.key), upload_place(row.id))
    secrets = Path(settings.CONFIG.secrets)
    for name in ("lookup_key", "django"):
        (tmp_path / name).write_bytes((secrets / name).read_bytes())
    (tmp_path / "root_key_previous").write_bytes((secrets / "root_key").read_bytes())
    (tmp_path / "root_key").write_bytes(b"n" * 64)
    monkeypatch.setitem(settings.CONFIG.__dict__, "secrets", tmp_path)
    root_keys.cache_clear()
    try:
        call_command("reseal_feedback", verbosity=0)
        row.refresh_from_db()
        assert bytes(row.key)[:6].hex() == root_keys().current
        assert root_keys().unseal(bytes(row.key), upload_place(row.id)) == before
    finally:
        monkeypatch.undo()
        root_keys.cache_clear()
