"""What citizens do with their notices: open, mark as read or done, take it back; each is in the trail (E1)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client

from burgerprofiel.audit.queries import events_of
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.notices import passing
from burgerprofiel.notices.models import Notice
from burgerprofiel.notices.own import lines
from tests.notices.bell.conftest import Tell
from tests.notices.bell.telling import bell, bold, headed, titles

pytestmark = pytest.mark.django_db


def after(client: Client, address: str, **sent: str) -> str:
    """The page to which a form leads."""
    answer = client.post(address, sent)
    assert answer.status_code == 303
    return client.get(answer["Location"]).content.decode()


def act_in(html: str) -> str:
    """The name of the act that can be undone."""
    return html.partition('name="act" value="')[2].partition('"')[0]


def test_opening_a_notice_leads_to_its_page_and_reads_it(hers: Client, tell: Tell, noor: CitizenId) -> None:
    known = tell(path="/dossiers?toon=mij")
    answer = hers.post(f"/meldingen/{known}/openen")
    assert (answer.status_code, answer["Location"]) == (303, "/dossiers?toon=mij")
    assert lines.standing(noor).unread == 0


@pytest.mark.parametrize("path", ["//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:alert(1)"])
def test_opening_never_leads_out_of_the_portal(hers: Client, tell: Tell, path: str) -> None:
    assert hers.post(f"/meldingen/{tell(path=path)}/openen")["Location"] == "/"


def test_reading_the_newest_of_a_transaction_reads_the_earlier_ones_and_not_what_came_since(
    hers: Client, tell: Tell, noor: CitizenId
) -> None:
    tell(transaction="1")
    newest = tell(transaction="1")
    later = tell(transaction="1")
    hers.post(f"/meldingen/{newest}/gelezen")
    assert list(Notice.objects.filter(citizen_id=noor, read_at=None).values_list("id", flat=True)) == [later]


def test_all_are_read_up_to_what_was_seen_and_that_can_be_taken_back(hers: Client, tell: Tell) -> None:
    tell()
    seen = tell(asks=True)
    tell(name="Kwam ondertussen")
    html = after(hers, "/meldingen/gelezen", tot=str(seen))
    assert "Alles is als gelezen gemarkeerd" in html
    assert bell(html) == bold(html) == headed(html) == 1
    html = after(hers, "/meldingen/ongedaan", act=act_in(html))
    assert "weer zoals het was" in html
    assert bell(html) == 3


def test_what_was_read_before_stays_read_when_an_act_is_taken_back(hers: Client, tell: Tell) -> None:
    first = tell()
    tell()
    after(hers, f"/meldingen/{first}/gelezen")
    html = after(hers, "/meldingen/gelezen")
    assert bell(after(hers, "/meldingen/ongedaan", act=act_in(html))) == 1


def test_what_is_done_asks_no_more_and_can_ask_again(hers: Client, tell: Tell) -> None:
    known = tell(asks=True, name="Aanvullen")
    html = after(hers, f"/meldingen/{known}/gedaan")
    assert "Als gedaan gemarkeerd" in html
    assert "Vraagt iets van u" not in html
    assert bell(html) == 0
    html = after(hers, "/meldingen/ongedaan", act=act_in(html))
    assert "Vraagt iets van u" in html
    assert bell(html) == 1


def test_an_act_can_be_taken_back_for_minutes_and_once(hers: Client, tell: Tell, noor: CitizenId) -> None:
    known = tell()
    html = after(hers, f"/meldingen/{known}/gelezen")
    act = act_in(html)
    with clock.frozen_at(clock.now() + timedelta(minutes=16)):
        assert "te lang geleden" in after(hers, "/meldingen/ongedaan", act=act)
    assert "weer zoals" in after(hers, "/meldingen/ongedaan", act=act)
    for again in act, "", "0", "9" * 17, "٣", "x" * 1000:
        assert "te lang geleden" in after(hers, "/meldingen/ongedaan", act=again)
    assert lines.standing(noor).unread == 1


def test_nobody_takes_back_what_somebody_else_did(hers: Client, his: Client, tell: Tell, noor: CitizenId) -> None:
    html = after(hers, f"/meldingen/{tell()}/gelezen")
    assert "te lang geleden" in after(his, "/meldingen/ongedaan", act=act_in(html))
    assert lines.standing(noor).unread == 0


def test_doing_it_twice_changes_and_tells_nothing_more(hers: Client, tell: Tell, noor: CitizenId) -> None:
    known = tell(asks=True)
    for _twice in range(2):
        hers.post(f"/meldingen/{known}/gedaan")
        hers.post(f"/meldingen/{known}/gelezen")
    marked = [event for event in events_of(noor).events if event.tag == "notices.notice.marked"]
    assert [event.details["what"] for event in marked] == ["done"]
    assert marked[0].details["notice"] == str(known)


def test_an_unknown_act_changes_nothing(hers: Client, tell: Tell, noor: CitizenId) -> None:
    assert hers.post(f"/meldingen/{tell()}/weg").status_code == 303
    assert lines.standing(noor).unread == 1


def test_a_form_leads_back_to_the_group_where_it_stood_and_never_elsewhere(hers: Client, tell: Tell) -> None:
    answer = hers.post(f"/meldingen/{tell()}/gelezen", {"groep": "dossiers", "terug": "//evil.example"})
    assert answer["Location"].startswith("/meldingen?groep=dossiers&wat=gelezen")


def test_a_room_says_that_what_a_notice_was_about_was_seen_or_done(
    tell: Tell, noor: CitizenId, jozef: CitizenId
) -> None:
    tell(name="gezien")
    tell(name="gedaan", asks=True)
    with transaction.atomic():
        passing.seen(noor, ["gezien", "onbekend"])
        passing.settled([(noor, "gedaan"), (jozef, "van noor")])
        passing.settled([])
    assert lines.standing(noor).unread == 0
    assert lines.page(noor).asking == 0
    tell(name="nog iets", asks=True, transaction="1", source="urn:a")
    assert passing.seen(noor, ["nog iets"]) == 1
    assert lines.page(noor).asking == 1, "who looked did not do it"
    with transaction.atomic():
        assert passing.superseded([passing.Thread(noor, "urn:a", "1")]) == 1
        assert passing.superseded([passing.Thread(noor, "urn:a", "1")]) == 0
    assert lines.page(noor).asking == 0


def test_the_panel_shows_what_is_new_and_when_nothing_is_the_newest(hers: Client, tell: Tell) -> None:
    for name in "een", "twee":
        tell(name=name)
    html = hers.get("/meldingen/paneel").content.decode()
    assert 'data-bell-now="2"' in html
    assert [title.rpartition(" ")[2] for title in titles(html)] == ["twee", "een"]
    hers.post("/meldingen/gelezen")
    html = hers.get("/meldingen/paneel").content.decode()
    assert 'data-bell-now="0"' in html
    assert len(titles(html)) == 2
