"""`audit_verify` against somebody who has the whole database in their power: each kind of tampering is named."""

import dataclasses
import io
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command
from django.db import connection

from burgerprofiel.audit import actions
from burgerprofiel.audit.anchors import Head, anchored
from burgerprofiel.audit.chain import GENESIS
from burgerprofiel.audit.inspect_chains import _hash_of
from burgerprofiel.audit.models import AuditAnchor, AuditAnchoredHead, AuditChain, AuditEvent, AuditPending
from burgerprofiel.kit import clock
from tests.audit.trail import EMMA, NOOR, WOUTER, act, anchors_folder, attack, attacker, lived

pytestmark = pytest.mark.django_db(transaction=True)


def verify(*arguments: str) -> tuple[int, str]:
    """Run the command as an operator does: its exit code and what it said."""
    said = io.StringIO()
    try:
        call_command("audit_verify", *arguments, stdout=said)
    except SystemExit as end:
        return int(str(end.code)), said.getvalue()
    return 0, said.getvalue()


def tampered(*arguments: str) -> str:
    """What the command says of a trail that is not whole."""
    code, said = verify(*arguments)
    assert code == 1, said
    return said


def test_a_trail_that_nobody_touched_is_whole() -> None:
    lived()
    assert verify() == (0, "The trail is whole. Checked: 3 chains with 7 events, and 3 anchors.\n")


def test_an_empty_trail_is_whole() -> None:
    assert verify() == (0, "The trail is whole. Checked: 0 chains with 0 events, and 0 anchors.\n")


@pytest.mark.parametrize(
    "change",
    [
        'details = \'{"page":"other","times":1}\'',
        "actor = 'somebody'",
        "at = at + interval '1 microsecond'",
        "tag = 'demo.page.written'",
        "url = '/elsewhere'",
        "method = 'POST'",
        "response_code = 403",
        "client_id = ''",
        "subject_token_hash = ''",
        "previous = hash",
        "hash = previous",
    ],
)
def test_an_altered_event_is_found_whatever_field_it_is(change: str) -> None:
    lived()
    attack(f"UPDATE audit_event SET {change} WHERE citizen_id=noor AND seq = 3")  # noqa: S608 - our own words
    said = tampered()
    assert f"Citizen {NOOR}: Event 3 (" in said
    assert "was altered or put in another place." in said
    assert str(WOUTER) not in said


def test_a_removed_event_is_found() -> None:
    lived()
    attack("DELETE FROM audit_event WHERE citizen_id=noor AND seq = 3")
    assert f"Citizen {NOOR}: Event 3 was removed.\n" in tampered()


def test_removed_events_at_the_start_are_found() -> None:
    lived()
    attack("DELETE FROM audit_event WHERE citizen_id=noor AND seq <= 2")
    assert f"Citizen {NOOR}: Events 1 to 2 were removed.\n" in tampered()


def test_a_removed_event_of_which_the_others_moved_up_is_found() -> None:
    lived()
    attack(
        "DELETE FROM audit_event WHERE citizen_id=noor AND seq = 3",
        "UPDATE audit_event SET seq = seq - 1 WHERE citizen_id=noor AND seq > 3",
        "UPDATE audit_chain SET seq = 4 WHERE citizen_id=noor",
    )
    said = tampered()
    assert "Event 3 (demo.page.read," in said
    assert "Event 5 was removed from the end." in said


def test_events_in_another_order_are_found() -> None:
    lived()
    attack(
        "UPDATE audit_event SET seq = 99 WHERE citizen_id=noor AND seq = 2",
        "UPDATE audit_event SET seq = 2 WHERE citizen_id=noor AND seq = 3",
        "UPDATE audit_event SET seq = 3 WHERE citizen_id=noor AND seq = 99",
    )
    said = tampered()
    assert "Event 2 (" in said
    assert "Event 3 (" in said


def test_an_event_that_was_given_to_another_citizen_is_found() -> None:
    lived()
    with attacker():
        AuditEvent.objects.filter(citizen_id=NOOR, seq=5).update(citizen_id=WOUTER, seq=2)
    said = tampered()
    assert f"Citizen {NOOR}: Event 5 was removed from the end." in said
    assert f"Citizen {WOUTER}: Event 2 (" in said


def test_a_removed_tail_is_found_by_the_head() -> None:
    lived()
    attack("DELETE FROM audit_event WHERE citizen_id=noor AND seq >= 4")
    assert f"Citizen {NOOR}: Events 4 to 5 were removed from the end.\n" in tampered()


def test_a_removed_tail_is_found_by_the_anchors_when_the_head_was_put_back_too() -> None:
    lived()
    attack(
        "DELETE FROM audit_event WHERE citizen_id=noor AND seq >= 3",
        "UPDATE audit_chain SET seq = 2, hash = e.hash FROM audit_event e "
        "WHERE audit_chain.citizen_id=noor AND e.citizen_id=noor AND e.seq = 2",
        "DELETE FROM audit_pending WHERE citizen_id=noor",
    )
    said = tampered()
    assert "Events 3 to 4 were removed from the end." in said
    assert "The head was altered: it counts 2 events, but there were 4." in said


def test_an_altered_head_is_found() -> None:
    lived()
    attack("UPDATE audit_chain SET hash = decode(repeat('ab', 32), 'hex') WHERE citizen_id=noor")
    assert "The head was altered, or event 5 was: the one does not end in the other." in tampered()


def test_a_removed_head_is_found() -> None:
    lived()
    attack("DELETE FROM audit_chain WHERE citizen_id=emma")
    assert f"Citizen {EMMA}: The head of the chain was removed.\n" in tampered()


def rewrite() -> None:
    """Change an event of Noor's and make everything in her chain after it fit again, as only we could."""
    previous = GENESIS
    with attacker():
        for event in AuditEvent.objects.filter(citizen_id=NOOR).order_by("seq"):
            event.url = "/nothing-to-see" if event.seq == 3 else event.url
            event.previous = previous
            event.hash = previous = _hash_of(event)
            AuditEvent.objects.filter(citizen_id=NOOR, seq=event.seq).update(
                url=event.url, previous=event.previous, hash=event.hash
            )
        AuditChain.objects.filter(citizen_id=NOOR).update(hash=previous)
        AuditPending.objects.filter(citizen_id=NOOR).update(hash=previous)


def test_a_chain_that_was_rewritten_without_a_seam_is_found_by_the_anchors() -> None:
    lived()
    rewrite()
    finding, summary, *_ = tampered().splitlines()
    assert finding == f"Citizen {NOOR}: Event 4 is not the one that anchor 2 holds: the chain was rewritten."
    assert summary.startswith("The trail was tampered with; findings: 1.")


def reanchor() -> None:
    """Make the anchors in the database fit the chains again."""
    previous = GENESIS
    with attacker():
        for head in AuditAnchoredHead.objects.all():
            event = AuditEvent.objects.filter(citizen_id=head.citizen_id, seq=head.seq).first()
            rows = AuditAnchoredHead.objects.filter(citizen_id=head.citizen_id, anchor=head.anchor)
            rows.update(hash=event.hash) if event else rows.delete()
        for row in AuditAnchor.objects.order_by("number"):
            rows = AuditAnchoredHead.objects.filter(anchor=row.number).order_by("citizen_id")
            heads = [Head(head.citizen_id, head.seq, bytes(head.hash)) for head in rows]
            made = anchored(row.number, row.at, previous, heads)
            AuditAnchor.objects.filter(number=row.number).update(
                previous=previous, heads=made.heads, hash=bytes.fromhex(made.hash)
            )
            previous = bytes.fromhex(made.hash)


def test_a_database_that_was_rewritten_altogether_is_found_by_the_copy_kept_elsewhere() -> None:
    lived()
    rewrite()
    reanchor()
    said = tampered()
    assert "Citizen" not in said
    for number in (2, 3):
        assert f"Anchor {number}: differs from its copy kept elsewhere" in said
    assert "Anchor 1" not in said


def test_a_citizen_who_was_removed_altogether_is_found() -> None:
    lived()
    with attacker():
        for table in (AuditEvent, AuditChain, AuditAnchoredHead):
            table._default_manager.filter(citizen_id=WOUTER).delete()
    assert "Anchor 1: altered, or a head that it holds was altered or removed.\n" in tampered()
    reanchor()
    assert "Anchor 1: differs from its copy kept elsewhere" in tampered()


def test_an_event_that_was_slipped_in_past_the_anchors_is_found() -> None:
    lived()
    actions.anchor()
    act(NOOR, "forged")
    attack("DELETE FROM audit_pending WHERE citizen_id=noor")
    assert f"Citizen {NOOR}: Event 6 was slipped in: no anchor holds that or waits to." in tampered()


@pytest.mark.parametrize(
    ("attacks", "said"),
    [
        (["DELETE FROM audit_anchor WHERE number = 2"], "Anchor 2: removed from the database; its copy is still kept"),
        (["DELETE FROM audit_anchor WHERE number = 3"], "Anchor 3: removed from the database; its copy is still kept"),
        (["UPDATE audit_anchor SET at = at + interval '1 hour' WHERE number = 1"], "Anchor 1: altered, or a head"),
        (
            ["UPDATE audit_anchor SET previous = hash WHERE number = 2"],
            "Anchor 2: does not follow the anchor before it",
        ),
        (
            ["UPDATE audit_anchored_head SET seq = 1 WHERE citizen_id=noor AND anchor = 1"],
            "Anchor 1: altered, or a head",
        ),
        (["DELETE FROM audit_anchored_head WHERE citizen_id=emma"], "Anchor 2: altered, or a head"),
    ],
)
def test_altered_and_removed_anchors_are_found(attacks: list[str], said: str) -> None:
    lived()
    attack(*attacks)
    assert said in tampered()


def without_line(number: int) -> None:
    """Take one anchor out of the place where they are kept."""
    (path,) = anchors_folder().iterdir()
    lines = path.read_text().splitlines(keepends=True)
    path.write_text("".join(line for line in lines if f'"number":{number},' not in line))


def test_an_anchor_that_is_gone_from_both_places_is_found() -> None:
    lived()
    attack("DELETE FROM audit_anchor WHERE number = 2", "DELETE FROM audit_anchored_head WHERE anchor = 2")
    without_line(2)
    assert "Anchor 2: missing, here and elsewhere.\n" in tampered()


def test_anchors_are_kept_where_the_operator_says(settings: LazySettings, tmp_path: Path) -> None:
    settings.CONFIG = dataclasses.replace(settings.CONFIG, anchors=tmp_path / "elsewhere")
    lived()
    assert list((tmp_path / "elsewhere").glob("*.log"))
    assert not anchors_folder().exists()
    assert verify()[0] == 0


def test_copies_that_are_gone_are_found_once_they_had_time_to_get_there() -> None:
    lived()
    without_line(3)
    assert verify()[0] == 0
    with clock.frozen_at(clock.now() + timedelta(minutes=5)):
        assert "Anchor 3: made at" in (said := tampered())
    assert "but no copy is kept elsewhere." in said
    assert "Anchor 2" not in said


def test_a_database_without_a_trail_gets_a_sentence() -> None:
    with attacker(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_event RENAME TO hidden")
    try:
        with pytest.raises(CommandError, match="The database has no trail"):
            verify()
    finally:
        with attacker(), connection.cursor() as cursor:
            cursor.execute("ALTER TABLE hidden RENAME TO audit_event")


def test_events_that_wait_too_long_are_remarked_on_but_prove_nothing() -> None:
    act(NOOR, "work")
    assert verify()[1].startswith("Events wait for an anchor, but none was made ever: does the worker run?\n")
    actions.anchor()
    act(NOOR, "home")
    assert verify()[1].startswith("The trail is whole.")
    with clock.frozen_at(clock.now() + timedelta(hours=1)):
        code, said = verify()
    assert (code, "none was made since" in said) == (0, True)


def break_noor() -> None:
    attack("UPDATE audit_event SET url = '/x' WHERE citizen_id=noor AND seq = 1")


def break_emmas_anchor() -> None:
    attack("UPDATE audit_anchored_head SET hash = '' WHERE citizen_id=emma")


@pytest.mark.parametrize(("harm", "wrong"), [(break_noor, {NOOR}), (break_emmas_anchor, {NOOR, EMMA})])
def test_one_citizen_can_be_checked_alone(harm: Callable[[], None], wrong: set[object]) -> None:
    lived()
    harm()  # anchor 2 holds both Noor's and Emma's head
    assert {citizen for citizen in (NOOR, WOUTER, EMMA) if verify("--citizen", str(citizen))[0]} == wrong
