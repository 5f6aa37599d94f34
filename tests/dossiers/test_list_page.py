"""The one list: what bodies pushed and what MAGDA answers, each once; what was pushed waits for nobody."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta

import pytest
from django.db import connection
from django.http.response import StreamingHttpResponse
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from burgerprofiel.dossiers.actions import take
from burgerprofiel.dossiers.models import Dossier
from burgerprofiel.dossiers.own import listing
from burgerprofiel.dossiers.own.listing import SIZE, Turn
from burgerprofiel.dossiers.own.magda import Told
from burgerprofiel.dossiers.own.owner import Owner
from burgerprofiel.dossiers.own.wanted import Place, Wanted, place
from burgerprofiel.kit import clock
from burgerprofiel.kit.answers import Cause, Remark, Unavailable
from tests.dossiers import reading
from tests.dossiers.reading import Browser, Magda, a_file, a_source, titles
from tests.dossiers.told import NOOR, OTHER, SOURCE, change, id_of
from tests.portal.reading import chunks

pytestmark = pytest.mark.django_db
DAY = date(2026, 12, 11)
Count = Callable[[int], AbstractContextManager[object]]


@pytest.fixture
def magda(monkeypatch: pytest.MonkeyPatch) -> Magda:
    return reading.magda(monkeypatch)


@pytest.fixture
def noor(magda: Magda) -> Browser:
    return reading.browser()


def state(
    code: str = "InBehandeling", phase: str = "Behandeling", changed: str = "2026-03-20T10:00:00", more: str = ""
) -> str:
    return f"<Code>{code}</Code><Fase>{phase}</Fase><DatumModificatie>{changed}</DatumModificatie>{more}"


NEEDS = "<Actie><ActieNodig>1</ActieNodig><Omschrijving>Bezorg de facturen</Omschrijving></Actie>"


def test_what_needs_one_comes_first_then_what_is_due_then_what_changed_last(noor: Browser) -> None:
    take(
        [
            change("a", 1, name="Oud"),
            change("b", 9, name="Nieuw"),
            change("c", 2, name="Verwacht", due=DAY),
            change("d", 3, name="Vraagt later", action_needed=True, due=DAY + timedelta(days=1)),
            change("e", 4, name="Vraagt eerst", action_needed=True, due=DAY),
            change("f", 8, name="Vraagt zonder dag", action_needed=True),
        ]
    )
    expected = ["Vraagt eerst", "Vraagt later", "Vraagt zonder dag", "Verwacht", "Nieuw", "Oud"]
    assert titles(noor.html("/dossiers")) == expected


def test_what_magda_knows_stands_between_what_was_pushed_in_the_same_order(noor: Browser, magda: Magda) -> None:
    take([change("a", 1, name="Gepusht oud"), change("b", 30, name="Gepusht nieuw")])
    magda.tells(
        a_file("x", "STL", state(changed="2026-03-25T10:00:00"), "<Naam>Gelezen</Naam>")
        + a_file("y", "STL", state(more=NEEDS), "<Naam>Gelezen, vraagt</Naam>")
    )
    page = noor.html("/dossiers")
    assert titles(page) == ["Gelezen, vraagt", "Gepusht nieuw", "Gelezen", "Gepusht oud"]
    assert "4 dossiers" in page


def test_a_dossier_known_from_both_is_shown_once(noor: Browser, magda: Magda) -> None:
    a_source(SOURCE, "STL")
    take([change("a", 10, name="Gepusht")])
    magda.tells(
        a_file("a", "STL", state(), "<Naam>Gelezen</Naam>") + a_file("b", SOURCE, state(), "<Naam>Ander</Naam>")
    )
    page = noor.html("/dossiers")
    assert titles(page) == ["Gepusht", "Ander"]
    assert "2 dossiers" in page


def test_of_two_the_newer_state_is_shown_and_its_history_is_of_both(noor: Browser, magda: Magda) -> None:
    a_source(SOURCE, "STL")
    take([change("a", 1, code="Ingediend", phase="Samenstelling", name="Gepusht")])
    magda.tells(a_file("a", "STL", state("Goedgekeurd", "Beslissing", "2026-05-01T10:00:00"), "<Naam>Gelezen</Naam>"))
    page = noor.html("/dossiers")
    assert titles(page) == ["Gelezen"]
    assert "Goedgekeurd" in page
    told = noor.text(f"/dossiers/{id_of('a')}")
    assert told.index("Goedgekeurd") < told.rindex("Ingediend")


def test_own_rows_leave_at_once_and_the_others_go_between_them_when_they_come(noor: Browser, magda: Magda) -> None:
    take([change("a", 1, name="Gepusht oud"), change("b", 30, name="Gepusht nieuw")])
    magda.tells(a_file("x", "STL", state(changed="2026-03-25T10:00:00"), "<Naam>Gelezen</Naam>"))
    magda.kept = False
    answer = noor.get("/dossiers")
    assert isinstance(answer, StreamingHttpResponse)
    first, *rest = [piece.decode() for piece in chunks(answer)]
    assert titles(first) == ["Gepusht nieuw", "Gepusht oud"]
    later = "".join(rest)
    assert titles(later) == ["Gelezen"]
    assert 'slot="at-1"' in later, "after the first row, before the second"
    assert "3 dossiers" in later
    assert magda.asked == 1


def _pieces(noor: Browser, address: str) -> tuple[str, str]:
    """What left at once, and what came later."""
    answer = noor.get(address)
    assert isinstance(answer, StreamingHttpResponse)
    first, *rest = [piece.decode() for piece in chunks(answer)]
    return first, "".join(rest)


def test_a_newer_state_that_arrives_late_takes_the_place_of_the_row_that_stands(noor: Browser, magda: Magda) -> None:
    take([change("a", 1, name="Gepusht oud"), change("b", 30, name="Gepusht nieuw")])
    magda.tells(a_file("a", SOURCE, state(changed="2026-05-01T10:00:00"), "<Naam>Gelezen</Naam>"))
    magda.kept = False
    first, later = _pieces(noor, "/dossiers")
    assert titles(first) == ["Gepusht nieuw", "Gepusht oud"]
    assert '<slot name="new-1"><slot name="own-1"></slot></slot>' in first, "what comes hides what stood: no script"
    assert '<li slot="new-1" hidden></li>' in later
    assert titles(later) == ["Gelezen"]
    assert 'slot="at-0"' in later, "it is the newest now"
    assert "2 dossiers" in later


def test_a_late_newer_state_leaves_the_part_of_the_list_that_it_is_no_longer_of(noor: Browser, magda: Magda) -> None:
    take([change("a", 1, name="Gepusht"), change("b", 2, name="Loopt")])
    magda.tells(a_file("a", SOURCE, state("Goedgekeurd", "Afgerond", "2026-05-01T10:00:00"), "<Naam>Klaar</Naam>"))
    magda.kept = False
    first, later = _pieces(noor, "/dossiers?toon=lopend")
    assert titles(first) == ["Loopt", "Gepusht"]
    assert '<li slot="new-1" hidden></li>' in later
    assert titles(later) == []
    assert "1 lopend dossier" in later or "1 dossier" in later
    magda.kept = False
    first, later = _pieces(noor, "/dossiers?toon=afgerond")
    assert (titles(first), titles(later)) == ([], ["Klaar"])


def test_a_late_newer_state_comes_to_the_page_where_it_belongs_now(noor: Browser, magda: Magda) -> None:
    take([change(f"n{number}", number + 1) for number in range(SIZE)] + [change("a", 0, name="Gepusht")])
    magda.tells(a_file("a", SOURCE, state(changed="2026-05-01T10:00:00"), "<Naam>Gelezen</Naam>"))
    magda.kept = False
    first, later = _pieces(noor, "/dossiers")
    assert "Gepusht" not in titles(first)
    assert titles(later) == ["Gelezen"]
    assert "hidden></li>" not in later


def test_a_body_that_did_not_answer_is_named_and_the_rest_is_shown(noor: Browser, magda: Magda) -> None:
    take([change(name="Gepusht")])
    magda.tells(a_file("x", "STL", state(), "<Naam>Gelezen</Naam>"), Remark("60011", "Geen toegang (VAPH)"))
    page = noor.text("/dossiers")
    assert "Vlaams Agentschap voor Personen met een Handicap (VAPH) geeft nu geen antwoord" in page
    assert "Gepusht" in page
    assert "Gelezen" in page


def test_what_magda_says_beside_its_data_is_told(noor: Browser, magda: Magda) -> None:
    magda.tells(a_file("x", "STL", state()), Remark("30042", "Er zijn meer dossiers."), Remark("60011", "Nee (VAPH)"))
    page = noor.text("/dossiers")
    assert "Er zijn meer dossiers." in page
    assert "Nee (VAPH)" not in page


def test_when_magda_is_silent_what_lies_here_is_shown_and_the_silence_is_said(noor: Browser, magda: Magda) -> None:
    take([change(name="Gepusht")])
    magda.answer = Unavailable(clock.now(), Cause.TIMEOUT, "7F3K-2M9Q")
    page = noor.text("/dossiers")
    assert "Gepusht" in page
    assert "is nu niet bereikbaar" in page
    assert "7F3K-2M9Q" in page


@pytest.mark.parametrize(
    ("view", "sentence"),
    [
        ("", "Geen enkele aangesloten dienst heeft een dossier van u."),
        ("?toon=wacht-op-u", "Geen enkele dienst wacht op u."),
        ("?toon=archief", "U hebt niets weggezet."),
        ("?instantie=0123456789", "Geen van uw dossiers past bij wat u vraagt."),
    ],
)
def test_each_empty_list_says_what_that_means(noor: Browser, view: str, sentence: str) -> None:
    assert sentence in noor.text(f"/dossiers{view}")


def test_the_parts_and_the_body_narrow_both_kinds(noor: Browser, magda: Magda) -> None:
    a_source(SOURCE, name="Gemeente Zonnegem")
    a_source(OTHER, "W", name="Agentschap Wonen", organisation="0206731645")
    take(
        [
            change("a", name="Loopt"),
            change("b", name="Klaar", phase="Afgerond"),
            change("c", name="Vraagt", action_needed=True, source=OTHER),
        ]
    )
    magda.tells(
        a_file("x", "W", state("Betaald", "Afgerond"), "<Naam>Gelezen klaar</Naam>")
        + a_file("y", "W", state(more=NEEDS), "<Naam>Gelezen vraagt</Naam>")
    )

    def shown(query: str) -> set[str]:
        return set(titles(noor.html(f"/dossiers?{query}")))

    assert shown("toon=wacht-op-u") == {"Vraagt", "Gelezen vraagt"}
    assert shown("toon=lopend") == {"Loopt", "Vraagt", "Gelezen vraagt"}
    assert shown("toon=afgerond") == {"Klaar", "Gelezen klaar"}
    assert shown("instantie=0206731645") == {"Vraagt", "Gelezen vraagt", "Gelezen klaar"}
    assert shown("instantie=0812345603&toon=afgerond") == {"Klaar"}
    assert re.findall(r'<option value="(\w*)"', noor.html("/dossiers?filters=1")) == ["", "0206731645", "0812345603"]


def test_paging_shows_every_dossier_once_and_goes_back(noor: Browser, magda: Magda) -> None:
    take(
        [
            change(f"p{each}", each, name=f"P{each}", due=DAY if each % 7 == 0 else None, action_needed=each % 11 == 0)
            for each in range(60)
        ]
    )
    magda.tells(
        "".join(
            a_file(f"m{each}", "STL", state(changed=f"2026-04-{each + 1:02}T10:00:00"), f"<Naam>M{each}</Naam>")
            for each in range(10)
        )
    )
    pages, seen, path = [], [], "/dossiers"
    while path:
        pages.append(noor.html(path))
        assert "70 dossiers" in pages[-1]
        seen += titles(pages[-1])
        path = _link(pages[-1], "next")
    assert len(seen) == len(set(seen)) == 70
    assert [len(titles(page)) for page in pages] == [20, 20, 20, 10]
    assert titles(noor.html(_link(pages[2], "prev"))) == titles(pages[1])
    assert titles(noor.html(_link(pages[1], "prev"))) == titles(pages[0])
    assert not _link(pages[0], "prev")


def test_paging_while_magda_is_slow_shows_every_dossier_once_too(noor: Browser, magda: Magda) -> None:
    take([change(f"p{each}", each, name=f"P{each}") for each in range(60)])
    magda.tells(
        "".join(
            a_file(f"m{each}", "STL", state(changed=f"2026-04-{each + 1:02}T10:00:00"), f"<Naam>M{each}</Naam>")
            for each in range(10)
        )
    )
    magda.kept = False
    seen, path = [], "/dossiers"
    while path:
        page = noor.html(path)
        seen += titles(page)
        path = _link(page, "next")
    assert len(seen) == len(set(seen)) == 70


def _link(page: str, rel: str) -> str:
    return page.partition(f'rel="{rel}" href="')[2].partition('"')[0].replace("&amp;", "&")


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(
    some.lists(some.tuples(some.booleans(), some.integers(0, 3), some.integers(0, 4)), max_size=60),
    some.integers(0, 59),
)
def test_the_order_is_total_and_each_place_divides_the_list(rows: list[tuple[bool, int, int]], cut: int) -> None:
    Dossier.objects.all().delete()
    viewer = reading.owner_viewer()
    take(
        [
            change(f"{number}", at, action_needed=needs, due=DAY + timedelta(days=due) if due else None)
            for number, (needs, due, at) in enumerate(rows)
        ]
    )
    owner = Owner(viewer.citizen_id, viewer)
    files = sorted(listing.opened(owner, list(listing.meant(owner, Wanted()))), key=lambda file: file.key)
    after, asked = listing.page(owner, Wanted(), Told(), Turn()), Wanted()
    assert [file.id for file in after.rows] == [file.id for file in files][:SIZE]
    if cut < len(files):
        there = Place.of(files[cut])
        assert place(str(there)) == there
        behind = listing.page(owner, asked, Told(), Turn(after=there))
        assert [file.id for file in behind.rows] == [file.id for file in files[cut + 1 :]][:SIZE]
        before = listing.page(owner, asked, Told(), Turn(before=there))
        assert [file.id for file in before.rows] == [
            file.id for file in (files[:cut][-SIZE:] if cut > SIZE else files[:SIZE])
        ]


@pytest.mark.parametrize("text", ["", "x", "1_2_3_4", "1_-_20260101T000000.000000_zz", "9" * 300, "1_2026-13-01_x_y"])
def test_a_place_that_makes_no_sense_is_the_beginning(noor: Browser, text: str) -> None:
    take([change(name="Gepusht")])
    assert titles(noor.html(f"/dossiers?na={text}&voor={text}&toon={text}")) == ["Gepusht"]


def test_a_search_finds_names_numbers_and_bodies_of_both_kinds(noor: Browser, magda: Magda) -> None:
    a_source(SOURCE, name="Gemeente Zonnegem")
    take([change("OMV-2026.77", name="Café op de hoek"), change("Z-2", name="Tuinhuis", phase="Afgerond")])
    magda.tells(a_file("ST2026.11873", "STL", state(), "<Naam>Studietoelage</Naam>"))

    def found(words: str, **more: str) -> list[str]:
        answer = noor.send("/dossiers/zoeken", q=words, **more)
        return titles("".join(piece.decode() for piece in chunks(answer)))

    assert found("cafe") == ["Café op de hoek"]
    assert found("omv 202677") == ["Café op de hoek"]
    assert found("zonnegem tuin") == ["Tuinhuis"]
    assert found("studietoelagen") == ["Studietoelage"]
    assert found("zonnegem", toon="afgerond") == ["Tuinhuis"]
    assert found("bestaat niet") == []
    noor.send(f"/dossiers/{id_of('Z-2')}/weg")
    assert found("tuin") == ["Tuinhuis"], "also when it was put away"
    assert found("tuin", toon="lopend") == []


def test_what_was_sought_stands_in_no_address_and_no_trail(noor: Browser) -> None:
    from burgerprofiel.audit.models import AuditEvent

    noor.send("/dossiers/zoeken", q=NOOR)
    told = AuditEvent.objects.get(tag="dossiers.list.seen")
    assert NOOR not in f"{told.details}{told.url}"
    assert noor.get("/dossiers/zoeken")["Location"] == "/dossiers"


def _statements(noor: Browser, path: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        noor.html(path)
    return len([each for each in caught.captured_queries if "SAVEPOINT" not in each["sql"]])


def test_the_list_costs_the_same_statements_for_ten_and_for_a_thousand(noor: Browser) -> None:
    a_source(SOURCE)
    take([change(f"{each}", each / 10) for each in range(10)])
    few = _statements(noor, "/dossiers")
    take([change(f"{each}", each / 10) for each in range(10, 1000)])
    assert _statements(noor, "/dossiers") == few <= 11
    page = noor.html("/dossiers")
    assert "1.000 dossiers" in page
    assert len(titles(page)) == SIZE


def test_a_page_of_many_is_read_from_the_index(noor: Browser) -> None:
    take([change(f"{each}", each / 10) for each in range(600)])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE dossiers_dossier")
    owner = Owner(noor.citizen_id, reading.owner_viewer())
    plan = listing.meant(owner, Wanted()).order_by(*listing.ORDER)[:26].explain()
    assert "dossiers_list" in plan
    assert "Sort" not in plan


def test_the_old_address_leads_to_the_list(noor: Browser) -> None:
    assert noor.get("/gegevens/dossiers")["Location"] == "/dossiers"
    for path in ("/", "/gegevens", "/zoeken"):
        page = noor.html(path)
        assert 'href="/dossiers"' in page or '/dossiers"' in page, path
        assert "/gegevens/dossiers" not in page, path
