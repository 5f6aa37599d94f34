"""`/inzage`: who, which data, on which ground, when; one's own trail and nobody else's (B10)."""

from __future__ import annotations

import csv
import io
import re
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from burgerprofiel.access.capacity import Capacity
from burgerprofiel.access.events import RegistrationMade, RegistrationRead
from burgerprofiel.audit import trail
from burgerprofiel.dossiers.events import DossiersTold
from burgerprofiel.kit import clock
from burgerprofiel.mailbox.events import CountsSeen, ListSeen, MessageReceived
from burgerprofiel.mailbox.models import SenderOrganisation
from burgerprofiel.notices.events import NoticeRaised
from burgerprofiel.notices.models import Source
from burgerprofiel.organisations import actions as organisations
from burgerprofiel.organisations.groups import TargetGroup
from burgerprofiel.portal.events import HomeRead
from burgerprofiel.sources.events import AnswerFetched
from tests.people import mandated
from tests.privacy.conftest import Somebody, at_the_portal, happened

MESSAGE = MessageReceived(message="0199", organisation="0812345603", files=1, octets=9)


def main_of(page: str) -> str:
    """What stands between the frame, without the addresses and the machinery."""
    found = page.partition("<main")[2].partition("</main>")[0]
    return re.sub(r'(href|src|action|value|for|id|name|class)="[^"]*"', "", found)


def asked(service: str) -> AnswerFetched:
    """A source was asked."""
    return AnswerFetched(service=service, outcome="data", reference="r", milliseconds=3)


def add_sender(number: str, name: str) -> None:
    """A body that sends messages."""
    SenderOrganisation.objects.create(enterprise_number=number, names={"nl": name})


def counter(town: str = "Gemeente Zonnegem") -> UUID:
    """A town with a counter."""
    return organisations.register(TargetGroup.LOCAL_AUTHORITY, "0812345603", {"nl": town})


def test_others_come_first_and_what_one_did_oneself_on_demand(noor: Somebody) -> None:
    happened(noor.id, "some-program", MESSAGE)
    happened(noor.id, "citizen", HomeRead())
    page = main_of(noor.page("/inzage"))
    assert "Message put into your mailbox" in page
    assert "Overview opened" not in page
    every = main_of(noor.page("/inzage?toon=alles"))
    assert "Message put into your mailbox" in every
    assert "Overview opened" in every
    assert "You did this yourself." in every


def test_forty_events_of_one_page_read_as_a_line_for_each_kind_with_its_steps_folded(noor: Somebody) -> None:
    services = ("GeefPersoon", "GeefWerkrelaties", "GeefPersoon", "GeefPersoon") * 10
    happened(noor.id, "citizen", HomeRead(), *map(asked, services))
    page = main_of(noor.page("/inzage?toon=alles"))
    assert page.count("Overview opened") == 2  # the line, and what the link beside it is about
    assert page.count(">Your data asked at National Register ·") == 1
    assert "All steps" in page
    assert "(40)" in page
    assert "3 times" in page
    assert "The other steps of this day" in page


def test_a_line_has_a_page_with_all_of_its_steps_however_many(noor: Somebody) -> None:
    happened(noor.id, "citizen", *map(asked, ("GeefPersoon", "GeefWerkrelaties") * 130))
    address = re.search(r'"(/inzage/regel/[0-9]+)"', noor.page("/inzage?toon=alles"))
    assert address
    page = noor.page(address[1])
    assert "All steps</a>" not in page
    assert "(260)" in main_of(page)
    older = re.search(r'rel="next" href="([^"]*)', page)
    assert older
    steps = main_of(page).count("<li>") + main_of(noor.page(older[1])).count("<li>")
    assert steps == 260
    for nonsense in ("na=-1", "na=x", "na=99999999999999999999999", "na=٣"):
        assert "(260)" in noor.page(f"{address[1]}?{nonsense}")


def test_a_line_is_called_by_what_was_meant_not_by_what_went_with_it(noor: Somebody) -> None:
    happened(noor.id, "citizen", asked("GeefPersoon"), HomeRead(), path="/overview")
    happened(noor.id, "some-app", CountsSeen(count=1), ListSeen(count=3))
    page = noor.page("/inzage?toon=alles")
    assert 'class="did">Overview opened<' in page
    assert 'class="did">List of your messages looked at<' in page


def test_a_civil_servant_is_told_by_role_and_body_with_the_reason_and_without_a_name(noor: Somebody) -> None:
    sofie = mandated.citizen("sofie")
    town = str(counter())
    happened(
        noor.id, str(sofie), RegistrationMade(organisation=town, purpose="De brief was kwijt", document="passport")
    )
    happened(noor.id, str(sofie), RegistrationRead(organisation=town), path="/loket")
    page = main_of(noor.page("/inzage"))
    assert page.count("A civil servant at the counter of Gemeente Zonnegem</span>") == 2, (
        "one with a reason, one without"
    )
    assert "Given as the reason: De brief was kwijt." in page
    assert "public interest" in page
    assert "Sofie" not in page


def test_an_application_that_reads_the_mailbox_does_so_by_consent(noor: Somebody) -> None:
    happened(noor.id, "some-app", ListSeen(count=3))
    page = main_of(noor.page("/inzage"))
    assert "List of your messages looked at" in page
    assert "your consent" in page


def test_who_acts_under_a_mandate_is_named_to_who_gave_it_and_sees_nothing_of_the_trail(noor: Somebody) -> None:
    giver, taker = mandated.citizen("noor"), mandated.citizen("wouter")
    mandate = mandated.effective(giver, taker)
    happened(noor.id, f"citizen {taker} mandate {mandate}", HomeRead())
    page = main_of(noor.page("/inzage"))
    assert mandated.seen(giver, mandate).taker_name in page
    assert "A mandate: it may be withdrawn at any time." in page
    acting = at_the_portal("wouter", Capacity(mandate=str(mandate), giver=str(giver)))
    for path in (
        "/inzage",
        "/inzage/vragen",
        "/inzage/herken-ik-niet/1",
        "/inzage/regel/1",
        "/inzage/uitvoer.csv",
        f"/inzage/vragen/{mandate}",
    ):
        refused = acting.page(path, status=403)
        assert "Overview opened" not in refused
    assert acting.send("/inzage/herken-ik-niet/1", question="?").status_code == 403
    assert 'href="/inzage"' not in acting.page("/inzage", status=403)


def test_no_tag_and_no_id_of_anybody_stands_on_the_page(noor: Somebody) -> None:
    happened(noor.id, str(mandated.citizen("sofie")), RegistrationRead(organisation=str(counter())))
    happened(noor.id, "some-program", DossiersTold(source="urn:x", dossiers=("d",), mutations=("m",)), MESSAGE)
    page = main_of(noor.page("/inzage?toon=alles"))
    assert not re.search(r"[0-9a-f]{8}-[0-9a-f]{4}-", page)
    assert not re.search(r"\b[a-z]+\.[a-z_]+\.[a-z_]+\b", page)
    assert "some-program" not in page
    assert "urn:x" not in page


def lines_in(somebody: Somebody, address: str) -> int:
    """How many lines the list has, page by page, and so many it must say that it has."""
    page, seen = somebody.page(address), 0
    said = re.search(r"<b>([0-9]+) lines?</b>", page)
    assert said
    while True:
        seen += page.count('<li class="card look')
        older = re.search(r'rel="next" href="([^"#]*)', page)
        if not older:
            assert seen == int(said[1])
            return seen
        page = somebody.page(older[1].replace("&amp;", "&"))


def copied(somebody: Somebody, address: str) -> list[list[str]]:
    """The copy, without its titles."""
    answer = somebody.client.get(address)
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.reader(io.StringIO(text)))[1:]


def test_picture_table_list_filters_and_copy_agree_whatever_came_between(noor: Somebody) -> None:
    months = [datetime(2026, month, 1, 12, tzinfo=UTC) for month in (8, 9, 10)]
    wouter = at_the_portal("wouter")
    for first, many in zip(months, (23, 2, 28), strict=True):
        for number in range(many):
            for actor in ("some-program", "citizen", "system", "some-program"):
                with clock.frozen_at(first + timedelta(days=number)):
                    happened(wouter.id, actor, MESSAGE if actor != "citizen" else HomeRead(), path=f"/{number}")
    page = wouter.page("/inzage?tot=2026-10")
    for month, many in (("August 2026", 46), ("September 2026", 4), ("October 2026", 56)):
        assert re.search(rf"{month}</a></th><td>{many}</td><td>{many // 2}</td>", page)
        assert f"{month}: {many} by others, {many // 2} by you." in page
    assert lines_in(wouter, "/inzage?tot=2026-10") == 106 == len(copied(wouter, "/inzage/uitvoer.csv"))
    assert lines_in(wouter, "/inzage?maand=2026-10") == 56 == len(copied(wouter, "/inzage/uitvoer.csv?maand=2026-10"))
    assert lines_in(wouter, "/inzage?maand=2026-10&toon=alles") == 84
    filters = dict(re.findall(r'<option value="([0-9a-f]{12})">[^<(]*\(([0-9]+)\)', page))
    assert sum(map(int, filters.values())) == 106
    for key, many in filters.items():
        assert lines_in(wouter, f"/inzage?wie={key}") == int(many)
        assert len(copied(wouter, f"/inzage/uitvoer.csv?wie={key}")) == int(many)


def test_a_copy_calculates_nothing_and_stands_in_the_trail(noor: Somebody) -> None:
    town = str(counter('=HYPERLINK("http://x")'))
    happened(noor.id, str(mandated.citizen("sofie")), RegistrationRead(organisation=town))
    add_sender("0812345603", '=HYPERLINK("http://x")')
    happened(noor.id, "system", MESSAGE)
    rows = copied(noor, "/inzage/uitvoer.csv")
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)
    assert '\'=HYPERLINK("http://x")' in {row[2] for row in rows}
    assert "List of who looked taken along as a file" in main_of(noor.page("/inzage?toon=alles"))
    assert noor.client.head("/inzage/uitvoer.csv").status_code == 200
    assert noor.client.get("/inzage/uitvoer.csv", headers={"sec-purpose": "prefetch"}).status_code == 503


def test_one_body_can_be_asked_alone(noor: Somebody) -> None:
    happened(noor.id, "some-program", MESSAGE)
    happened(noor.id, "system", ListSeen(count=1))
    page = noor.page("/inzage")
    keys = dict(re.findall(r'<option value="([0-9a-f]{12})">([^<]+)', page))
    site = next(key for key, name in keys.items() if name == "This site itself, automatically (1)")
    alone = main_of(noor.page(f"/inzage?wie={site}"))
    assert "<b>1 line</b>" in alone
    assert "Message put into your mailbox" not in alone


@pytest.mark.parametrize(
    "nonsense",
    ["voor=-1", "voor=9999999999999999999999", "voor=x", "maand=2026-13", "maand=0000-01", "maand=9999-12",
     "tot=1-1", "tot=9999-12", "wie=%00", "toon=%00", "voor=٣", "tot=2000-01"],
)  # fmt: skip
def test_an_address_that_makes_no_sense_shows_the_list(noor: Somebody, nonsense: str) -> None:
    assert "Who looked at my data?" in noor.page(f"/inzage?{nonsense}")


def test_nothing_of_somebody_else_is_ever_told(noor: Somebody, wouter: Somebody) -> None:
    for number in range(5):
        happened(noor.id, "some-program", MESSAGE, path=f"/{number}")
    page = main_of(wouter.page("/inzage?toon=alles"))
    assert "Message put into your mailbox" not in page
    number = trail.after(noor.id, 0, 100)[-1].seq
    assert number > trail.after(wouter.id, 0, 100)[-1].seq
    for way in ("herken-ik-niet", "regel"):
        noor.page(f"/inzage/{way}/{number}")
        wouter.page(f"/inzage/{way}/{number}", status=404)
    assert len(copied(wouter, "/inzage/uitvoer.csv")) < len(copied(noor, "/inzage/uitvoer.csv"))
    wouter.page(f"/inzage/herken-ik-niet/{2**63}", status=404)
    assert wouter.send(f"/inzage/herken-ik-niet/{number}", question="?").status_code == 404


def test_a_page_of_a_long_trail_asks_no_more_than_one_of_a_short_one(noor: Somebody, wouter: Somebody) -> None:
    def statements(somebody: Somebody) -> int:
        somebody.page("/inzage?toon=alles")
        with CaptureQueriesContext(connection) as caught:
            somebody.page("/inzage?toon=alles")
        return sum("SAVEPOINT" not in each["sql"] for each in caught.captured_queries)

    for each in (noor, wouter):
        happened(each.id, "some-program", MESSAGE)
    for day in range(60):
        with clock.frozen_at(clock.now() - timedelta(days=day)):
            happened(noor.id, "some-program", MESSAGE)
    assert statements(noor) == statements(wouter) <= 24


def test_looking_at_the_trail_is_itself_in_the_trail(noor: Somebody) -> None:
    noor.page("/inzage")
    assert "Looked at who looked" in main_of(noor.page("/inzage?toon=alles"))


def test_it_is_reached_from_the_menu_and_the_privacy_page(noor: Somebody) -> None:
    for path in ("/inzage", "/privacy"):
        assert re.search(r'href="[^"]*/inzage"', noor.page(path))


def test_what_a_body_sent_is_the_body_s_whoever_carried_it(noor: Somebody) -> None:
    add_sender("0812345603", "Dienst Wonen")
    happened(noor.id, "system", MESSAGE)
    happened(noor.id, "some-program", MESSAGE, path="/x")
    page = main_of(noor.page("/inzage"))
    assert len(re.findall(r"<span>Dienst Wonen\s*<span", page)) == 2
    assert "Dienst Wonen (2)" in page
    assert "through this site" in page


def test_a_notice_that_a_body_sent_is_the_body_s_task_and_nobody_s_consent(noor: Somebody) -> None:
    raised = NoticeRaised(kind="dossiers.changed", notice="0199", sender="0812345603")
    happened(noor.id, "zonnegem-dossiers", raised)
    assert "your consent" not in main_of(noor.page("/inzage"))
    names = {"nl": "Gemeente Zonnegem"}
    Source.objects.create(uri="urn://zonnegem/omgeving", organisation="0812345603", name=names, clients=[], brands={})
    page = main_of(noor.page("/inzage"))
    assert re.search(r"<span>Gemeente Zonnegem\s*<span", page)
    assert "A task of public interest of this body" in page
    assert "your consent" not in page


def test_what_we_fetched_from_a_body_went_through_no_application(noor: Somebody) -> None:
    happened(noor.id, "feed", DossiersTold(source="urn:x", dossiers=("d",), mutations=("m",)))
    assert "not registered any more" not in main_of(noor.page("/inzage"))
