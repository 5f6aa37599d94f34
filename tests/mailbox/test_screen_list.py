"""The list that a citizen sees: what is new stands out, everything is counted, and every page shows others."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from burgerprofiel.access.capacity import Capacity
from burgerprofiel.access.identity import Identity
from burgerprofiel.kit import clock
from burgerprofiel.mailbox import queries
from burgerprofiel.mailbox.models import Message
from burgerprofiel.mailbox.models.boxes import State
from burgerprofiel.mailbox.own import arranging, handling, listing, wanted
from burgerprofiel.mailbox.own.wanted import View, Wanted
from burgerprofiel.simulators.magda.cast import BY_SLUG
from tests.mailbox import boxes, letters
from tests.mailbox.owning import Owner, owner
from tests.mailbox.test_handling import TRACE
from tests.people.mandated import citizen, effective, terms

pytestmark = pytest.mark.django_db
SOON = timedelta(days=9)


@pytest.fixture
def noor() -> Owner:
    """Noor, with an active box."""
    noor = owner()
    boxes.box(noor.citizen_id)
    return noor


def fill(noor: Owner, many: int) -> None:
    """Put messages in the box, an hour apart."""
    for hour in range(many):
        boxes.message(noor.citizen_id, f"Brief {hour}", at=clock.now() - timedelta(hours=hour + 1))


def subjects(page: str) -> list[str]:
    """What stands in the list, in its order."""
    return re.findall(r'class="subject"[^>]*>([^<]+)<', page)


def link(page: str, rel: str) -> str:
    """The address of the next or the previous page; empty when there is none."""
    return page.partition(f'rel="{rel}" href="')[2].partition('"')[0].replace("&amp;", "&")


def html(noor: Owner, path: str) -> str:
    """A page as the browser gets it."""
    answer = noor.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_unread_message_says_so_in_a_word_too(noor: Owner) -> None:
    boxes.message(noor.citizen_id, "Nieuw")
    boxes.message(noor.citizen_id, "Oud", unread=False, at=clock.now() - timedelta(days=300))
    page = noor.text("/berichten")
    assert page.count("Ongelezen. ") == 1
    assert "2 berichten, 1 ongelezen" in page
    assert page.index("Nieuw") < page.index("Oud")


def test_a_bill_a_registered_mark_and_labels_stand_on_the_row(noor: Owner) -> None:
    boxes.message(noor.citizen_id, amount=11800, due_at=clock.now() + SOON, registered=True)
    label(noor, "Huis")
    page = noor.text("/berichten")
    for told in ("€ 118,00", "uiterlijk", "aangetekend", "Huis"):
        assert told in page.replace("\N{NO-BREAK SPACE}", " ")


def test_what_is_overdue_is_said_calmly_and_what_is_paid_with_a_tick(noor: Owner) -> None:
    boxes.message(noor.citizen_id, "Te laat", amount=5889, due_at=clock.now() - SOON)
    boxes.message(noor.citizen_id, "Betaald", amount=100, due_at=clock.now() - SOON, paid="paid")
    page = noor.text("/berichten")
    assert "vervallen op" in page
    assert "betaald" in page


@pytest.mark.parametrize(
    ("view", "sentence"),
    [
        ("", "Er is nog geen post"),
        ("?toon=ongelezen", "U hebt alles gelezen"),
        ("?toon=te-betalen", "U hoeft niets meer te betalen"),
        ("?toon=aangetekend", "U hebt geen aangetekende zendingen"),
        ("?toon=archief", "Uw archief is leeg"),
        ("?label=Huis", "Geen enkel bericht past bij wat u vraagt"),
    ],
)
def test_each_empty_list_says_what_that_means(noor: Owner, view: str, sentence: str) -> None:
    assert sentence in noor.text(f"/berichten{view}")


def test_paging_shows_every_message_once_and_goes_back(noor: Owner) -> None:
    fill(noor, 60)
    seen, path, pages = [], "/berichten", []
    while path:
        pages.append(html(noor, path))
        assert "60 berichten" in pages[-1]
        seen += subjects(pages[-1])
        path = link(pages[-1], "next")
    assert seen == [f"Brief {hour}" for hour in range(60)]
    assert subjects(html(noor, link(pages[2], "prev"))) == subjects(pages[1])
    assert subjects(html(noor, link(pages[1], "prev"))) == subjects(pages[0])
    assert not link(pages[0], "prev")


def test_what_must_be_counted_is_counted_so_far_and_the_page_says_so(
    noor: Owner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "MOST", 40)
    fill(noor, 41)
    sender = f"van={boxes.SENDER}"
    assert "Meer dan 40 berichten" in html(noor, f"/berichten?{sender}")
    assert "Meer dan 40 berichten" in html(noor, noor.send("/berichten/zoeken", q="brief")["Location"])
    assert "Meer dan 40 berichten" in html(noor, f"/berichten?toon=ongelezen&{sender}")
    for path in ("/berichten", "/berichten?toon=ongelezen"):
        assert "41 berichten" in html(noor, path), "that many stand beside the box"
    Message.objects.order_by("id")[0].delete()
    assert "40 berichten" in html(noor, f"/berichten?{sender}")
    assert "Meer dan" not in html(noor, f"/berichten?{sender}")


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some.integers(min_value=0, max_value=80), some.integers(min_value=0, max_value=79))
def test_the_page_before_a_message_ends_just_before_it(noor: Owner, many: int, place: int) -> None:
    Message.objects.filter(box_id=noor.citizen_id).delete()
    ids = [boxes.message(noor.citizen_id, at=clock.now() - timedelta(minutes=n)).id for n in range(many)]
    known = queries.tally(noor.citizen_id)
    assert known
    cursor = ids[min(place, many - 1)] if ids else UUID(int=1)
    found = [row.id for row in listing.page(noor.citizen_id, Wanted(), known, "nl", before=cursor).rows]
    newer = ids[: ids.index(cursor)] if ids else []
    assert found == (newer[-listing.SIZE :] if len(newer) > listing.SIZE else ids[: listing.SIZE])


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("toon=ongelezen", ["Ongelezen"]),
        ("toon=te-betalen", ["Rekening"]),
        ("toon=aangetekend", ["Aangetekend"]),
        ("toon=archief", ["Archief"]),
        ("label=Huis", ["Label"]),
        ("van=0206731645", ["Wonen"]),
        ("soort=zonnegem-aanslag", ["Rekening"]),
        ("sinds=2026-01-01&tot=2026-01-31", ["Januari"]),
        ("sinds=onzin&van=%27&voor=x&toon=zzz&label=", None),
    ],
)
def test_each_filter_keeps_what_fits(noor: Owner, query: str, found: list[str] | None) -> None:
    with clock.frozen_at(clock.now().replace(year=2026, month=11, day=20)):
        january = clock.now().replace(month=1, day=15)
        usual = {"unread": False}
        boxes.message(noor.citizen_id, "Ongelezen")
        boxes.message(
            noor.citizen_id,
            "Rekening",
            **usual,
            amount=1,
            due_at=clock.now(),
            message_type_id="zonnegem-aanslag",
        )
        boxes.message(noor.citizen_id, "Betaald", **usual, amount=1, due_at=clock.now(), paid="paid")
        boxes.message(noor.citizen_id, "Aangetekend", **usual, registered=True)
        boxes.message(noor.citizen_id, "Archief", **usual, visible=False)
        boxes.message(noor.citizen_id, "Label", **usual, labels=["Huis"])
        boxes.message(noor.citizen_id, "Wonen", **usual, organisation="0206731645")
        boxes.message(noor.citizen_id, "Januari", **usual, at=january)
        page = noor.get(f"/berichten?{query}").content.decode()
    assert subjects(page) == found if found else len(subjects(page)) == 7


def test_what_is_typed_finds_other_forms_of_the_word_and_stands_nowhere_readable(noor: Owner) -> None:
    boxes.message(noor.citizen_id, "Uw boete voor parkéren")
    boxes.message(noor.citizen_id, "Iets anders")
    answer = noor.send("/berichten/zoeken", q="Boetes PARKEREN")
    assert answer.status_code == 303
    assert "boete" not in answer["Location"].casefold()
    page = html(noor, answer["Location"])
    assert subjects(page) == ["Uw boete voor parkéren"]
    assert "“Boetes PARKEREN”" in page
    assert "zoek=" in answer["Location"]


def test_the_list_and_the_message_agree_on_what_hangs_on_it(noor: Owner) -> None:
    letters.sender()
    alone = letters.published(letters.letter(body=""), [letters.file(main=True)]).message_id
    assert "bijlage" not in noor.text("/berichten")
    assert "bijlage" not in noor.text(f"/berichten/{alone}")
    more = [letters.file(main=True), letters.file(file_name="plan.pdf"), letters.file(file_name="kaart.pdf")]
    message = letters.published(letters.letter(body=""), more).message_id
    assert "2 bijlagen" in noor.text("/berichten")
    assert noor.text(f"/berichten/{message}").count("2 bijlagen") == 2
    text = letters.published(letters.letter(), [letters.file()]).message_id
    assert "1 bijlage " in noor.text(f"/berichten/{text}").partition("Over dit bericht")[0].rpartition("plan")[2]


def test_the_address_of_the_search_form_opened_as_a_page_leads_to_the_list(noor: Owner) -> None:
    answer = noor.get("/berichten/zoeken")
    assert (answer.status_code, answer["Location"]) == (303, "/berichten")


def test_the_words_of_another_session_are_not_read(noor: Owner) -> None:
    fill(noor, 2)
    asked = Wanted(words="Brief 1").address(b"k" * 32)
    assert len(subjects(html(noor, asked))) == 2
    assert wanted.unsealed("onzin!", b"k" * 32) == ""


def test_a_saved_search_is_found_again_and_thrown_away(noor: Owner) -> None:
    fill(noor, 3)
    place = noor.send("/berichten/zoeken", q="brief 2", toon="ongelezen")["Location"]
    token = place.partition("zoek=")[2]
    assert noor.send("/berichten/ordenen/bewaren", toon="ongelezen", zoek=token, naam="Tweede").status_code == 303
    page = html(noor, "/berichten")
    saved = re.search(r'class="saved" href="([^"]+)"', page)
    assert saved
    assert subjects(html(noor, saved[1].replace("&amp;", "&"))) == ["Brief 2"]
    kept = arranging.of(noor.citizen_id).kept.searches[0].id
    noor.send("/berichten/ordenen/wijzigen", wat="zoek", naam=kept)
    assert "Tweede" not in html(noor, "/berichten")


@pytest.mark.parametrize(("name", "told"), [("", "heeft een naam nodig"), ("x" * 51, "hoogstens 50 letters")])
def test_a_search_with_a_wrong_name_says_what_is_wrong(noor: Owner, name: str, told: str) -> None:
    answer = noor.send("/berichten/ordenen/bewaren", label="Huis", naam=name)
    assert told in noor.text(answer["Location"])
    assert not arranging.of(noor.citizen_id).kept.searches


def test_shortcuts_can_be_switched_off(noor: Owner) -> None:
    assert "data-shortcuts" in html(noor, "/berichten")
    noor.send("/berichten/ordenen/wijzigen", wat="toetsen", naam="uit")
    assert "data-shortcuts" not in html(noor, "/berichten")


@pytest.mark.parametrize(
    ("state", "status", "told"),
    [(State.UNOPENED, 200, "nog niet open"), (State.CLOSED, 403, "gesloten"), (State.STOPPED, 200, "gestopt")],
)
def test_a_box_that_is_not_active_says_so(state: State, status: int, told: str) -> None:
    noor = owner()
    boxes.box(noor.citizen_id, state=state)
    boxes.message(noor.citizen_id, "Geheim")
    answer = noor.get("/berichten")
    assert answer.status_code == status
    assert told in noor.text("/berichten")
    assert ("Geheim" in answer.content.decode()) is (state is State.STOPPED)


def label(noor: Owner, name: str) -> None:
    """Put a label on all messages."""
    ids = list(Message.objects.values_list("id", flat=True))
    handling.handle(noor.citizen_id, ids, handling.What.LABELLED, TRACE, label=name)


def _statements(noor: Owner, path: str) -> list[str]:
    noor.get(path)
    with CaptureQueriesContext(connection) as caught:
        assert noor.get(path).status_code == 200
    return [query["sql"] for query in caught.captured_queries if "SAVEPOINT" not in query["sql"]]


def test_a_list_costs_at_most_ten_statements_whatever_it_holds(noor: Owner) -> None:
    fill(noor, 2)
    few = _statements(noor, "/berichten")
    fill(noor, 30)
    many = _statements(noor, "/berichten")
    assert len(few) == len(many) <= 10, "\n".join(many)
    assert len(_statements(noor, "/berichten?toon=te-betalen&label=x")) <= 10


def test_labels_cost_one_statement_more_for_the_key_that_opens_their_names(noor: Owner) -> None:
    fill(noor, 9)
    before = len(_statements(noor, "/berichten"))
    label(noor, "Huis")
    assert len(_statements(noor, "/berichten")) == before + 1


def test_a_label_is_chosen_by_its_name_and_stands_in_the_address_by_its_id(noor: Owner) -> None:
    fill(noor, 3)
    row = Message.objects.order_by("id")[0]
    handling.handle(noor.citizen_id, [row.id], handling.What.LABELLED, TRACE, label="Scheiding")
    (made,) = arranging.of(noor.citizen_id).kept.labels
    assert f'<option value="{made.id}">Scheiding</option>' in html(noor, "/berichten?filters=1")
    place = noor.send("/berichten/zoeken", label=made.id)["Location"]
    assert "Scheiding" not in place
    page = html(noor, place)
    assert subjects(page) == [row.subject]
    assert "Scheiding" in page.partition("U ziet alleen")[2]
    done = noor.send("/berichten/doen", wat="unlabelled", bericht=str(row.id), label="scheiding", terug=place)
    assert "Scheiding" in noor.text(done["Location"]), "what was done is said by its name"
    arranging.drop_label(noor.citizen_id, made.id, TRACE)
    assert noor.get(place).status_code == 200, "an address of a label that is no more finds nothing"


def test_looking_is_noted_once_per_some_minutes(noor: Owner) -> None:
    start = clock.now()
    looks = []
    for minutes in (0, 1, 4, 6):
        with clock.frozen_at(start + timedelta(minutes=minutes)):
            noor.get("/berichten")
            known = queries.tally(noor.citizen_id)
            assert known and known.consulted_at
            looks.append((known.consulted_at - start).total_seconds() // 60)
    assert looks == [0, 0, 0, 6]


def test_the_views_of_the_address_are_the_parts_of_the_box() -> None:
    assert [wanted.read({"toon": view.value}).view for view in View] == list(View)


def test_who_acts_under_a_mandate_sees_no_mail_and_hears_why() -> None:
    jozef = citizen("jozef")
    mandate = effective(jozef, citizen("emma"), terms("benefits"))
    boxes.box(jozef)
    secret = boxes.message(jozef, "Geheim", amount=100, due_at=clock.now() + SOON)
    emma = BY_SLUG["emma"]
    acting = owner(
        Identity(emma.given[0], emma.family, emma.ssin), capacity=Capacity(mandate=str(mandate), giver=str(jozef))
    )
    for path in ("/berichten", f"/berichten/{secret.id}", f"/berichten/{secret.id}/tekst", "/berichten/uitvoer.json"):
        answer = acting.get(path)
        assert answer.status_code == 403
        assert "Een volmacht laat niemand de post van iemand anders lezen" in answer.content.decode()
        assert "Geheim" not in answer.content.decode()
    assert acting.send("/berichten/doen", wat="archived", bericht=str(secret.id)).status_code == 403
