"""How a portal asks: with a token, modestly, and without making anything read that nobody opened."""

from __future__ import annotations

import re
import time

from burgerprofiel.conformance.checking import expect, needed
from burgerprofiel.conformance.portal.looking import Portal, check
from burgerprofiel.conformance.portal.stand_in import Asked, wait_until_asked

_NUMBER = re.compile(r"(?<!\d)\d{11}(?!\d)")
_REFERENCE = ("/referenceData/", "/refData/")


@check("ask-1", "Every request shows an access token, in its header alone.", "A.2")
def _token(portal: Portal) -> None:
    for each in _asked(portal):
        shown = each.headers.get("authorization", "")
        expect(shown.lower().startswith(("bearer ", "dpop ")), f"{each.path} came without one")
        expect("access_token" not in each.query, f"{each.path} has one in its address")


@check("ask-2", "No national number stands in an address.", "A-bis")
def _number(portal: Portal) -> None:
    for each in _asked(portal):
        told = [each.path, *(value for values in each.query.values() for value in values)]
        expect(not any(_NUMBER.search(text) for text in told), "there is one")


@check("ask-3", "Pages are asked of a hundred messages at most.", "A.4")
def _size(portal: Portal) -> None:
    for each in _asked(portal):
        size = each.query.get("pageSize", ["25"])[0]
        expect(size.isdigit() and 1 <= int(size) <= 100, f"pageSize={size}")


@check("ask-4", "Showing the list opens no message: none becomes read by it.", "A.4, S1")
def _read(portal: Portal) -> None:
    _asked(portal)
    time.sleep(0.5)
    expect(not portal.registry.read, f"{', '.join(sorted(portal.registry.read))} was opened")


@check("ask-5", "Nothing of the citizen's browser goes along: no cookie, no address of a page.", "E.2 V14")
def _browser(portal: Portal) -> None:
    for each in _asked(portal):
        expect(not {"cookie", "referer", "x-forwarded-for"} & each.headers.keys(), f"{each.path} carries more")


@check("ask-6", "Reference data is kept as long as it may be, not asked anew for every page.", "A.4")
def _reference(portal: Portal) -> None:
    _asked(portal)
    again = [each.path for each in _asked(portal) if any(part in each.path for part in _REFERENCE)]
    expect(not again, f"{again[0] if again else ''} was asked again")


def _asked(portal: Portal) -> list[Asked]:
    """What the portal asks for one look at its page. Raises NotSeenError when it asks nothing."""
    before = len(portal.registry.asked)
    portal.look()
    wait_until_asked(portal.registry, before)
    return needed(portal.registry.since(before), "a portal that asks the stand-in: is it registered there?")
