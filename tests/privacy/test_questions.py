"""“I don't recognise this”: asked once, answered by the officer of this body alone, within a month, and told (B10)."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest
from django.conf import settings
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from burgerprofiel.audit import trail
from burgerprofiel.desk.roles import DeskRole
from burgerprofiel.kit import clock
from burgerprofiel.mailbox.events import MessageReceived
from burgerprofiel.notices.models import Notice
from burgerprofiel.privacy import actions, queries
from burgerprofiel.privacy.models import Case, Folded, LookRow
from burgerprofiel.privacy.queries import State
from burgerprofiel.privacy.term import due_on
from tests.audit.trail import attacker
from tests.desk.staff import BRAM, SOFIE, Colleague, at_work, town
from tests.privacy.conftest import Somebody, at_the_portal, happened

MESSAGE = MessageReceived(message="0199", organisation="0812345603", files=1, octets=9)


def office() -> Colleague:
    """Sofie, the officer of the body whose site this is."""
    return at_work(SOFIE, DeskRole.PRIVACY, at=town(settings.CONFIG.brand_number, "Gemeente Zonnegem"))


def newest(somebody: Somebody) -> int:
    """The number of what happened last."""
    return trail.after(somebody.id, 0, 1000)[-1].seq


def ask(somebody: Somebody, question: str = "Who was this?") -> str:
    """Ask about the latest line; returns the address of the question."""
    happened(somebody.id, f"program-{Case.objects.count()}", MESSAGE)
    answer = somebody.send(f"/inzage/herken-ik-niet/{newest(somebody)}", question=question)
    assert answer.status_code == 303
    return answer["Location"]


def tags(somebody: Somebody) -> list[str]:
    """What was done about questions."""
    return [step.tag for step in trail.after(somebody.id, 0, 1000) if step.tag.startswith("privacy.")]


@pytest.mark.django_db(transaction=True)
def test_a_question_goes_to_the_officer_and_its_answer_comes_back_as_a_notice() -> None:
    noor = at_the_portal("noor")
    address = ask(noor, "I never wrote to them.\nWho was it?")
    case = address.rpartition("/")[2]
    assert "Received" in noor.page(address)
    officer = office()
    assert "Questions about who looked: 1" in officer.get("/").content.decode()
    queue = officer.get("/inzage").content.decode()
    assert "Noor" not in queue, "whose it is, is read in it, and that stands in her trail"
    assert f"Question {case[-8:].upper()}" in queue
    one = officer.get(f"/inzage/{case}").content.decode()
    assert "I never wrote to them.\nWho was it?" in one
    assert "Message put into your mailbox" in one
    assert "Just checked: the trail of this citizen is whole" in one
    assert officer.post(f"/inzage/{case}/nemen").status_code == 303
    assert "In hand" in noor.page(address)
    assert officer.post(f"/inzage/{case}/antwoord", answer="It was the tax office.").status_code == 303
    page = noor.page(address)
    assert "It was the tax office." in page
    assert "Answered" in page
    assert Notice.objects.filter(citizen_id=noor.id, kind="privacy.answer").count() == 1
    assert [each for each in tags(noor) if each != "privacy.case.read"] == [
        "privacy.case.asked",
        "privacy.case.taken",
        "privacy.case.answered",
    ]
    assert "privacy.case.read" in tags(noor)
    assert "The data protection officer of Gemeente Zonnegem" in noor.page("/inzage")
    assert "Sofie" not in noor.page("/inzage")


@pytest.mark.django_db(transaction=True)
def test_the_officer_sees_when_the_trail_was_changed_behind_its_back() -> None:
    noor = at_the_portal("noor")
    case = ask(noor).rpartition("/")[2]
    with attacker(), connection.cursor() as cursor:
        cursor.execute("UPDATE audit_event SET actor = 'nobody' WHERE citizen_id = %s AND seq = 1", [noor.id])
    one = office().get(f"/inzage/{case}").content.decode()
    assert "was changed behind its back" in one
    assert "Event 1" in one


@pytest.mark.django_db(transaction=True)
def test_a_second_officer_is_too_late_and_changes_nothing() -> None:
    noor = at_the_portal("noor")
    case = ask(noor).rpartition("/")[2]
    here = town(settings.CONFIG.brand_number, "Gemeente Zonnegem")
    sofie, bram = at_work(SOFIE, DeskRole.PRIVACY, at=here), at_work(BRAM, DeskRole.PRIVACY, at=here)
    assert sofie.post(f"/inzage/{case}/antwoord", answer="Too early").status_code == 409
    assert sofie.post(f"/inzage/{case}/nemen").status_code == 303
    assert bram.post(f"/inzage/{case}/nemen").status_code == 409
    for bad in ("", "   ", "x" * 2001, "a\x00b"):
        assert sofie.post(f"/inzage/{case}/antwoord", answer=bad).status_code == 400
    assert bram.post(f"/inzage/{case}/antwoord", answer="Mine").status_code == 303
    late = sofie.post(f"/inzage/{case}/antwoord", answer="My own words")
    assert late.status_code == 409
    assert "A colleague was first" in late.content.decode()
    assert Notice.objects.filter(citizen_id=noor.id, kind="privacy.answer").count() == 1


@pytest.mark.django_db
def test_an_officer_of_another_body_reads_nothing(noor: Somebody) -> None:
    case = ask(noor, "A secret question").rpartition("/")[2]
    elsewhere = at_work(BRAM, DeskRole.PRIVACY, at=town("0207500000", "Gemeente Maandorp"))
    for path in ("/inzage", f"/inzage/{case}"):
        answer = elsewhere.get(path)
        assert answer.status_code == 404
        assert "A secret question" not in answer.content.decode()
        assert "Noor" not in answer.content.decode()
    assert elsewhere.post(f"/inzage/{case}/nemen").status_code == 404
    assert elsewhere.post(f"/inzage/{case}/antwoord", answer="x").status_code == 404
    assert Case.objects.get().state == State.OPEN
    assert tags(noor) == ["privacy.case.asked"]


@pytest.mark.django_db
def test_nobody_reads_or_finds_somebody_elses_question(noor: Somebody, wouter: Somebody) -> None:
    address = ask(noor, "A secret question")
    assert "A secret question" not in wouter.page(address, status=404)
    assert "A secret question" not in wouter.page("/inzage/vragen")
    assert queries.asked_about(wouter.id, [newest(noor)]) == {}


@pytest.mark.django_db
def test_a_line_is_asked_about_once(noor: Somebody) -> None:
    address = ask(noor)
    line = Case.objects.get().look
    assert noor.send(f"/inzage/herken-ik-niet/{line}", question="again")["Location"] == address
    assert noor.client.get(f"/inzage/herken-ik-niet/{line}")["Location"] == address
    assert Case.objects.count() == 1
    assert "You asked about this" in noor.page("/inzage")


@pytest.mark.django_db
def test_a_question_stays_with_its_look_when_looks_are_put_together_otherwise(noor: Somebody) -> None:
    address = ask(noor)
    first = Case.objects.get().look
    happened(noor.id, "program-0", MESSAGE)
    Case.objects.update(look=newest(noor))  # as in versions that called a look by its newest event
    Folded.objects.all().delete()
    LookRow.objects.all().delete()
    assert "You asked about this" in noor.page("/inzage")
    assert Case.objects.get().look == first
    assert noor.send(f"/inzage/herken-ik-niet/{first}", question="again")["Location"] == address


@pytest.mark.django_db
def test_two_questions_that_became_about_one_look_both_stay(noor: Somebody) -> None:
    ask(noor)
    happened(noor.id, "program-0", MESSAGE)
    again = newest(noor)
    addresses = [ask(noor), ask(noor)]
    Case.objects.filter(id=addresses[0].rpartition("/")[2]).update(look=again)
    Folded.objects.update(rule="of before")
    assert "You asked about this" in noor.page("/inzage")
    assert Case.objects.filter(look=again).exists()
    assert [noor.client.get(each).status_code for each in addresses] == [200, 200]


@pytest.mark.django_db
@pytest.mark.parametrize("bad", ["x" * 2001, "a\x00b"])
def test_a_question_that_cannot_be_is_told_why_and_nothing_is_sent(noor: Somebody, bad: str) -> None:
    happened(noor.id, "some-program", MESSAGE)
    answer = noor.send(f"/inzage/herken-ik-niet/{newest(noor)}", question=bad)
    assert answer.status_code == 400
    assert "Not right yet" in answer.content.decode()
    assert not Case.objects.exists()
    assert tags(noor) == []


@pytest.mark.django_db
def test_one_may_ask_without_words_and_about_what_was_done_with_ones_own_key(noor: Somebody) -> None:
    answer = noor.send("/inzage/herken-ik-niet/1", toon="alles")
    assert answer.status_code == 303
    assert "You asked without more words." in noor.page(answer["Location"])


@pytest.mark.django_db
def test_the_twenty_first_question_waits_for_the_others(noor: Somebody) -> None:
    for _ in range(actions.MOST_OPEN):
        ask(noor)
    happened(noor.id, "the-last-program", MESSAGE)
    refused = noor.send(f"/inzage/herken-ik-niet/{newest(noor)}", question="Kept words")
    assert refused.status_code == 409
    assert "Kept words" in refused.content.decode()
    assert Case.objects.count() == actions.MOST_OPEN
    first = noor.page("/inzage/vragen")
    assert len(re.findall("Question of", first)) == 20


@pytest.mark.django_db
def test_the_list_of_questions_is_paged_and_none_is_left_out(noor: Somebody, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(5):
        ask(noor)
    seen, after = [], None
    while True:
        page = queries.of_citizen(noor.id, after, size=2)
        assert page.total == 5
        seen += [each.id for each in page.rows]
        if (after := page.next) is None:
            break
    assert len(seen) == len(set(seen)) == 5
    officer = queries_officer()
    monkeypatch.setattr(queries, "PAGE", 2)
    for state in (State.OPEN, State.ANSWERED):
        if state is State.ANSWERED:
            Case.objects.update(state=state, answered_at=clock.now())
        found, after = [], None
        while True:
            queue = queries.queue(officer, state, after)
            assert queue.total == 5
            found += [each.id for each in queue.rows]
            if (after := queue.next) is None:
                break
        assert sorted(found) == sorted(seen)


def queries_officer() -> queries.Officer:
    """An officer, as the pages make one."""
    from burgerprofiel.audit.events import Trace
    from burgerprofiel.organisations.queries import organisation
    from burgerprofiel.privacy.office import officer

    at = organisation(town(settings.CONFIG.brand_number, "Gemeente Zonnegem"))
    assert at is not None
    found = officer(at_work(SOFIE, at=at.id).id, at, Trace(actor="x"))
    assert found is not None
    return found


@pytest.mark.django_db
def test_a_question_whose_day_has_gone_by_is_marked(noor: Somebody) -> None:
    with clock.frozen_at(datetime(2026, 1, 31, 12, tzinfo=UTC)):
        wouter = at_the_portal("wouter")
        ask(wouter)
        assert not queries.of_citizen(wouter.id).rows[0].late
    case = queries.of_citizen(wouter.id).rows[0]
    assert case.due_on == date(2026, 2, 28)
    assert case.late


@pytest.mark.parametrize(
    ("asked", "due"),
    [
        (date(2026, 1, 31), date(2026, 2, 28)),
        (date(2028, 1, 31), date(2028, 2, 29)),
        (date(2026, 11, 22), date(2026, 12, 22)),
        (date(2026, 12, 31), date(2027, 1, 31)),
        (date(2026, 3, 31), date(2026, 4, 30)),
    ],
)
def test_a_month_is_a_month(asked: date, due: date) -> None:
    assert due_on(asked) == due


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_a_month_is_never_more_than_thirty_one_days(asked: date) -> None:
    assert 28 <= (due_on(asked) - asked).days <= 31


@pytest.mark.django_db
def test_what_is_asked_lies_sealed(noor: Somebody) -> None:
    ask(noor, "A secret question")
    with connection.cursor() as cursor:
        cursor.execute("SELECT privacy_case::text FROM privacy_case")
        row = cursor.fetchone()[0]
    assert b"A secret question".hex() not in row
    assert "A secret" not in row
