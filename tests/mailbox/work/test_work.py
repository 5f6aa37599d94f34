"""Mail of an organisation is handled by who may, in the order in which it must be, and nothing stays unseen."""

from __future__ import annotations

import json
from datetime import timedelta
from uuid import UUID

import pytest

from burgerprofiel.audit.models import AuditEvent
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import uuid7
from burgerprofiel.mailbox.models import DocumentEvent, Work
from burgerprofiel.mailbox.work import actions, arranging, placing, queries
from burgerprofiel.mailbox.work.queries import Wanted
from burgerprofiel.mailbox.work.rights import GENERAL, HANDLER, rights
from burgerprofiel.mailbox.work.routing import Facts
from tests.mailbox import boxes, letters
from tests.mailbox.work import offices
from tests.mailbox.work.offices import TRACE

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> UUID:
    return offices.office()


def subjects(rows: list[queries.Row]) -> list[str]:
    return [row.subject for row in rows]


def tags(box_id: UUID) -> list[str]:
    return list(AuditEvent.objects.filter(citizen_id=box_id).order_by("seq").values_list("tag", flat=True))


def test_what_comes_is_work_at_once_and_nobodys(office: UUID) -> None:
    message_id = offices.received()
    work = Work.objects.get()
    assert (work.message_id, work.partition_id, work.assignee, work.state) == (message_id, None, None, "open")
    assert queries.counts(offices.manager(office)) == (1, 0, 1, 0)


def test_a_rule_brings_new_mail_to_its_partition_with_a_day(office: UUID) -> None:
    finance = arranging.make_partition(office, "Financiën", TRACE)
    arranging.add_rule(office, Facts(letters.TYPE, "", ""), finance.code, 10, TRACE)
    offices.received()
    work = Work.objects.get()
    assert finance.code == "FINANCIEN"
    assert (work.partition_id, work.due_on) == (finance.id, clock.today() + timedelta(days=10))


def test_overdue_comes_first_then_what_nobody_has_then_by_day_then_the_rest(office: UUID) -> None:
    boss = offices.manager(office)
    ids = {name: offices.received(name) for name in ("rest", "soon", "nobody", "later nobody", "overdue")}
    for name in ("rest", "soon", "overdue"):
        actions.assign(boss, ids[name], boss.person, TRACE)
    actions.due(boss, ids["soon"], clock.today() + timedelta(days=2), TRACE)
    offices.overdue(office, ids["overdue"])
    rows, after = queries.listed(boss, Wanted())
    assert subjects(rows) == ["overdue", "nobody", "later nobody", "soon", "rest"]
    assert [row.rank for row in rows] == [0, 1, 1, 2, 3]
    assert after is None
    assert queries.counts(boss) == (5, 1, 2, 3)


def test_pages_follow_each_other_without_gap_or_overlap(office: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    boss = offices.manager(office)
    for number in range(7):
        message_id = offices.received(f"{number}")
        if number % 2:
            actions.due(boss, message_id, clock.today() + timedelta(days=number), TRACE)
    whole = subjects(queries.listed(boss, Wanted())[0])
    monkeypatch.setattr(queries, "SIZE", 2)
    seen, after = queries.listed(boss, Wanted())
    while after:
        position = queries.Position.read(after.written())
        assert position == after
        rows, after = queries.listed(boss, Wanted(), position)
        seen += rows
    assert subjects(seen) == whole


@pytest.mark.parametrize(
    "text", ["", "1", "x.y.z", "1.2026-01-01", "1.2026-13-01.019300a0-0000-7000-8000-000000000000"]
)
def test_a_cursor_that_means_nothing_is_none(text: str) -> None:
    assert queries.Position.read(text) is None


def test_somebody_of_one_partition_sees_and_handles_that_alone(office: UUID) -> None:
    arranging.make_partition(office, "Burgerzaken", TRACE)
    boss, clerk = offices.manager(office), offices.handler(office, "BURGERZAKEN")
    inside, outside = offices.received("inside"), offices.received("outside")
    actions.move(boss, inside, "BURGERZAKEN", TRACE)
    assert subjects(queries.listed(clerk, Wanted())[0]) == ["inside"]
    assert queries.counts(clerk).open == 1
    assert queries.one(clerk, outside) is None
    for act in (
        lambda: actions.assign(clerk, outside, clerk.person, TRACE),
        lambda: actions.note(clerk, outside, "x", TRACE),
        lambda: actions.finish(clerk, outside, TRACE),
        lambda: actions.hand_over(clerk, outside, "Z-1", TRACE),
        lambda: actions.move(clerk, outside, "BURGERZAKEN", TRACE),
        lambda: actions.due(clerk, outside, clock.today(), TRACE),
    ):
        with pytest.raises(actions.NotYoursError):
            act()
    assert Work.objects.get(message_id=outside).assignee is None


def test_who_handles_general_alone_sees_no_partition(office: UUID) -> None:
    arranging.make_partition(office, "Burgerzaken", TRACE)
    boss, clerk = offices.manager(office), offices.handler(office, GENERAL)
    moved = offices.received("moved")
    offices.received("general")
    actions.move(boss, moved, "BURGERZAKEN", TRACE)
    assert subjects(queries.listed(clerk, Wanted())[0]) == ["general"]


def test_without_a_role_there_are_no_rights(office: UUID) -> None:
    assert rights(office, uuid7(), [("Loketmedewerker", "")]) is None
    assert rights(office, uuid7(), []) is None
    nothing = rights(office, uuid7(), [(HANDLER, "NO_SUCH_PART")])
    offices.received()
    assert nothing
    assert queries.listed(nothing, Wanted())[0] == []


def test_another_organisations_box_is_not_reached(office: UUID) -> None:
    message_id = offices.received()
    stranger = offices.manager(uuid7())
    assert queries.one(stranger, message_id) is None
    with pytest.raises(actions.NotYoursError):
        actions.finish(stranger, message_id, TRACE)


def test_everything_done_stands_in_the_organisations_trail(office: UUID) -> None:
    boss, message_id = offices.manager(office), offices.received()
    actions.assign(boss, message_id, boss.person, TRACE)
    actions.due(boss, message_id, clock.today(), TRACE)
    actions.note(boss, message_id, "Gebeld met de burger.", TRACE)
    actions.finish(boss, message_id, TRACE)
    actions.reopen(boss, message_id, TRACE)
    assert tags(office) == ["mailbox.message.received"] + ["mailbox.work.changed"] * 5
    assert "Gebeld" not in str(list(AuditEvent.objects.values_list("details", flat=True)))


def test_a_note_is_kept_sealed_and_read_back(office: UUID) -> None:
    boss, message_id = offices.manager(office), offices.received()
    actions.note(boss, message_id, "  Gebeld.  ", TRACE)
    work = queries.one(boss, message_id)
    assert work
    assert [(note.text, note.by) for note in queries.notes(work)] == [("Gebeld.", boss.person)]
    for wrong in ("", "   ", "x" * 2001, "a\x00b"):
        with pytest.raises(ValueError, match="A note"):
            actions.note(boss, message_id, wrong, TRACE)


def test_what_was_handed_over_is_told_to_programs_and_leaves_the_list(office: UUID) -> None:
    boss, message_id = offices.manager(office), offices.received()
    actions.hand_over(boss, message_id, "Zaak 2026/17", TRACE)
    actions.hand_over(boss, message_id, "Zaak 2026/17", TRACE)
    assert DocumentEvent.objects.filter(kind="handedOverDocument").count() == 1
    assert queries.listed(boss, Wanted())[0] == []
    (row,) = queries.listed(boss, Wanted(state="handed"))[0]
    assert row.handed_to == "Zaak 2026/17"


def test_moving_takes_it_from_who_had_it(office: UUID) -> None:
    arranging.make_partition(office, "Burgerzaken", TRACE)
    boss, message_id = offices.manager(office), offices.received()
    actions.assign(boss, message_id, boss.person, TRACE)
    actions.move(boss, message_id, "BURGERZAKEN", TRACE)
    assert Work.objects.get().assignee is None
    with pytest.raises(actions.NotYoursError):
        actions.move(boss, message_id, "NOWHERE", TRACE)


def test_ending_a_partition_leaves_its_mail_in_general_for_all_to_see(office: UUID) -> None:
    arranging.make_partition(office, "Burgerzaken", TRACE)
    arranging.add_rule(office, Facts(letters.TYPE, "", ""), "BURGERZAKEN", None, TRACE)
    boss, message_id = offices.manager(office), offices.received()
    actions.assign(boss, message_id, boss.person, TRACE)
    arranging.end_partition(office, "BURGERZAKEN", TRACE)
    work = Work.objects.get()
    assert (work.partition_id, work.assignee) == (None, None)
    assert placing.rules_of(office) == []
    with pytest.raises(arranging.ArrangementError, match="partition"):
        arranging.add_rule(office, Facts(letters.TYPE, "", ""), "BURGERZAKEN", None, TRACE)


def test_a_dry_run_says_what_would_move_and_moves_nothing(office: UUID) -> None:
    finance = arranging.make_partition(office, "Financiën", TRACE)
    boss = offices.manager(office)
    for _each in range(3):
        offices.received()
    actions.finish(boss, offices.received("done"), TRACE)
    arranging.add_rule(office, Facts("", "", letters.ORGANISATION), finance.code, None, TRACE)
    assert arranging.dry_run(office) == [arranging.Move(None, finance.id, 3)]
    assert Work.objects.filter(partition_id=finance.id).count() == 0
    assert arranging.apply(office, TRACE) == 3
    assert Work.objects.filter(partition_id=finance.id, state="open").count() == 3
    assert arranging.dry_run(office) == []


def test_the_order_of_rules_can_be_changed(office: UUID) -> None:
    finance = arranging.make_partition(office, "Financiën", TRACE)
    first = arranging.add_rule(office, Facts(letters.TYPE, "", ""), GENERAL, None, TRACE)
    second = arranging.add_rule(office, Facts("", letters.APPLICATION, ""), finance.code, None, TRACE)
    arranging.raise_rule(office, second, TRACE)
    assert [rule.id for rule in placing.rules_of(office)] == [second, first]
    arranging.raise_rule(office, second, TRACE)
    assert [rule.id for rule in placing.rules_of(office)] == [second, first]
    offices.received()
    assert Work.objects.get().partition_id == finance.id


def test_what_a_sender_suggests_is_a_rule_only_when_it_is_accepted(office: UUID) -> None:
    finance = arranging.make_partition(office, "Financiën", TRACE)
    facts = Facts(letters.TYPE, "", letters.ORGANISATION)
    asked = arranging.suggest(office, facts, "Voor wie facturen betaalt", TRACE)
    assert arranging.suggest(office, facts, "Nog eens", TRACE) == asked
    assert placing.rules_of(office) == []
    arranging.answer(office, asked, finance.code, 5, TRACE)
    (rule,) = placing.rules_of(office)
    assert (rule.message_type, rule.organisation, rule.partition, rule.days) == (
        letters.TYPE,
        letters.ORGANISATION,
        finance.id,
        5,
    )
    with pytest.raises(arranging.ArrangementError):
        arranging.answer(office, asked, None, None, TRACE)


@pytest.mark.parametrize(("name", "why"), [("", "name"), ("!!!", "name"), ("x" * 101, "name"), ("General", "code")])
def test_a_partition_has_a_name_of_its_own(office: UUID, name: str, why: str) -> None:
    with pytest.raises(arranging.ArrangementError, match=why):
        arranging.make_partition(office, name, TRACE)
    arranging.make_partition(office, "Burgerzaken", TRACE)
    with pytest.raises(arranging.ArrangementError, match="code"):
        arranging.make_partition(office, "burgerzaken!", TRACE)


def test_what_came_another_way_is_placed_by_the_worker_once(office: UUID) -> None:
    offices.received()
    boxes.message(office, "To many at once")
    assert placing.place_late() == 1
    assert placing.place_late() == 0
    assert queries.counts(offices.manager(office)).open == 2


def test_what_is_done_stands_newest_first_and_pages_follow_each_other(
    office: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    boss = offices.manager(office)
    for number in range(5):
        actions.finish(boss, offices.received(f"{number}"), TRACE)
    monkeypatch.setattr(queries, "SIZE", 2)
    seen, after = queries.listed(boss, Wanted(state="done"))
    while after:
        rows, after = queries.listed(boss, Wanted(state="done"), queries.Position.read(after.written()))
        seen += rows
    assert subjects(seen) == ["4", "3", "2", "1", "0"]


def test_a_case_and_a_part_are_not_called_by_a_national_number(office: UUID) -> None:
    boss, message_id = offices.manager(office), offices.received()
    with pytest.raises(ValueError, match="no national number"):
        actions.hand_over(boss, message_id, "Zaak 85.07.30-033.28", TRACE)
    with pytest.raises(arranging.ArrangementError, match="name"):
        arranging.make_partition(office, "Dossier 85073003328", TRACE)
    assert not DocumentEvent.objects.filter(kind="handedOverDocument").exists()


def test_the_trail_says_what_each_rule_is_and_who_suggested_it(office: UUID) -> None:
    finance = arranging.make_partition(office, "Financiën", TRACE)
    facts = Facts(letters.TYPE, "", letters.ORGANISATION)
    arranging.answer(office, arranging.suggest(office, facts, "Voor facturen", TRACE), finance.code, 5, TRACE)
    (rule,) = placing.rules_of(office)
    arranging.remove_rule(office, rule.id, TRACE)
    arranging.add_rule(office, facts, finance.code, None, TRACE)
    arranging.end_partition(office, finance.code, TRACE)
    rows = AuditEvent.objects.filter(citizen_id=office, tag="mailbox.rules.changed").order_by("seq")
    told = [json.loads(row.details) if isinstance(row.details, str) else row.details for row in rows]
    assert [each["what"] for each in told] == ["suggested", "added", "accepted", "removed", "added", "removed"]
    assert {(each["message_type"], each["organisation"]) for each in told} == {(letters.TYPE, letters.ORGANISATION)}
    assert [(each["partition"], each["days"]) for each in told if each["what"] == "added"] == [
        (finance.code, 5),
        (finance.code, 0),
    ]
