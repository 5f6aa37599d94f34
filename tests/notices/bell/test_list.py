"""The list of notices: what asks first, newest first, one line per transaction, what has expired last (E1)."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from burgerprofiel.kit import clock, formats
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.notices.models import Notice
from burgerprofiel.notices.own import lines
from tests.notices.bell.conftest import Tell, raise_all
from tests.notices.bell.telling import bell, bold, headed, titles, told

pytestmark = pytest.mark.django_db


def page(client: Client, query: str = "") -> str:
    """The list as somebody's browser gets it."""
    answer = client.get(f"/meldingen{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_without_notices_the_page_says_what_will_come_there(hers: Client) -> None:
    html = page(hers)
    assert "Er zijn geen meldingen" in html
    assert "0 regels" not in html
    assert bell(html) == 0


def test_what_asks_something_stands_before_what_is_newer(hers: Client, tell: Tell) -> None:
    tell(asks=True, name="Aanvullen")
    tell(name="Nieuwer")
    shown = titles(page(hers))
    assert "Aanvullen" in shown[0]
    assert "Nieuwer" in shown[1]


def test_a_day_that_is_years_off_is_not_said(hers: Client, tell: Tell) -> None:
    tell(name="Volgend jaar", expires_on=clock.today() + timedelta(days=300))
    tell(name="Over tien jaar", expires_on=clock.today() + timedelta(days=3650))
    html = page(hers)
    assert "Volgend jaar" in html
    assert "Over tien jaar" in html
    assert html.count("van belang tot") == 1


def test_a_transaction_is_one_line_for_which_the_newest_stands(hers: Client, tell: Tell) -> None:
    for state in "eerste", "tweede", "derde", "vierde":
        tell(name=state, transaction="bron+1")
    tell(name="alleen")
    html = page(hers)
    assert [title for title in titles(html) if "vierde" in title]
    assert "3 eerdere" in html
    assert bold(html) == bell(html) == headed(html) == 2


def test_the_same_transaction_of_another_source_is_another_line(hers: Client, tell: Tell) -> None:
    tell(transaction="1", source="urn:a")
    tell(transaction="1", source="urn:b")
    assert bell(page(hers)) == 2


def test_what_still_asks_is_not_folded_away_by_what_came_later(hers: Client, tell: Tell) -> None:
    tell(asks=True, name="Aanvullen", transaction="bron+1")
    tell(name="Later", transaction="bron+1")
    assert "Aanvullen" in titles(page(hers))[0]
    assert bell(page(hers)) == 2


def test_what_has_expired_stands_last_and_is_not_counted(hers: Client, tell: Tell) -> None:
    tell(name="Voorbij", expires_on=clock.today() - timedelta(days=1), asks=True)
    tell(name="Vandaag", expires_on=clock.today())
    html = page(hers)
    assert "Vandaag" in titles(html)[0]
    assert "Voorbij" in titles(html)[1]
    assert bell(html) == bold(html) == 1


def test_a_group_shows_its_own_and_the_bell_stays_that_of_all(hers: Client, tell: Tell, noor: CitizenId) -> None:
    tell(name="Premie")
    raise_all(told(noor, kind="certificates.ready", key="c", values={"certificate": "Uittreksel"}))
    html = page(hers, "?groep=certificates")
    assert len(titles(html)) == 1
    assert "Uittreksel" in titles(html)[0]
    assert bell(html) == headed(html) == 2
    assert len(titles(page(hers, "?groep=<script>"))) == 2


def test_pages_hold_every_line_once_and_say_how_many_there_are(noor: CitizenId) -> None:
    raise_all(*(told(noor, asks=each % 3 == 0, transaction=str(each // 2)) for each in range(60)))
    whole = lines.page(noor, size=1000).lines
    found, after = [], None
    while True:
        listed = lines.page(noor, size=7, after=after)
        assert listed.total == len(whole)
        found += listed.lines
        if not listed.older:
            break
        after = lines.Cursor.read(listed.older)
    assert [line.read.id for line in found] == [line.read.id for line in whole]
    assert len(whole) == len({line.read.id for line in whole})


def test_a_cursor_that_somebody_made_up_is_the_first_page(hers: Client, tell: Tell) -> None:
    tell()
    for cursor in "x", "9.zz", f"7.{uuid4()}", "1.", "0." + "f" * 500:
        assert len(titles(page(hers, f"?na={cursor}"))) == 1


def test_a_page_costs_the_same_however_many_notices_there_are(hers: Client, noor: CitizenId) -> None:
    raise_all(*(told(noor, transaction=str(each // 4)) for each in range(8)))
    with CaptureQueriesContext(connection) as few:
        page(hers)
    raise_all(*(told(noor, transaction=str(each // 4)) for each in range(200)))
    with CaptureQueriesContext(connection) as many:
        page(hers)
    assert len(many) <= len(few)
    counts = [query["sql"] for query in many.captured_queries if "notices_notice" in query["sql"]]
    assert len(counts) == 2, "the list with its counts, and the earlier ones"


def test_somebody_else_sees_nothing_of_it(hers: Client, his: Client, tell: Tell) -> None:
    known = tell(name="Van Noor")
    assert "Van Noor" not in page(his)
    assert "Van Noor" not in his.get("/meldingen/paneel").content.decode()
    assert bell(page(his)) == 0
    for what in "openen", "gelezen", "gedaan":
        assert "wat=weg" in his.post(f"/meldingen/{known}/{what}")["Location"]
    his.post("/meldingen/gelezen", {"tot": str(known)})
    assert Notice.objects.get(id=known).read_at is None
    assert bell(page(hers)) == 1


def test_looking_changes_nothing(hers: Client, tell: Tell) -> None:
    known = tell(asks=True)
    for path in "/meldingen", "/meldingen/paneel", f"/meldingen/{known}/openen":
        hers.get(path)
    row = Notice.objects.get(id=known)
    assert (row.read_at, row.done_at) == (None, None)


def test_one_that_cannot_be_opened_says_so_and_takes_no_other_away(hers: Client, tell: Tell) -> None:
    broken, unknown, lacking = tell(), tell(), tell()
    tell(name="Heel")
    Notice.objects.filter(id=broken).update(sealed=b"x" * 60)
    Notice.objects.filter(id=unknown).update(kind="was.once")
    Notice.objects.filter(id=lacking).update(kind="certificates.ready")
    html = page(hers)
    assert len(titles(html)) == 4
    assert "Heel" in titles(html)[0]
    assert html.count("We kunnen deze melding niet tonen") >= 3
    assert "was.once" not in html
    assert hers.post(f"/meldingen/{broken}/openen")["Location"] == "/meldingen"


def test_the_list_shows_when_it_was_told_and_the_day_of_what_happened_when_that_is_another(
    hers: Client, tell: Tell, simulators: str
) -> None:
    long_ago = clock.now() - timedelta(days=40)
    for name, at in ("Oud", long_ago), ("Nieuw", None), ("Ouder", long_ago - timedelta(days=1)):
        tell(name=name, at=at)
    html = hers.get("/meldingen").content.decode()
    assert [each.rpartition(" ")[2] for each in titles(html)] == ["Ouder", "Nieuw", "Oud"]
    shown = [datetime.fromisoformat(each) for each in re.findall(r'<time datetime="([^"]+)"', html)]
    assert shown == sorted(shown, reverse=True), "dates stand in the order of the list"
    assert html.count("vandaag, ") == 3
    assert html.count("gebeurd op") == 2
    with translation.override("nl"):
        assert f"gebeurd op {formats.day(long_ago.date())}" in html
    for path in ("/meldingen/paneel", "/"):
        assert hers.get(path).getvalue().decode().count("gebeurd op") == 2, path
