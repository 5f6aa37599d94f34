"""A document that somebody else keeps is passed on to its citizen, looked in and not kept (D3)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from structlog.testing import capture_logs

from burgerprofiel.audit.models import AuditEvent
from burgerprofiel.certificates.fetched.configuration import Source
from burgerprofiel.simulators.certificates.faults import Mode
from burgerprofiel.simulators.magda.cast import BY_SLUG
from tests.certificates.fetched.conftest import Trouble, page, papers
from tests.certificates.listing.conftest import person
from tests.mailbox.owning import Owner, owner
from tests.portal.reading import body, chunks

pytestmark = pytest.mark.django_db
Paper = Callable[[], str]


def licence(who: Owner, language: str = "nl") -> str:
    """Where the fishing licence is saved from."""
    found = [each for each in papers(page(who)) if "/natuur/" in each and each.endswith(f"/{language}")]
    return found[0]


@pytest.mark.parametrize(("language", "name"), [("nl", "Visverlof.pdf"), ("fr", "Permis de peche.pdf")])
def test_it_is_saved_in_the_language_that_was_chosen(noor: Owner, language: str, name: str) -> None:
    answer = noor.get(licence(noor, language))
    content = b"".join(chunks(answer))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    assert content.startswith(b"%PDF-")
    assert int(answer["Content-Length"]) == len(content)
    assert f'filename="{name}"' in answer["Content-Disposition"]
    assert answer["Cache-Control"] == "no-store"
    (row,) = AuditEvent.objects.filter(citizen_id=noor.citizen_id, tag="certificates.fetched.saved")
    assert BY_SLUG["noor"].ssin not in str(vars(row))


def test_no_address_and_no_log_line_holds_the_number_although_their_ids_do(noor: Owner, trouble: Trouble) -> None:
    number = BY_SLUG["noor"].ssin
    with capture_logs() as lines:
        told = page(noor)
        assert b"".join(chunks(noor.get(licence(noor))))
        trouble("natuur", Mode.HUGE_PDF)
        body(noor.get(licence(noor)))
    assert not any(number in each or number[::-1] in each for each in papers(told))
    assert number not in str(lines)


def test_nobody_saves_what_is_somebody_elses(noor: Owner) -> None:
    place = licence(noor)
    jozef = owner(person("jozef"))
    assert licence(jozef) != place
    assert jozef.get(place).status_code == 404
    assert noor.get(licence(jozef)).status_code == 404


@pytest.mark.parametrize("place", ["natuur/onbekend/nl", "nergens/onbekend/nl", "natuur/onbekend/xx"])
def test_what_is_not_there_is_not_found(noor: Owner, place: str) -> None:
    assert noor.get(f"/attesten/van/{place}").status_code == 404


def test_a_link_that_was_kept_works_in_the_next_session(noor: Owner) -> None:
    assert owner(person("noor")).get(licence(noor)).status_code == 200


def test_a_source_that_was_silent_is_asked_again_for_a_link_that_was_kept(noor: Owner, trouble: Trouble) -> None:
    place, later = licence(noor), owner(person("noor"))
    trouble("natuur", Mode.DOWN)
    assert later.get(place).status_code == 503
    trouble("natuur", Mode.FINE)
    assert later.get(place).status_code == 200


@pytest.mark.parametrize(
    "mode",
    [
        Mode.DOCUMENT_ELSEWHERE,
        Mode.NO_DOCUMENT,
        Mode.NO_PDF,
        Mode.ACTIVE_PDF,
        Mode.HUGE_PDF,
        Mode.OTHER_DETAIL,
    ],
)
def test_what_is_no_document_of_theirs_is_not_passed_on_and_the_page_names_them(
    noor: Owner, trouble: Trouble, mode: Mode
) -> None:
    trouble("natuur", mode)
    answer = noor.get(licence(noor))
    assert answer.status_code == 503
    assert "Agentschap Water en Natuur geeft dit document nu niet" in body(answer)
    assert not AuditEvent.objects.filter(citizen_id=noor.citizen_id, tag="certificates.fetched.saved").exists()


def test_where_only_the_detail_says_where_it_lies_the_detail_is_asked(noor: Owner, trouble: Trouble) -> None:
    trouble("natuur", Mode.DETAIL_ONLY)
    assert noor.get(licence(noor)).status_code == 200


def test_a_browser_that_looks_ahead_gets_nothing_and_leaves_no_trace(noor: Owner, keepers: tuple[Source, ...]) -> None:
    place = licence(noor)
    ahead = noor.client.get(place, headers={"sec-purpose": "prefetch"})
    assert ahead.status_code == 503
    assert not AuditEvent.objects.filter(citizen_id=noor.citizen_id, tag="certificates.fetched.saved").exists()
