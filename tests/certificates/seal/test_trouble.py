"""When somebody behind the seal is out of order there is no seal, with the right reason; and nobody waits for long."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import timedelta

import httpx
import pytest
from pytest_django import Settings

from burgerprofiel.certificates.seal import actions, asking
from burgerprofiel.certificates.seal.problems import Reason, SealUnavailableError
from burgerprofiel.kit import clock
from tests.certificates.seal.conftest import Behave


def _refused(sheet: bytes) -> SealUnavailableError:
    with pytest.raises(SealUnavailableError) as told:
        actions.seal(sheet, reason="Zonnegem")
    return told.value


@pytest.mark.parametrize(
    ("mode", "reason", "passing"),
    [
        ("down", Reason.STATUS_SILENT, True),
        ("stamps_down", Reason.STAMPS_SILENT, True),
        ("stamps_refused", Reason.STAMPS_WRONG, True),
        ("stamps_nonsense", Reason.STAMPS_WRONG, True),
        ("stamps_of_others", Reason.NOT_TRUSTED, False),
        ("stamps_other_bytes", Reason.STAMPS_WRONG, True),
        ("wrong_time", Reason.STAMPS_WRONG, True),
        ("status_down", Reason.STATUS_SILENT, True),
        ("status_old", Reason.STATUS_SILENT, True),
        ("revoked", Reason.NOT_TRUSTED, False),
    ],
)
def test_there_is_no_seal_and_the_reason_is_told(
    behave: Behave, sheet: bytes, mode: str, reason: Reason, *, passing: bool
) -> None:
    behave(mode)
    told = _refused(sheet)
    assert (told.reason, told.passing) == (reason, passing)
    behave("fine")
    assert actions.seal(sheet, reason="Zonnegem").level == "PAdES-B-LTA"


def test_a_service_that_never_answers_is_left_alone_after_three_tries(
    behave: Behave, sheet: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "SECONDS", 0.2)
    behave("silent")
    for _try in range(3):
        assert _refused(sheet).reason is Reason.STATUS_SILENT
    began = time.monotonic()
    assert "left alone" in str(_refused(sheet))
    assert time.monotonic() - began < 0.1


def test_another_time_stamp_service_stands_in_for_a_dead_one(behave: Behave, sheet: bytes, settings: Settings) -> None:
    both = f"http://127.0.0.1:9/tijd {settings.CONFIG.seal_time}"
    settings.CONFIG = replace(settings.CONFIG, seal_time=both)
    assert actions.seal(sheet, reason="Zonnegem").level == "PAdES-B-LTA"


def test_while_nobody_tells_what_was_withdrawn_the_last_word_counts_for_as_long_as_it_says(
    behave: Behave, simulators: str, sheet: bytes
) -> None:
    actions.seal(sheet, reason="Zonnegem")
    _quietly(simulators, "status_down")
    with clock.frozen_at(clock.now() + timedelta(minutes=4)):
        actions.seal(sheet, reason="Zonnegem")


def test_the_proof_is_asked_for_once_and_the_time_twice_a_seal(behave: Behave, simulators: str, sheet: bytes) -> None:
    httpx.delete(f"{simulators}/behaviour", headers={"Host": "vertrouwen.localhost"})
    for _seal in range(3):
        actions.seal(sheet, reason="Zonnegem")
    told = httpx.get(simulators, headers={"Host": "vertrouwen.localhost"}).text
    assert "/ocsp: 2<" in told
    assert "/crl/root: 1<" in told
    assert "/tijd: 6<" in told


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n", b"no document at all", b"%PDF-1.7\n%%EOF\n"])
def test_what_is_no_document_gets_no_seal(behave: Behave, content: bytes) -> None:
    assert _refused(content).reason is Reason.DOCUMENT


def test_a_sealed_document_is_not_sealed_again(behave: Behave, sheet: bytes) -> None:
    sealed = actions.seal(sheet, reason="Zonnegem").pdf
    assert _refused(sealed).reason is Reason.DOCUMENT


def _quietly(simulators: str, mode: str) -> None:
    """Change how the services behave, while what is remembered of them stays."""
    httpx.put(f"{simulators}/behaviour", json={"mode": mode}, headers={"Host": "vertrouwen.localhost"})
