"""What was proved when it was sealed stays proved for as long as its last time stamp holds; nobody is asked again."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta

import pytest

from burgerprofiel.certificates.seal import actions, trust
from burgerprofiel.certificates.verifying import judging
from burgerprofiel.certificates.verifying.question import Question
from burgerprofiel.certificates.verifying.verdict import Outcome, outcome
from tests.certificates import tampered
from tests.certificates.seal.conftest import paper

NOW = datetime.now(UTC)
SHEET = paper()


def _outcome(content: bytes, at: datetime) -> Outcome:
    question = Question(at, tuple(trust.anchors()), 0, 0, 0)
    return outcome(judging.examine(io.BytesIO(content), question), None, date(2026, 11, 22))


@pytest.mark.parametrize("days", [0, 1, 400, 1800])
def test_it_holds_for_years(simulators: str, days: int) -> None:
    sealed = actions.seal(SHEET, reason="Zonnegem").pdf
    assert _outcome(sealed, datetime.now(UTC) + timedelta(days=days)) is Outcome.SEALED


def test_without_a_newer_stamp_it_cannot_be_proved_when_the_last_one_is_over(simulators: str) -> None:
    sealed = actions.seal(SHEET, reason="Zonnegem").pdf
    assert _outcome(sealed, NOW + timedelta(days=2000)) is not Outcome.SEALED


def test_what_was_sealed_with_a_certificate_that_ended_since_holds_with_a_newer_stamp(simulators: str) -> None:
    then = tampered.sealed_hours_ago(SHEET)
    assert _outcome(then, NOW) is Outcome.SEALED
    assert _outcome(then, NOW + timedelta(days=1)) is not Outcome.SEALED
    again = actions.restamp(then).pdf
    assert _outcome(again, NOW + timedelta(days=400)) is Outcome.SEALED


@pytest.mark.parametrize("days", [0, 1, 400])
def test_what_was_never_right_does_not_become_so(simulators: str, days: int) -> None:
    at, sealed = NOW + timedelta(days=days), actions.seal(SHEET, reason="Zonnegem").pdf
    for content, told in (
        (tampered.sealed_with_an_expired_certificate(SHEET), Outcome.EXPIRED),
        (tampered.sealed_with_a_revoked_certificate(SHEET), Outcome.REVOKED),
        (tampered.sealed_by_a_stranger(SHEET), Outcome.STRANGER),
        (tampered.one_byte_changed(sealed), Outcome.CHANGED),
        (tampered.extended(sealed), Outcome.ADDED),
    ):
        assert _outcome(content, at) is told
