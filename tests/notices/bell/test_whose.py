"""The bell is of who is signed in: nobody acts for somebody else in it (A11, E1)."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation

from burgerprofiel.access.capacity import Capacity
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.notices.announcements import actions, draft
from burgerprofiel.notices.api import feed
from burgerprofiel.notices.models import Notice
from burgerprofiel.notices.own import lines, stream
from tests.notices.bell.conftest import Tell, browser
from tests.notices.bell.telling import bell, titles
from tests.people.mandated import effective, terms

pytestmark = pytest.mark.django_db
SAID = {"title": "De energietoeslag begint", "text": "U kunt hem vragen tot eind december."}


@pytest.fixture
def acting(noor: CitizenId, jozef: CitizenId) -> Client:
    """Jozef's browser, who acts for Noor."""
    mandate = effective(noor, jozef, terms("dossiers"))
    return browser("52620915336", "Jozef", Capacity(mandate=str(mandate), giver=str(noor)))


def test_who_acts_under_a_mandate_sees_no_bell_and_reads_why(acting: Client, tell: Tell) -> None:
    tell(name="Van Noor")
    html = acting.get("/meldingen").content.decode()
    assert "data-bell " not in html
    assert "Van Noor" not in html
    assert "Meldingen zijn persoonlijk: u ziet die van" in html
    assert "data-bell " not in acting.get("/hulp").content.decode()


def test_who_acts_under_a_mandate_changes_nothing_and_hears_nothing(acting: Client, tell: Tell) -> None:
    known = tell(asks=True)
    for address in f"{known}/openen", f"{known}/gelezen", f"{known}/gedaan", "gelezen", "ongedaan":
        assert acting.post(f"/meldingen/{address}").status_code == 403
    row = Notice.objects.get(id=known)
    assert (row.read_at, row.done_at) == (None, None)
    answer = acting.get("/meldingen/stroom")
    assert b"".join(answer.streaming_content).decode() == stream.OVER  # type: ignore[attr-defined]  # it streams
    assert "Van Noor" not in acting.get("/meldingen/paneel").content.decode()


def test_the_sign_in_host_shows_none(hers: Client, tell: Tell) -> None:
    tell()
    here = hers.get("/nergens").content.decode()
    there = hers.get("/nergens", headers={"host": settings.CONFIG.access_host}).content.decode()
    assert bell(here) == 1
    assert "<header" in there
    assert "bell" not in there


def test_what_very_many_are_told_stands_in_the_list_like_any_other(noor: CitizenId, hers: Client, tell: Tell) -> None:
    tell()
    written = draft.read(
        {"reference": "2026-energie", "path": "/hulp", **dict.fromkeys(("nl", "fr", "de", "en"), SAID)}
    )
    known = actions.make(written, [noor], Trace(actor="operator"))
    assert actions.tell_next(known) == 1
    html = hers.get("/meldingen").content.decode()
    assert "De energietoeslag begint" in titles(html)[0]
    assert bell(html) == 2
    with translation.override("nl"):
        (line, _other) = lines.page(noor).lines
    answer = hers.post(f"/meldingen/{line.read.id}/openen")
    assert answer["Location"] == "/hulp"
    assert lines.standing(noor).unread == 1


def test_the_scopes_of_the_feed_are_told_to_the_citizen_who_is_asked_for_them() -> None:
    from burgerprofiel.access.identity import Identity
    from burgerprofiel.access.provider import scopes

    with translation.override("nl"):
        told = scopes.told([feed.READ, feed.CHANGE], Identity("Noor", "V", "85631441236"))
    assert [each.title for each in told] == ["Uw meldingen", "Uw meldingen markeren"]
