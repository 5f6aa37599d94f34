"""`/inzage`: who, which data, on which ground, when; one's own trail and nobody else's (B10)."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from burgerprofiel.access.capacity import Capacity
from burgerprofiel.access.events import RegistrationMade, RegistrationRead, TokenIssued
from burgerprofiel.audit import trail
from burgerprofiel.audit.trail import Meant
from burgerprofiel.dossiers.events import DossiersTold
from burgerprofiel.kit import clock
from burgerprofiel.mailbox.events import ListSeen, MessageReceived
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


def test_forty_events_of_one_page_read_as_one_line_with_its_steps_folded(noor: Somebody) -> None:
    services = ("GeefPersoon", "GeefWerkrelaties", "GeefPersoon", "GeefPersoon") * 10
    happened(noor.id, "citizen", HomeRead(), *map(asked, services))
    page = main_of(noor.page("/inzage?toon=alles"))
    assert page.count("Overview opened") == 3  # the line, its first step, and what the link beside it is about
    assert "All steps" in page
    assert "(41)" in page
    assert "Your data asked at National Register" in page
    assert "3 times" in page


def test_a_line_is_called_by_what_was_meant_not_by_what_went_with_it(noor: Somebody) -> None:
    told = TokenIssued(client="some-registry", scope="x")
    happened(noor.id, "citizen", told, asked("GeefPersoon"), HomeRead(), path="/overview")
    assert 'class="did">Overview opened' in noor.page("/inzage?toon=alles")


def test_a_civil_servant_is_told_by_role_and_body_with_the_reason_and_without_a_name(noor: Somebody) -> None:
    sofie = mandated.citizen("sofie")
    town = str(counter())
    happened(
        noor.id, str(sofie), RegistrationMade(organisation=town, purpose="De brief was kwijt", document="passport")
    )
    happened(noor.id, str(sofie), RegistrationRead(organisation=town), path="/loket")
    page = main_of(noor.page("/inzage"))
    assert page.count("A civil servant at the counter of Gemeente Zonnegem</span>") == 2
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
    for path in ("/inzage", "/inzage/vragen", "/inzage/herken-ik-niet/1", f"/inzage/vragen/{mandate}"):
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


def test_the_total_the_table_and_the_pages_agree(noor: Somebody) -> None:
    months = [datetime(2026, month, 10, 12, tzinfo=UTC) for month in (8, 9, 10)]
    wouter = at_the_portal("wouter")
    for at, many in zip(months, (31, 2, 45), strict=True):
        for number in range(many):
            with clock.frozen_at(at):
                happened(wouter.id, "some-program", MESSAGE, path=f"/{number}")
    page = wouter.page("/inzage?tot=2026-10")
    for month, many in (("August 2026", 31), ("September 2026", 2), ("October 2026", 45)):
        assert re.search(rf"{month}</a></th><td>{many}</td>", page)
    assert "<b>78 events</b>" in page
    seen = 0
    while True:
        seen += page.count('<li class="card look')
        older = re.search(r'rel="next" href="([^"#]*)', page)
        if not older:
            break
        page = wouter.page(older[1].replace("&amp;", "&"))
    assert seen == 78
    assert "<b>45 events</b>" in wouter.page("/inzage?maand=2026-10")


def test_one_body_can_be_asked_alone(noor: Somebody) -> None:
    happened(noor.id, "some-program", MESSAGE)
    happened(noor.id, "system", ListSeen(count=1))
    page = noor.page("/inzage")
    keys = dict(re.findall(r'<option value="([0-9a-f]{12})">([^<]+)', page))
    site = next(key for key, name in keys.items() if name == "This site itself, automatically")
    alone = main_of(noor.page(f"/inzage?wie={site}"))
    assert "<b>1 event</b>" in alone
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
    newest = trail.lines(noor.id, Meant()).lines[0].newest.seq
    assert newest > trail.lines(wouter.id, Meant(everything=True)).lines[0].newest.seq
    wouter.page(f"/inzage/herken-ik-niet/{newest}", status=404)
    wouter.page(f"/inzage/herken-ik-niet/{2**63}", status=404)
    assert wouter.send(f"/inzage/herken-ik-niet/{newest}", question="?").status_code == 404


def test_a_page_of_a_long_trail_asks_no_more_than_one_of_a_short_one(noor: Somebody, wouter: Somebody) -> None:
    def statements(somebody: Somebody) -> int:
        somebody.page("/inzage?toon=alles")
        with CaptureQueriesContext(connection) as caught:
            somebody.page("/inzage?toon=alles")
        return sum("SAVEPOINT" not in each["sql"] for each in caught.captured_queries)

    for each in (noor, wouter):
        happened(each.id, "some-program", MESSAGE)
    for number in range(60):
        happened(noor.id, "some-program", MESSAGE, path=f"/{number}")
    assert statements(noor) == statements(wouter) <= 18


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
