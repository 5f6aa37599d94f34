"""A seal keeps counting: before its last time stamp ends, it gets another one, with proof that the last one counted."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from burgerprofiel.certificates.seal import actions, trust
from burgerprofiel.certificates.seal.problems import Reason, SealUnavailableError
from tests.certificates import tampered
from tests.certificates.seal.conftest import Behave, house
from tests.judges import dss, hanko, verapdf

NOW = datetime.now(UTC) - timedelta(minutes=1)


def _soon_over(sheet: bytes) -> bytes:
    """Sealed with a certificate and time stamps that both end in an hour."""
    now = datetime.now(UTC)
    begins, ends = now - timedelta(days=300), now + timedelta(hours=1)
    ours = house().authority
    return tampered.sealed_with_stamps_of(sheet, ours.seal("Zegel", begins, ends), ours.time_stamps(begins, ends))


def test_a_new_time_stamp_makes_it_count_for_years(behave: Behave, sheet: bytes, tmp_path: Path) -> None:
    before, after = tmp_path / "before.pdf", tmp_path / "after.pdf"
    before.write_bytes(_soon_over(sheet))
    again = actions.restamp(before.read_bytes())
    after.write_bytes(again.pdf)
    assert again.pdf.startswith(before.read_bytes())
    assert again.stamped_until > datetime.now(UTC) + timedelta(days=1500)
    in_a_year = datetime.now(UTC) + timedelta(days=365)
    told = {one.path: one.verdict for one in dss.verdicts([before, after], trust.anchors(), in_a_year)}
    assert told == {before: "INDETERMINATE", after: "TOTAL_PASSED"}


def test_it_can_be_done_again_and_again_and_stays_an_archive(behave: Behave, sheet: bytes, tmp_path: Path) -> None:
    sealed = _soon_over(sheet)
    for hours in (2, 3):
        sealed = tampered.stamped_anew(sealed, house().authority.time_stamps(NOW, NOW + timedelta(hours=hours)))
    (tmp_path / "old.pdf").write_bytes(actions.restamp(sealed).pdf)
    assert hanko.verdict(tmp_path / "old.pdf", trust.anchors())[:2] == ("PASSED", True)
    assert verapdf.broken([tmp_path / "old.pdf"]) == []


def test_what_was_sealed_with_a_certificate_that_ended_since_still_counts(
    behave: Behave, sheet: bytes, tmp_path: Path
) -> None:
    (tmp_path / "then.pdf").write_bytes(tampered.sealed_hours_ago(sheet))
    (tmp_path / "now.pdf").write_bytes(actions.restamp(tampered.sealed_hours_ago(sheet)).pdf)
    assert hanko.verdict(tmp_path / "now.pdf", trust.anchors())[0] == "PASSED"
    found = dss.verdicts([tmp_path / "then.pdf", tmp_path / "now.pdf"], trust.anchors())
    assert [one.verdict for one in found] == ["TOTAL_PASSED", "TOTAL_PASSED"]


def test_how_long_a_stamp_of_now_would_count_is_known_before(behave: Behave, sheet: bytes) -> None:
    assert actions.would_last_until() == actions.seal(sheet, reason="Zonnegem").stamped_until


def test_what_was_tampered_with_gets_no_new_time_stamp(behave: Behave, sheet: bytes) -> None:
    sealed = actions.seal(sheet, reason="Zonnegem").pdf
    for other in (sheet, tampered.one_byte_changed(sealed), tampered.cut(sealed), tampered.extended(sealed)):
        with pytest.raises(SealUnavailableError) as told:
            actions.restamp(other)
        assert told.value.reason is Reason.DOCUMENT


def test_a_service_that_is_out_of_order_leaves_the_document_as_it_was(behave: Behave, sheet: bytes) -> None:
    sealed = _soon_over(sheet)
    behave("stamps_down")
    with pytest.raises(SealUnavailableError):
        actions.restamp(sealed)
