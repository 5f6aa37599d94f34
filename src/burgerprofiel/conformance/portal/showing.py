"""What a citizen sees: every registry's messages, in order; and when one fails, which."""

from __future__ import annotations

import time

from burgerprofiel.conformance.checking import expect
from burgerprofiel.conformance.portal.looking import PATIENCE, Portal, check
from burgerprofiel.conformance.portal.stand_in import HOSTILE, SUBJECTS

RECOVERY = 90.0
"""Seconds."""


@check("show-1", "The messages of a registry are shown by their subjects, newest first.", "A.7")
def _subjects(portal: Portal) -> None:
    text, _source, _took = portal.look()
    places = [text.find(subject) for subject in SUBJECTS]
    expect(min(places) >= 0, f"“{SUBJECTS[places.index(-1)] if -1 in places else ''}” is not on the page")
    expect(places == sorted(places), "they are not in order")


@check("show-2", "What a sender writes is text: never markup of the portal's own page.", "E.2 V1")
def _markup(portal: Portal) -> None:
    _text, source, _took = portal.look()
    expect(HOSTILE[10:35] not in source, "the subject's script is part of the page")


@check("fail-1", "A registry that answers with an error is named, and the rest is shown.", "A.7, C.5")
def _error(portal: Portal) -> None:
    _named(portal, "error")


@check("fail-2", "A registry that does not answer is given up, named, and the rest is shown.", "A.7, C.5")
def _slow(portal: Portal) -> None:
    _named(portal, "slow")


@check("fail-3", "A registry whose answer cannot be read is named, and the rest is shown.", "A.7, C.5")
def _garbage(portal: Portal) -> None:
    _named(portal, "garbage")


@check("fail-4", "When the registry is well again, its messages are back within a minute and a half.", "C.5")
def _well(portal: Portal) -> None:
    until = time.monotonic() + RECOVERY
    while SUBJECTS[0] not in portal.look()[0]:
        expect(time.monotonic() < until, "they are not")
        time.sleep(2)


def _named(portal: Portal, fault: str) -> None:
    portal.look()
    with portal.with_fault(fault):
        text, _source, took = portal.look()
    expect(took < PATIENCE, f"the page took {took:.0f} seconds")
    expect(portal.name in text, f"“{portal.name}” is not on the page")
    expect(SUBJECTS[0] not in text, "messages are shown that the registry did not send")
