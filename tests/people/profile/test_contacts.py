"""Contacts: proved by a code that was read there, one preferred per kind, gone when removed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from burgerprofiel.audit.queries import events_of
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.post import Message, mail, sms
from burgerprofiel.people.actions import meet
from burgerprofiel.people.models import Contact, ContactProof, Profile
from burgerprofiel.people.profile import queries, signals
from burgerprofiel.people.profile.actions import note_dead, note_reached
from burgerprofiel.people.profile.contact import Kind
from burgerprofiel.people.profile.contacts import actions, letter, proof
from burgerprofiel.people.profile.contacts.often import TooOftenError
from burgerprofiel.people.profile.contacts.values import NotAContactError, read
from tests.people.profile.giving import TRACE, WOUTER, code_for, contact, noor, other

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def test_a_contact_is_there_once_its_code_is_shown() -> None:
    me = noor()
    with clock.frozen_at(NOW):
        actions.ask(me, Kind.EMAIL, "Noor@Example.BE", "nl", TRACE)
        assert queries.contacts_of(me) == []
        assert queries.reaches([me])[me].email is None
        found = actions.prove(me, Kind.EMAIL, code_for(me, Kind.EMAIL), TRACE)
    assert found
    assert (found.value, found.verified_at, found.preferred) == ("Noor@example.be", NOW, True)
    assert queries.reaches([me])[me].email == found


def test_a_number_is_kept_as_the_network_wants_it() -> None:
    assert contact(noor(), Kind.PHONE, "0470 12 34 56").value == "+32470123456"


def test_a_wrong_code_proves_nothing_and_five_end_it() -> None:
    me = noor()
    with clock.frozen_at(NOW):
        actions.ask(me, Kind.EMAIL, "noor@example.be", "nl", TRACE)
        right = code_for(me, Kind.EMAIL)
        for _each in range(proof.TRIES):
            assert actions.prove(me, Kind.EMAIL, other(right), TRACE) is None
        assert actions.prove(me, Kind.EMAIL, right, TRACE) is None
    assert not Contact.objects.exists()


def test_a_code_is_good_for_ten_minutes_and_once() -> None:
    me = noor()
    with clock.frozen_at(NOW):
        actions.ask(me, Kind.EMAIL, "noor@example.be", "nl", TRACE)
        code = code_for(me, Kind.EMAIL)
    with clock.frozen_at(NOW + 10 * MINUTE):
        assert actions.prove(me, Kind.EMAIL, code, TRACE) is None
    with clock.frozen_at(NOW + 9 * MINUTE):
        assert actions.prove(me, Kind.EMAIL, code, TRACE)
        assert actions.prove(me, Kind.EMAIL, code, TRACE) is None


def test_the_code_of_one_citizen_is_of_no_use_to_another() -> None:
    me, wouter = noor(), meet(WOUTER)
    with clock.frozen_at(NOW):
        actions.ask(me, Kind.EMAIL, "noor@example.be", "nl", TRACE)
        assert actions.prove(wouter, Kind.EMAIL, code_for(me, Kind.EMAIL), TRACE) is None
    assert queries.contacts_of(wouter) == []


def test_who_asks_too_often_is_told_how_long_to_wait() -> None:
    me = noor()
    with clock.frozen_at(NOW):
        actions.ask(me, Kind.EMAIL, "noor@example.be", "nl", TRACE)
    with clock.frozen_at(NOW + timedelta(seconds=20)), pytest.raises(TooOftenError) as soon:
        actions.ask(me, Kind.EMAIL, "noor@example.be", "nl", TRACE)
    assert soon.value.wait == timedelta(seconds=40)
    for each in range(1, 5):
        with clock.frozen_at(NOW + each * MINUTE):
            actions.ask(me, Kind.EMAIL, f"noor{each}@example.be", "nl", TRACE)
    with clock.frozen_at(NOW + 6 * MINUTE), pytest.raises(TooOftenError) as often:
        actions.ask(me, Kind.EMAIL, "noor@example.be", "nl", TRACE)
    assert often.value.minutes == 54


@given(st.lists(st.integers(min_value=1, max_value=7200), min_size=1, max_size=60))
def test_waiting_as_long_as_told_is_always_enough(pauses: list[int]) -> None:
    from burgerprofiel.people.profile.contacts import often

    asked: list[float] = []
    now = NOW
    for pause in pauses:
        now += timedelta(seconds=pause)
        try:
            asked = often.counted(asked, now)
        except TooOftenError as error:
            now += error.wait
            asked = often.counted(asked, now)
        for most, within in often.LIMITS:
            assert sum(each > (now - within).timestamp() for each in asked) <= most


def test_asking_again_for_what_is_there_already_sends_nothing() -> None:
    me = noor()
    contact(me, Kind.EMAIL, "noor@example.be")
    with pytest.raises(actions.AlreadyThereError):
        actions.ask(me, Kind.EMAIL, "NOOR@example.be", "nl", TRACE)


def test_there_are_at_most_five_of_a_kind() -> None:
    me = noor()
    for each in range(actions.MOST):
        contact(me, Kind.EMAIL, f"noor{each}@example.be")
    with pytest.raises(actions.TooManyError):
        actions.ask(me, Kind.EMAIL, "one.more@example.be", "nl", TRACE)
    contact(me, Kind.PHONE, "0470123456")


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "empty"),
        ("noor", "email"),
        ("noor@localhost", "email"),
        ("nооr@example.be", "letters"),  # Cyrillic
        ("noor@exämple.be", "letters"),
        ("noor@example。be", "letters"),  # ideographic full stop
        ("noor@example.be\r\nBcc: all@example.be", "lines"),
        ("noor@example.be\nSubject: hello", "lines"),
        ("noor@example.be, wouter@example.be", "email"),
        ("Noor <noor@example.be>", "email"),
        ('"noor@x"@example.be', "email"),
        ("a" * 65 + "@example.be", "email"),
        ("x" * 10_000_000, "email"),
    ],
)
def test_what_is_no_address_is_refused_with_the_reason(typed: str, reason: str) -> None:
    with pytest.raises(NotAContactError) as refused:
        read(Kind.EMAIL, typed)
    assert refused.value.reason == reason


def test_a_domain_of_other_letters_is_taken_as_the_network_writes_it() -> None:
    assert read(Kind.EMAIL, "noor@XN--exmple-cua.be") == "noor@xn--exmple-cua.be"


@pytest.mark.parametrize("typed", ["02 123 45 67", "+32 2 123 45 67", "１２３", "0470 12 34", "tel", "+324701234567"])
def test_what_is_no_mobile_number_is_refused(typed: str) -> None:
    with pytest.raises(NotAContactError):
        read(Kind.PHONE, typed)


@given(st.text(max_size=60))
def test_whatever_is_typed_nothing_but_plain_letters_gets_through(typed: str) -> None:
    for kind in Kind:
        try:
            value = read(kind, typed)
        except NotAContactError:
            continue
        assert value.isascii()
        assert value.isprintable()
        assert " " not in value


def test_removing_the_preferred_one_lets_another_come_first() -> None:
    me = noor()
    first = contact(me, Kind.EMAIL, "first@example.be")
    second = contact(me, Kind.EMAIL, "second@example.be")
    third = contact(me, Kind.EMAIL, "third@example.be")
    assert actions.prefer(me, third.id, TRACE)
    assert queries.reaches([me])[me].email.value == "third@example.be"  # type: ignore[union-attr]
    note_dead(me, first.id, "550", TRACE)
    assert actions.remove(me, third.id, TRACE)
    assert queries.reaches([me])[me].email.id == second.id  # type: ignore[union-attr]
    assert [each.preferred for each in queries.contacts_of(me)] == [True, False]


_ACTS = st.lists(
    st.tuples(st.sampled_from(["prove", "prefer", "remove", "die", "reach"]), st.integers(0, 5)), max_size=14
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_ACTS)
def test_whatever_is_done_exactly_one_of_each_kind_is_preferred(acts: list[tuple[str, int]]) -> None:
    with transaction.atomic():
        me = noor()
        for act, which in acts:
            mine = queries.contacts_of(me)
            _do(act, me, which, [each.id for each in mine])
            left = queries.contacts_of(me)
            for kind in {each.kind for each in left}:
                assert sum(each.preferred for each in left if each.kind is kind) == 1
            assert bool(left) == Profile.objects.filter(citizen_id=me).exists()
        transaction.set_rollback(True)


def _do(act: str, me: CitizenId, which: int, ids: list[Any]) -> None:
    if act == "prove":
        kind = Kind.EMAIL if which % 2 else Kind.PHONE
        proof.begin(me, kind, f"noor{which}@example.be" if kind is Kind.EMAIL else f"+3247012345{which}")
        code = code_for(me, kind)
        ContactProof.objects.update(asked_at=[])
        assert actions.prove(me, kind, code, TRACE)
    elif ids:
        one = ids[which % len(ids)]
        {
            "prefer": lambda: actions.prefer(me, one, TRACE),
            "remove": lambda: actions.remove(me, one, TRACE),
            "die": lambda: note_dead(me, one, "550", TRACE),
            "reach": lambda: note_reached(me, one, clock.now()),
        }[act]()


def test_what_is_removed_is_nowhere_any_more() -> None:
    me = noor()
    with clock.frozen_at(NOW):
        actions.ask(me, Kind.EMAIL, "noor@example.be", "nl", TRACE)
        found = actions.prove(me, Kind.EMAIL, code_for(me, Kind.EMAIL), TRACE)
    assert found
    assert actions.remove(me, found.id, TRACE)
    assert not Contact.objects.exists()
    assert not Profile.objects.exists(), "with the last thing goes the day of the last sign-in"
    assert not ContactProof.objects.exclude(value=None).exists()
    assert "noor@" not in str([each.details for each in events_of(me).events])
    assert events_of(me).events[0].tag == "people.contact.removed"


def test_nobody_removes_or_prefers_what_is_another_citizens() -> None:
    me, wouter = noor(), meet(WOUTER)
    mine = contact(me, Kind.EMAIL, "noor@example.be")
    assert not actions.remove(wouter, mine.id, TRACE)
    assert not actions.prefer(wouter, mine.id, TRACE)
    assert not note_dead(wouter, mine.id, "550", TRACE)
    assert queries.contacts_of(me)


def test_a_dead_address_is_told_once_and_gives_way_to_one_that_works() -> None:
    me, heard = noor(), list[dict[str, Any]]()
    dead = contact(me, Kind.EMAIL, "dead@example.be")

    def listen(**told: Any) -> None:
        heard.append(told)

    signals.contact_died.connect(listen)
    try:
        assert note_dead(me, dead.id, "550 5.1.1", TRACE)
        assert not note_dead(me, dead.id, "550 5.1.1", TRACE)
    finally:
        signals.contact_died.disconnect(listen)
    assert len(heard) == 1
    email = queries.reaches([me])[me].email
    assert email
    assert (email.works, email.dead_why) == (False, "550 5.1.1")
    works = contact(me, Kind.EMAIL, "works@example.be")
    assert queries.reaches([me])[me].email == queries.contacts_of(me)[1]
    assert queries.contacts_of(me)[1].id == works.id


def test_a_dead_address_works_again_once_it_is_proved_or_something_arrives() -> None:
    me = noor()
    mine = contact(me, Kind.EMAIL, "noor@example.be")
    note_dead(me, mine.id, "550", TRACE)
    assert contact(me, Kind.EMAIL, "noor@example.be").id == mine.id
    assert queries.contacts_of(me)[0].works
    note_dead(me, mine.id, "550", TRACE)
    note_reached(me, mine.id, clock.now() - timedelta(hours=1))
    assert not queries.contacts_of(me)[0].works, "that was sent before it died"
    note_reached(me, mine.id, clock.now() + timedelta(hours=1))
    assert queries.contacts_of(me)[0].works


def test_a_removed_contact_is_not_noted_as_dead() -> None:
    me = noor()
    mine = contact(me, Kind.EMAIL, "noor@example.be")
    actions.remove(me, mine.id, TRACE)
    assert not note_dead(me, mine.id, "550", TRACE)


def test_reaching_many_costs_three_statements(django_assert_num_queries: Any) -> None:
    me, wouter = noor(), meet(WOUTER)
    contact(me, Kind.EMAIL, "noor@example.be")
    contact(wouter, Kind.PHONE, "0470123456")
    with django_assert_num_queries(3):
        found = queries.reaches([me, wouter])
    assert found[me].email
    assert found[wouter].phone
    assert (found[me].language, found[me].call_name) == ("nl", "")


def test_the_tables_and_the_queue_hold_no_address_and_no_code() -> None:
    me = noor()
    with clock.frozen_at(NOW):
        actions.ask(me, Kind.EMAIL, "noor@example.be", "nl", TRACE)
        code = code_for(me, Kind.EMAIL)
    contact(me, Kind.PHONE, "0470123456")
    with connection.cursor() as cursor:
        for table in ("people_contact", "people_contact_proof", "procrastinate_jobs", "audit_event"):
            cursor.execute(f"SELECT coalesce(string_agg(row_to_json(t)::text, ''), '') FROM {table} t")  # noqa: S608 - our own tables
            held = cursor.fetchone()[0]
            assert "noor@" not in held
            assert "470123456" not in held
            assert f'"{code}"' not in held


@pytest.mark.parametrize("language", ["nl", "fr", "de", "en"])
@pytest.mark.parametrize("kind", Kind)
def test_the_letter_has_the_code_first_and_no_link(kind: Kind, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[Message] = []
    monkeypatch.setattr(mail if kind is Kind.EMAIL else sms, "send", sent.append)
    me = noor()
    with clock.frozen_at(NOW):
        actions.ask(me, kind, "noor@example.be" if kind is Kind.EMAIL else "0470123456", language, TRACE)
        expires = ContactProof.objects.get().expires_at
        letter.send(me, kind, expires, language)
        assert sent[0].text.startswith(code_for(me, kind))
        letter.send(me, kind, expires + MINUTE, language)
    letter.send(me, kind, expires, language)
    assert len(sent) == 1, "a code that is over, or that nobody asked for, is not sent"
    assert "http" not in sent[0].text
    assert "85631441236" not in sent[0].text
    assert "{" not in sent[0].text + sent[0].subject


def test_what_is_over_is_forgotten_after_a_day() -> None:
    me = noor()
    with clock.frozen_at(NOW):
        actions.ask(me, Kind.EMAIL, "noor@example.be", "nl", TRACE)
    with clock.frozen_at(NOW + timedelta(hours=1)):
        proof.forget_old()
    row = ContactProof.objects.get()
    assert (row.value, len(row.asked_at)) == (None, 1)
    with clock.frozen_at(NOW + timedelta(days=2)):
        proof.forget_old()
    assert not ContactProof.objects.exists()
