"""Reports on facts of a source without a system are handled at the desk, step by step, and the citizen hears each."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from burgerprofiel.audit.models import AuditEvent
from burgerprofiel.desk.roles import DeskRole
from burgerprofiel.feedback.life import Status
from burgerprofiel.feedback.models import Source, Way
from burgerprofiel.notices.models import Notice
from burgerprofiel.simulators.magda.cast import BY_SLUG
from tests.desk.staff import BRAM, SOFIE, Colleague, at_work, town
from tests.feedback.citizens import MINE, PDF, Citizen, citizen
from tests.portal import world

pytestmark = pytest.mark.django_db
QUEUE = "/verbeteringen"


@pytest.fixture
def reporter(sources: world.Sources) -> Iterator[Citizen]:
    """Noor, of whose work the municipality handles the reports."""
    Source.objects.create(
        key="werk", origin="rsz", name={"nl": "RSZ"}, way=Way.DESK, dataset="werk", organisation_id=town()
    )
    yield citizen("noor")


@pytest.fixture
def sofie(db: None) -> Colleague:
    """Sofie handles reports."""
    return at_work(SOFIE, DeskRole.FEEDBACK)


def reported(who: Citizen, **fields: str) -> str:
    """Report the career; returns the report's id."""
    answer = who.report(who.place("career", "work"), file=("contract.pdf", PDF), **{"waarde-0": "Tot 2008"} | fields)
    assert answer.status_code == 303, answer.content.decode()
    return answer["Location"].partition("?")[0].rpartition("/")[2]


def page(who: Colleague, path: str, status: int = 200) -> str:
    """A page at the desk."""
    answer = who.get(path)
    assert answer.status_code == status, path
    return answer.content.decode()


def test_it_goes_from_the_citizen_to_the_desk_and_back(reporter: Citizen, sofie: Colleague) -> None:
    report = reported(reporter)
    assert "Uw loopbaan" in page(sofie, QUEUE)
    told = page(sofie, f"{QUEUE}/{report}")
    assert "Er stond niets" not in told, "a drawing has no value of its own"
    for said in (
        "Noor Vandenbos",
        "Uw loopbaan",
        "Tot 2008",
        "Het is Nora.",
        "contract.pdf",
        BY_SLUG["noor"].ssin[-2:],
    ):
        assert said in told
    step = f"{QUEUE}/{report}/stap"
    assert sofie.post(step, stap="neem").status_code == 303
    assert sofie.post(step, stap="2", melder="We bellen uw werkgever.", intern="Dossier 12.").status_code == 303
    assert "wordt onderzocht" in reporter.text("/gegevens/work")
    assert sofie.post(step, stap="4", melder="De einddatum is aangepast.", intern="Gedaan.").status_code == 303
    mine = reporter.html(f"{MINE}/{report}")
    assert "De einddatum is aangepast." in mine
    assert "We bellen uw werkgever." in mine
    assert "Dossier 12." not in mine
    assert "Dossier 12." in page(sofie, f"{QUEUE}/{report}")
    assert "Uw loopbaan" not in page(sofie, QUEUE)
    assert "Uw loopbaan" in page(sofie, f"{QUEUE}?staat=klaar")
    assert sofie.post(step, stap="5").status_code == 303
    assert reporter.rows()[0].status == Status.CLOSED
    assert Notice.objects.filter(citizen_id=reporter.citizen_id, kind="feedback.status").count() == 4


def test_the_front_page_says_how_many_wait_and_only_to_who_answers(reporter: Citizen, sofie: Colleague) -> None:
    report = reported(reporter)
    assert "Reports on data: 1 to answer" in page(sofie, "/")
    assert "to answer" not in page(at_work(BRAM, DeskRole.MAIL_HANDLER), "/")
    assert "to answer" not in page(at_work(BRAM, DeskRole.FEEDBACK, at=town("0207500000", "Elders")), "/")
    for step in ("neem", "2", "4"):
        sofie.post(f"{QUEUE}/{report}/stap", stap=step, melder="Het staat nu goed.")
    assert "to answer" not in page(sofie, "/")


def test_the_citizens_trail_says_who_read_it(reporter: Citizen, sofie: Colleague) -> None:
    report = reported(reporter)
    page(sofie, f"{QUEUE}/{report}")
    assert b"".join(sofie.get(f"{QUEUE}/{report}/bijlage").streaming_content) == PDF  # type: ignore[arg-type]
    seen = AuditEvent.objects.filter(citizen_id=reporter.citizen_id, actor=str(sofie.id))
    assert set(seen.values_list("tag", flat=True)) == {"feedback.report.read", "feedback.attachment.read"}


@pytest.mark.parametrize("wanted", ["3", "4"])
def test_who_rejects_or_solves_says_why(reporter: Citizen, sofie: Colleague, wanted: str) -> None:
    step = f"{QUEUE}/{reported(reporter)}/stap"
    sofie.post(step, stap="neem")
    sofie.post(step, stap="2")
    answer = sofie.post(step, stap=wanted, intern="Blijft zo.")
    assert answer.status_code == 400
    assert "Say to the citizen why" in answer.content.decode()
    assert "Blijft zo." in answer.content.decode(), "what was typed stays"
    assert reporter.rows()[0].status == Status.INVESTIGATED


@pytest.mark.parametrize("wanted", ["0", "1", "3", "4", "5", "9", "77", "", "x", "٣"])
def test_no_step_is_skipped_or_invented(reporter: Citizen, sofie: Colleague, wanted: str) -> None:
    report = reported(reporter)
    sofie.post(f"{QUEUE}/{report}/stap", stap="neem")
    answer = sofie.post(f"{QUEUE}/{report}/stap", stap=wanted, melder="x")
    assert answer.status_code in (400, 409)
    assert reporter.rows()[0].status == Status.ASSIGNED


def test_two_who_take_it_at_once_do_not_both_have_it(reporter: Citizen, sofie: Colleague) -> None:
    report, bram = reported(reporter), at_work(BRAM, DeskRole.FEEDBACK)
    assert sofie.post(f"{QUEUE}/{report}/stap", stap="neem").status_code == 303
    assert bram.post(f"{QUEUE}/{report}/stap", stap="neem").status_code == 409
    assert reporter.rows()[0].assignee == sofie.id


def test_until_somebody_takes_it_the_citizen_can_take_it_back(reporter: Citizen, sofie: Colleague) -> None:
    report = reported(reporter)
    assert reporter.send(f"{MINE}/{report}/intrekken", {}).status_code == 303
    assert "Uw loopbaan" not in page(sofie, QUEUE)
    assert sofie.post(f"{QUEUE}/{report}/stap", stap="neem").status_code == 409
    second = reported(reporter)
    sofie.post(f"{QUEUE}/{second}/stap", stap="neem")
    assert reporter.send(f"{MINE}/{second}/intrekken", {}).status_code == 409


def test_another_organisation_sees_nothing_of_it(reporter: Citizen) -> None:
    report = reported(reporter)
    other = at_work(BRAM, DeskRole.FEEDBACK, at=town("0207500000", "Een andere gemeente"))
    assert "Uw loopbaan" not in page(other, QUEUE)
    for path in (f"{QUEUE}/{report}", f"{QUEUE}/{report}/bijlage"):
        assert other.get(path).status_code == 404
    assert other.post(f"{QUEUE}/{report}/stap", stap="neem").status_code == 404


def test_another_role_sees_nothing_of_it(reporter: Citizen) -> None:
    report = reported(reporter)
    clerk = at_work(BRAM, DeskRole.COUNTER)
    for path in (QUEUE, f"{QUEUE}/{report}", f"{QUEUE}/{report}/bijlage"):
        assert clerk.get(path).status_code == 403
    assert clerk.post(f"{QUEUE}/{report}/stap", stap="neem").status_code == 403


def test_what_a_citizen_writes_stays_words_at_the_desk(reporter: Citizen, sofie: Colleague) -> None:
    report = reported(reporter, uitleg="<script>alert(1)</script>")
    assert "<script>alert" not in page(sofie, f"{QUEUE}/{report}")


def test_the_citizen_reads_for_which_body_it_was_opened(reporter: Citizen, sofie: Colleague) -> None:
    report = reported(reporter)
    page(sofie, f"{QUEUE}/{report}")
    sofie.get(f"{QUEUE}/{report}/bijlage")
    sofie.post(f"{QUEUE}/{report}/stap", stap="neem")
    told = reporter.html("/inzage")
    assert "Een ambtenaar van Gemeente Zonnegem" in told
    assert "Een ambtenaar<" not in told, "of one of these nobody would know for which body"
