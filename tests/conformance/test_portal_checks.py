"""The checks of a portal: one as it should be passes them all, and each flaw is seen by the check that is about it."""

from __future__ import annotations

import pytest

from burgerprofiel.conformance.checking import Outcome
from burgerprofiel.conformance.portal import BOOK, Portal, asking, showing
from burgerprofiel.conformance.portal.stand_in import listening
from tests.conformance.portals import NAME, portal

FLAWS = {
    "upside down": "show-1",
    "markup": "show-2",
    "silent": "fail-1",
    "shows old ones": "fail-1",
    "no token": "ask-1",
    "number in the address": "ask-2",
    "greedy": "ask-3",
    "opens": "ask-4",
    "passes cookies on": "ask-5",
    "asks again": "ask-6",
}


def _found(flaw: str = "", *, only: str = "") -> dict[str, Outcome]:
    with listening("127.0.0.1", 0) as registry, portal(f"http://127.0.0.1:{registry.port}", flaw) as page:
        checks = [each for each in BOOK.checks if only in ("", each.name)]
        book = type(BOOK)()
        book.checks = checks
        return {each.name: each.outcome for each in book.run(Portal(page, "sessie=1", registry, NAME))}


def test_a_portal_as_it_should_be_passes() -> None:
    found = _found()
    assert set(found) == {each.name for each in BOOK.checks}
    assert set(found.values()) == {Outcome.PASSED}, found


@pytest.mark.parametrize(("flaw", "name"), FLAWS.items(), ids=FLAWS)
def test_a_flaw_is_seen(flaw: str, name: str) -> None:
    assert _found(flaw, only=name) == {name: Outcome.FAILED}


@pytest.mark.slow
def test_a_portal_that_waits_for_a_registry_without_end_is_seen() -> None:
    assert _found("waits", only="fail-2") == {"fail-2": Outcome.FAILED}


def test_a_portal_that_does_not_ask_the_stand_in_is_neither_good_nor_bad(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(showing, "RECOVERY", 1.0)
    monkeypatch.setattr(asking, "wait_until_asked", lambda _registry, _number: None)
    with listening("127.0.0.1", 0) as registry, portal("http://127.0.0.1:9", "silent") as page:
        found = {each.name: each.outcome for each in BOOK.run(Portal(page, "", registry, NAME))}
    assert found["ask-1"] is Outcome.NOT_SEEN
    assert found["show-1"] is Outcome.FAILED
