"""What others keep of a citizen stands on the list, asked of all at once; who does not answer is named (D3)."""

from __future__ import annotations

import re
import time

import pytest

from burgerprofiel.audit.models import AuditEvent
from burgerprofiel.certificates.fetched.configuration import Source
from burgerprofiel.simulators.certificates.faults import Mode
from burgerprofiel.simulators.magda.cast import BY_SLUG
from burgerprofiel.sources.models import SealedAnswer
from tests.certificates.fetched.conftest import KEEPERS, Trouble, page, papers, part
from tests.certificates.listing.conftest import acting, person
from tests.mailbox.owning import Owner, owner
from tests.portal.reading import body, chunks

pytestmark = pytest.mark.django_db


def test_every_keeper_is_asked_and_what_it_has_stands_there_in_each_language(noor: Owner) -> None:
    told = page(noor)
    assert "Visverlof" in part(told, "natuur")
    assert "Toelating" in part(told, "natuur")
    vouchers = part(told, "dienstencheques")
    assert vouchers.index("dienstencheques 2025") < vouchers.index("dienstencheques 2024"), "the newest first"
    assert "Buitenschoolse opvang Zonnegem bewaart geen attest van u." in part(told, "kinderopvang")
    assert sorted(each.rpartition("/")[2] for each in papers(told)) == ["fr"] * 3 + ["nl"] * 3


def test_the_page_leaves_before_they_answered_and_each_answer_goes_into_its_slot(noor: Owner, trouble: Trouble) -> None:
    trouble("natuur", Mode.FINE, 300)
    pieces = [piece.decode() for piece in chunks(noor.get("/attesten"))]
    assert 'slot name="van-natuur"' in pieces[0]
    assert "Visverlof" not in pieces[0]
    order = [re.findall(r'<div id="van-(\w+)" slot="van-', piece) for piece in pieces]
    assert order[-2] == ["natuur"], "the slow one last"
    assert sorted(keeper for some in order for keeper in some) == sorted(KEEPERS)
    assert "</html>" in pieces[-1]


def test_they_are_asked_once_in_a_session_and_what_they_told_is_sealed(noor: Owner, trouble: Trouble) -> None:
    first = page(noor)
    for keeper in KEEPERS:
        trouble(keeper, Mode.DOWN)
    again = page(noor)
    assert "slot=" not in again, "all is known: the page comes in one piece"
    assert sorted(papers(again)) == sorted(papers(first))
    kept = SealedAnswer.objects.filter(citizen_id=noor.citizen_id, service__startswith="certificates.")
    assert kept.count() == len(KEEPERS)
    assert not any(b"Visverlof" in bytes(row.sealed) for row in kept)
    another = owner(person("noor"))
    assert "antwoordt niet" in part(page(another), "natuur"), "another session knows nothing of it"


def test_that_they_were_asked_stands_in_the_trail_without_the_number(noor: Owner) -> None:
    page(noor)
    rows = AuditEvent.objects.filter(citizen_id=noor.citizen_id, tag="certificates.fetched.listed")
    assert rows.count() == len(KEEPERS)
    assert not any(BY_SLUG["noor"].ssin in str(vars(row)) for row in rows)


@pytest.mark.parametrize(
    "mode",
    [Mode.DOWN, Mode.GONE, Mode.SLOW, Mode.NO_JSON, Mode.WRONG_SHAPE, Mode.HUGE, Mode.NEXT_ELSEWHERE],
)
def test_a_keeper_that_gives_nothing_usable_is_named_and_costs_no_other(
    noor: Owner, trouble: Trouble, mode: Mode
) -> None:
    trouble("natuur", mode)
    began = time.monotonic()
    told = page(noor)
    assert time.monotonic() - began < 5
    assert "Agentschap Water en Natuur antwoordt niet" in part(told, "natuur")
    assert "/attesten?opnieuw=natuur#van-natuur" in told
    assert "dienstencheques 2025" in part(told, "dienstencheques")


@pytest.mark.parametrize("mode", [Mode.REFUSES, Mode.LOCKED])
def test_a_keeper_that_does_not_let_us_in_is_another_thing(noor: Owner, trouble: Trouble, mode: Mode) -> None:
    trouble("natuur", mode)
    assert "We mogen Agentschap Water en Natuur niets vragen" in part(page(noor), "natuur")


def test_nothing_is_no_error(noor: Owner, trouble: Trouble) -> None:
    trouble("natuur", Mode.EMPTY)
    assert part(page(noor), "natuur") == "Agentschap Water en Natuur bewaart geen attest van u."


def test_fields_that_nobody_agreed_on_are_passed_over(noor: Owner, trouble: Trouble) -> None:
    trouble("natuur", Mode.EXTRA)
    assert "Visverlof" in part(page(noor), "natuur")


def test_a_token_that_was_forgotten_there_is_taken_anew(noor: Owner, trouble: Trouble) -> None:
    page(noor)
    trouble("natuur", Mode.FORGETS)
    assert "Visverlof" in part(page(noor, "/attesten?opnieuw=natuur"), "natuur")


def test_try_again_asks_that_one_anew_also_when_it_rests(noor: Owner, trouble: Trouble) -> None:
    trouble("natuur", Mode.DOWN)
    page(noor)
    for _time in range(3):
        page(noor, "/attesten?opnieuw=natuur")
    trouble("natuur", Mode.FINE)
    trouble("dienstencheques", Mode.DOWN)
    told = page(noor, "/attesten?opnieuw=natuur")
    assert "Visverlof" in part(told, "natuur")
    assert "dienstencheques 2025" in part(told, "dienstencheques"), "the others were not asked"


def test_what_fails_again_and_again_is_left_alone_for_a_moment(noor: Owner, trouble: Trouble) -> None:
    trouble("natuur", Mode.SLOW)
    for _time in range(4):
        page(owner(person("noor")))
    began = time.monotonic()
    assert "antwoordt niet" in part(page(owner(person("noor"))), "natuur")
    assert time.monotonic() - began < 0.7


def test_all_pages_are_followed(noor: Owner, trouble: Trouble) -> None:
    trouble("natuur", Mode.MANY)
    told = page(noor)
    assert len([each for each in papers(told) if "/natuur/" in each]) == 120
    assert "bewaart meer attesten" not in told


@pytest.mark.parametrize("mode", [Mode.ENDLESS, Mode.ROUND])
def test_pages_without_end_have_an_end_and_each_certificate_stands_there_once(
    noor: Owner, trouble: Trouble, mode: Mode
) -> None:
    trouble("natuur", mode)
    told = page(noor)
    assert len([each for each in papers(told) if "/natuur/" in each]) == 2
    assert "bewaart meer attesten dan we hier tonen" in part(told, "natuur")


def test_the_list_is_searched_and_narrowed_with_them(noor: Owner) -> None:
    found = body(noor.send("/attesten/zoeken", q="visverlof"))
    assert "Visverlof" in part(found, "natuur")
    assert "dienstencheques 2025" not in found
    assert "Geen attest heeft zo’n naam" not in found
    others = page(noor, "/attesten?van=anderen")
    assert "Visverlof" in others
    assert "Gezinssamenstelling" not in others
    assert "Visverlof" not in page(noor, "/attesten?van=rijksregister")
    assert "Visverlof" not in page(noor, "/attesten?thema=benefits")
    assert "dienstencheques 2025" in page(noor, "/attesten?thema=benefits")


def test_who_acts_for_somebody_sees_what_the_mandate_allows(keepers: tuple[Source, ...]) -> None:
    told = page(acting("noor", "benefits"))
    assert "dienstencheques 2025" in told
    assert 'id="van-natuur"' not in told
    assert 'id="van-kinderopvang"' not in told
    (paper,) = [each for each in papers(page(owner(person("noor")))) if "/natuur/" in each and each.endswith("/nl")]
    assert acting("noor", "benefits").get(paper).status_code == 404


def test_a_mandate_for_a_theme_of_which_only_others_keep_something_has_a_list(keepers: tuple[Source, ...]) -> None:
    told = page(acting("noor", "home"))
    assert "Visverlof" in told
    assert 'id="van-dienstencheques"' not in told


@pytest.mark.parametrize(
    ("language", "words"),
    [("fr", "Agence Eau et Nature"), ("de", "Agentur für Wasser und Natur"), ("en", "Water and Nature Agency")],
)
def test_it_is_told_in_each_language_with_the_paper_in_ones_own_first(
    keepers: tuple[Source, ...], language: str, words: str
) -> None:
    told = page(owner(person("noor"), language))
    assert words in told
    assert ("Permis de pêche" if language == "fr" else "Visverlof") in part(told, "natuur")
