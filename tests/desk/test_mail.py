"""Mail for the organisation at the desk: seen in the order of its haste, by who may, and every act comes back."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from burgerprofiel.access import faces
from burgerprofiel.desk.roles import APPLICATION, DeskRole
from burgerprofiel.kit import clock
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.mailbox.federation import members
from burgerprofiel.mailbox.federation.configuration import Federation, Peer, Words
from burgerprofiel.mailbox.models import Message, Partition, RoutingRule, Work
from burgerprofiel.mailbox.models.boxes import Kind
from burgerprofiel.mailbox.publishing.message import BoxOf
from burgerprofiel.mailbox.work import arranging
from burgerprofiel.mailbox.work.routing import Facts
from burgerprofiel.organisations import actions as organisations
from burgerprofiel.organisations import queries
from burgerprofiel.people.actions import meet
from burgerprofiel.simulators.magda.cast import BY_SLUG
from tests.desk.reading import told
from tests.desk.staff import BRAM, SOFIE, Colleague, at_work, give, town
from tests.mailbox import letters
from tests.mailbox.work.offices import TRACE


@pytest.fixture
def message() -> UUID:
    """A letter with a file, for the municipality."""
    letters.sender()
    sent = letters.letter(to=BoxOf(Kind.ENTERPRISE, town()), subject="Vraag over <b>uw</b> subsidie")
    return letters.published(sent, [letters.file(title="Bijlage")]).message_id


def work() -> Work:
    return Work.objects.get()


def act(who: Colleague, message: UUID, doe: str, **told: str) -> HttpResponse:
    return who.post(f"/post/{message}/doen", doe=doe, **told)


def test_what_nobody_has_stands_there_and_says_so(sofie: Colleague, message: UUID) -> None:
    page = sofie.get("/post")
    for words in ("Vraag over <b>uw</b> subsidie", "Nobody has it yet", "1 message is open.", "Not opened yet"):
        assert words in told(page)
    assert "<b>uw" not in page.content.decode()


def test_the_list_says_of_which_registries_it_is_not(
    sofie: Colleague, message: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "there may be more" not in told(sofie.get("/post"))
    name = Words("Federaal register", "Registre fédéral", "Föderales Register", "Federal registry")
    peer = Peer(id="federaal", name=name, url="http://ebox2.localhost/v3", audience="federaal-register")
    monkeypatch.setattr(members, "configured", lambda: Federation((peer,)))
    assert "there may be more at Federal registry" in told(sofie.get("/post"))


def test_who_takes_it_has_it_and_it_is_mine(sofie: Colleague, message: UUID) -> None:
    assert act(sofie, message, "neem").status_code == 303
    assert work().assignee == sofie.id
    assert "Sofie" in told(sofie.get("/post?wie=ik"))
    assert "subsidie" not in told(sofie.get("/post?wie=niemand"))


def test_what_it_holds_is_opened_and_counts_as_read(sofie: Colleague, message: UUID) -> None:
    sofie.get(f"/post/{message}")
    assert Message.objects.get().read_at is None
    page = sofie.get(f"/post/{message}/tekst")
    assert "Uw kaart ligt klaar." in page.content.decode()
    assert "sandbox" in page["Content-Security-Policy"]
    assert Message.objects.get().read_at is not None


def test_what_a_browser_asks_ahead_of_time_is_not_opened(sofie: Colleague, message: UUID) -> None:
    file = re.search(rf"/post/{message}/stukken/[0-9a-f-]+", sofie.get(f"/post/{message}").content.decode())
    assert file
    for address in (f"/post/{message}/tekst", file[0]):
        assert sofie.client.get(address, headers={"sec-purpose": "prefetch"}).status_code == 503
    assert Message.objects.get().read_at is None


def test_a_file_comes_whole_and_under_its_own_name(sofie: Colleague, message: UUID) -> None:
    address = re.search(rf"/post/{message}/stukken/[0-9a-f-]+", sofie.get(f"/post/{message}").content.decode())
    assert address
    page = sofie.get(address[0])
    assert b"".join(page.streaming_content) == letters.PDF  # type: ignore[attr-defined]
    assert 'filename="brief.pdf"' in page["Content-Disposition"]
    assert sofie.get(f"/post/{message}/stukken/{message}").status_code == 404


def test_each_act_is_kept_and_shown(sofie: Colleague, bram: Colleague, message: UUID) -> None:
    organisations.give_role(bram.id, town(), "burgerprofiel_balie", "Postbehandelaar", letters.TRACE)
    assert act(sofie, message, "geef", wie=str(bram.id)).status_code == 303
    assert work().assignee == bram.id
    act(sofie, message, "dag", dag=(clock.today() - timedelta(days=1)).isoformat())
    assert "Overdue" in told(sofie.get("/post"))
    act(sofie, message, "noteer", notitie="Gebeld <i>vandaag</i>.")
    page = sofie.get(f"/post/{message}")
    assert "Gebeld <i>vandaag</i>." in told(page)
    assert "<i>vandaag" not in page.content.decode()
    act(bram, message, "klaar")
    assert "every message has been handled" in told(sofie.get("/post"))
    assert "subsidie" in told(sofie.get("/post?staat=klaar"))
    act(bram, message, "heropen")
    act(bram, message, "draag-over", dossier="Z-2026/17")
    assert "Z-2026/17" in told(sofie.get("/post?staat=overgedragen"))


@pytest.mark.parametrize(
    ("doe", "told_so", "words"),
    [
        ("", {}, "Choose what to do."),
        ("geef", {"wie": "019300a0-0000-7000-8000-000000000000"}, "Choose another."),
        ("dag", {"dag": "morgen"}, "This is no date."),
        ("noteer", {"notitie": " "}, "A note has 1 to 2000 characters."),
        ("noteer", {"notitie": "x" * 2001}, "A note has 1 to 2000 characters."),
        ("draag-over", {"dossier": ""}, "Say which case it is"),
        ("draag-over", {"dossier": "85.07.30-033.28"}, "without a national number"),
    ],
)
def test_what_is_not_right_is_said_and_changes_nothing(
    sofie: Colleague, message: UUID, doe: str, told_so: dict[str, str], words: str
) -> None:
    before = work().changed_at
    answer = act(sofie, message, doe, **told_so)
    assert answer.status_code == 400
    assert words in told(answer)
    assert work().changed_at == before


def test_who_handles_one_part_sees_that_alone(sofie: Colleague, links: list[str], message: UUID) -> None:
    part = arranging.make_partition(town(), "Burgerzaken", letters.TRACE)
    bram = at_work(BRAM)
    organisations.give_role(bram.id, town(), "burgerprofiel_balie", "Postbehandelaar", letters.TRACE, context=part.code)
    assert "every message has been handled" in told(bram.get("/post"))
    for page in (bram.get(f"/post/{message}"), bram.get(f"/post/{message}/tekst"), act(bram, message, "neem")):
        assert page.status_code == 404
    act(sofie, message, "verplaats", deel="BURGERZAKEN")
    assert "subsidie" in told(bram.get("/post"))
    assert bram.get("/post/regels").status_code == 403


def test_without_a_role_for_mail_there_is_none(bram: Colleague, message: UUID) -> None:
    for address in ("/post", f"/post/{message}", "/post/regels"):
        assert bram.get(address).status_code == 403
    assert 'href="/post"' not in bram.get("/").content.decode()


def test_a_colleague_of_another_town_reaches_nothing(links: list[str], message: UUID) -> None:
    elsewhere = at_work(SOFIE, DeskRole.MAIL, at=town("0207500000", "Gemeente Maandorp"))
    assert "subsidie" not in told(elsewhere.get("/post"))
    assert elsewhere.get(f"/post/{message}").status_code == 404
    assert act(elsewhere, message, "klaar").status_code == 404
    assert work().state == "open"


def test_parts_and_rules_are_made_ordered_tried_and_applied(sofie: Colleague, message: UUID) -> None:
    change = "/post/regels/wijzigen"
    assert sofie.post(change, doe="deel", name="Financiën").status_code == 303
    assert sofie.post(change, doe="regel", soort=letters.TYPE, deel="FINANCIEN", dagen="10").status_code == 303
    assert "1 message from General to Financiën" in told(sofie.get("/post/regels"))
    assert work().partition_id is None
    sofie.post(change, doe="pas-toe")
    assert work().partition_id == Partition.objects.get().id
    assert "All open mail lies where the rules would put it." in told(sofie.get("/post/regels"))
    sofie.post(change, doe="regel", afzender=letters.ORGANISATION, soort=letters.TYPE, deel="GENERAL")
    assert "it never decides" in told(sofie.get("/post/regels"))
    second = RoutingRule.objects.order_by("position").last()
    assert second
    sofie.post(change, doe="hoger", regel=str(second.id))
    assert "it never decides" not in told(sofie.get("/post/regels"))
    sofie.post(change, doe="regel-weg", regel=str(second.id))
    sofie.post(change, doe="deel-weg", deel="FINANCIEN")
    assert RoutingRule.objects.count() == 0
    assert work().partition_id is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"doe": "deel", "name": ""},
        {"doe": "deel", "name": "\x00"},
        {"doe": "regel"},
        {"doe": "regel", "soort": "x", "deel": "NERGENS"},
        {"doe": "regel", "soort": "x", "deel": "GENERAL", "dagen": "veel"},
        {"doe": "regel", "soort": "x", "deel": "GENERAL", "dagen": "0"},
        {"doe": "aanvaard", "voorstel": "niets", "deel": "GENERAL"},
        {"doe": "weiger", "voorstel": "niets"},
        {"doe": "iets"},
    ],
)
def test_what_cannot_be_arranged_is_said(sofie: Colleague, wrong: dict[str, str]) -> None:
    answer = sofie.post("/post/regels/wijzigen", **wrong)
    assert answer.status_code == 400
    assert "Not right yet" in told(answer)


def test_a_senders_suggestion_is_answered(sofie: Colleague, message: UUID) -> None:
    asked = arranging.suggest(
        town(), Facts(letters.TYPE, "", letters.ORGANISATION), "Voor wie subsidies behandelt", TRACE
    )
    assert "Voor wie subsidies behandelt" in told(sofie.get("/post/regels"))
    sofie.post("/post/regels/wijzigen", doe="aanvaard", voorstel=str(asked), deel="GENERAL")
    assert RoutingRule.objects.get().organisation == letters.ORGANISATION
    assert "Voor wie subsidies" not in told(sofie.get("/post/regels"))


def test_the_local_administrator_gives_a_part_to_a_colleague(sofie: Colleague) -> None:
    arranging.make_partition(town(), "Burgerzaken", letters.TRACE)
    answer = sofie.post("/team/geven", number=BRAM.rrn, role="Postbehandelaar", part="BURGERZAKEN")
    assert answer.status_code == 303
    assert "Mail handler: Burgerzaken" in told(sofie.get("/team"))
    wrong = sofie.post("/team/geven", number=BRAM.rrn, role="Postbehandelaar", part="NERGENS")
    assert wrong.status_code == 400


def test_many_colleagues_cost_no_more_statements_than_one(sofie: Colleague, message: UUID) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert sofie.get(f"/post/{message}").status_code == 200
        return len(asked)

    at_work(BRAM, DeskRole.MAIL_HANDLER)
    statements()
    few = statements()
    for slug in ("noor", "wouter", "emma", "jozef"):
        organisations.give_role(
            meet(Ssin(BY_SLUG[slug].ssin)), town(), APPLICATION, DeskRole.MAIL_HANDLER.value, letters.TRACE
        )
    assert statements() == few


def test_what_a_colleague_had_who_handles_no_mail_any_more_is_nobodys(
    sofie: Colleague, bram: Colleague, message: UUID
) -> None:
    give(BRAM, DeskRole.MAIL_HANDLER)
    give(BRAM, DeskRole.MAIL)
    act(bram, message, "neem")
    for role, left in ((DeskRole.MAIL, False), (DeskRole.MAIL_HANDLER, True)):
        rows = queries.people_of(town(), faces.APPLICATION)
        held = next(row.id for row in rows if row.citizen_id == bram.id and row.role == role.value)
        assert sofie.post("/team/nemen", held=str(held)).status_code == 303
        assert (work().assignee is None) is left
    assert "Nobody has it yet" in told(sofie.get("/post"))
