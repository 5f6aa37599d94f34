"""At the counter: who is registered, who is not, and what happens when two do the same (A4)."""

from __future__ import annotations

import dataclasses
import json
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from burgerprofiel.access import rules, tasks
from burgerprofiel.access.activation import VALID, afterwards, counter, queries, secrets
from burgerprofiel.access.activation.afterwards import OverError
from burgerprofiel.access.activation.counter import AlreadyOpenError, Issued
from burgerprofiel.access.activation.details import State
from burgerprofiel.access.activation.typed import RefusedError
from burgerprofiel.access.models import Registration
from burgerprofiel.access.restrictions import Restricted, restrict, restrictions_of
from burgerprofiel.access.upstream import configuration
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import uuid7
from burgerprofiel.kit.post import mail
from burgerprofiel.people.actions import meet
from burgerprofiel.people.models import CitizenKey
from burgerprofiel.simulators.magda.cast import BY_SLUG
from tests.access.activating import AMIRA, SOFIE, TRACE, at_zonnegem, elsewhere, events
from tests.access.test_races import RUNNERS, at_once

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.fixture
def links(db: None, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The jobs that send a link."""
    jobs: list[str] = []
    monkeypatch.setattr(tasks.send_activation_link, "defer", lambda **job: jobs.append(job["registration"]))
    return jobs


@pytest.fixture
def issued(links: list[str]) -> Issued:
    """Amira, registered."""
    return counter.register(at_zonnegem(), AMIRA, TRACE)


def test_a_registration_gives_a_code_for_the_letter_and_a_job_for_the_link(issued: Issued, links: list[str]) -> None:
    assert len(issued.code.replace("-", "")) == 12
    assert set(issued.code) <= {*secrets.ALPHABET, "-"}
    assert links == [issued.registration_id.hex]
    row = Registration.objects.get()
    assert row.expires_at - row.created_at == VALID == timedelta(days=14)
    assert issued.name == "Amira Fatima Haddad"


def test_the_trail_says_who_registered_for_whom_and_why(issued: Issued) -> None:
    event = events()[-1]
    assert (event.tag, event.actor) == ("access.registration.made", str(meet(SOFIE)))
    assert json.loads(event.details) == {
        "organisation": "0207446759",
        "purpose": "digitale sleutels zonder eID",
        "document": "passport",
    }


def test_neither_code_nor_link_nor_person_stands_in_the_table(issued: Issued) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(row_to_json(r)::text, '') FROM access_registration r")
        kept = cursor.fetchone()[0]
    for secret in (issued.code, issued.code.replace("-", ""), "Haddad", "amira", AMIRA.number, "123456"):
        assert secret not in kept
        assert secret.encode().hex() not in kept
    for secret in (issued.code, "Haddad", "amira"):
        assert secret not in repr(issued)
    assert "Haddad" not in repr(AMIRA)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("given_name", " "),
        ("family_name", "x" * 101),
        ("family_name", "85.63.14-412.36"),
        ("number", "85631441237"),
        ("number", ""),
        ("document", "library_card"),
        ("document_number", "<script>"),
        ("document_number", ""),
        ("email", "amira@"),
        ("email", "a@b.be, c@d.be"),
        ("language", "es"),
    ],
)
def test_what_was_typed_wrong_is_told_beside_its_field(links: list[str], field: str, value: str) -> None:
    with pytest.raises(RefusedError) as refused:
        counter.register(at_zonnegem(), dataclasses.replace(AMIRA, **{field: value}), TRACE)
    assert [wrong.field for wrong in refused.value.wrong] == [field]
    assert all(wrong.sentence for wrong in refused.value.wrong)
    assert not Registration.objects.exists()
    assert not links


@pytest.mark.parametrize("purpose", ["", "   ", "x" * 101, "voor 85.63.14-412.36", "a\nb"])
def test_without_a_purpose_nobody_is_registered(links: list[str], purpose: str) -> None:
    with pytest.raises(RefusedError) as refused:
        counter.register(at_zonnegem(purpose), AMIRA, TRACE)
    assert [wrong.field for wrong in refused.value.wrong] == ["purpose"]


def test_without_a_mail_server_nobody_is_registered(links: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail, "offered", lambda: False)
    with pytest.raises(RefusedError, match="email"):
        counter.register(at_zonnegem(), AMIRA, TRACE)
    assert not Registration.objects.exists()


def test_nobody_registers_themselves(links: list[str]) -> None:
    with pytest.raises(RefusedError, match="number"):
        counter.register(at_zonnegem(), dataclasses.replace(AMIRA, number=SOFIE.digits), TRACE)
    assert not Registration.objects.exists()


@pytest.mark.parametrize(
    ("number", "reason"),
    [("16.03.15-012.68", "under-12"), ("00.00.01-001.39", "perhaps-under-6")],
)
def test_a3_a_counter_gives_digital_keys_from_twelve(links: list[str], number: str, reason: str) -> None:
    with clock.frozen_at(NOW), pytest.raises(rules.NotUsableError) as refused:
        counter.register(at_zonnegem(), dataclasses.replace(AMIRA, number=_valid(number)), TRACE)
    assert refused.value.reason == reason
    assert not Registration.objects.exists()


def _valid(number: str) -> str:
    """The number with the check digits that it must have: before 2000 first, else after."""
    digits = "".join(sign for sign in number if sign.isdigit())[:9]
    century = "2" if digits.startswith("16") else ""
    return f"{digits}{97 - int(century + digits) % 97:02d}"


@pytest.mark.parametrize(
    ("kind", "reason"),
    [(Restricted.DECEASED, "deceased"), (Restricted.NO_EID_SIGN_IN, "order-excludes-new-keys")],
)
def test_what_a_register_or_a_judge_says_holds_at_the_counter_too(
    links: list[str], kind: Restricted, reason: str
) -> None:
    restrict(meet(AMIRA.ssin), kind, TRACE)
    with pytest.raises(rules.NotUsableError) as refused:
        counter.register(at_zonnegem(), AMIRA, TRACE)
    assert refused.value.reason == reason
    assert events()[-1].tag == "access.registration.refused"
    assert json.loads(events()[-1].details)["reason"] == reason


@pytest.mark.parametrize("kind", [Restricted.LOCKED, Restricted.NO_SIGNING])
def test_a_lock_or_a_ban_on_signing_does_not_keep_anybody_from_the_counter(links: list[str], kind: Restricted) -> None:
    restrict(meet(AMIRA.ssin), kind, TRACE)
    assert counter.register(at_zonnegem(), AMIRA, TRACE).code


def test_who_is_registered_already_is_told_and_replaced_only_on_purpose(issued: Issued) -> None:
    with pytest.raises(AlreadyOpenError) as found:
        counter.register(elsewhere(), AMIRA, TRACE)
    assert found.value.registration_id == issued.registration_id
    again = counter.register(elsewhere(), AMIRA, TRACE, replaces=found.value.registration_id)
    assert again.code != issued.code
    assert Registration.objects.filter(used_at=None, ended_at=None).get().id == again.registration_id
    assert [event.tag.rpartition(".")[2] for event in events()] == ["made", "withdrawn", "made"]


def test_replacing_one_that_was_replaced_meanwhile_is_told(issued: Issued) -> None:
    counter.register(elsewhere(), AMIRA, TRACE, replaces=issued.registration_id)
    with pytest.raises(AlreadyOpenError):
        counter.register(at_zonnegem(), AMIRA, TRACE, replaces=issued.registration_id)


def test_one_that_expired_stands_in_nobodys_way(links: list[str]) -> None:
    with clock.frozen_at(NOW):
        counter.register(at_zonnegem(), AMIRA, TRACE)
    with clock.frozen_at(NOW + VALID):
        assert counter.register(at_zonnegem(), AMIRA, TRACE).code


@pytest.mark.django_db(transaction=True)
def test_of_several_counters_at_the_same_moment_one_registers_and_the_others_are_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tasks.send_activation_link, "defer", lambda registration: None)
    here = at_zonnegem()

    def act() -> str:
        try:
            counter.register(here, AMIRA, TRACE)
        except AlreadyOpenError as found:
            return str(found.registration_id)
        return "registered"

    answers = at_once(act)
    assert answers.count("registered") == 1
    assert set(answers) - {"registered"} == {str(Registration.objects.get().id)}
    assert len(answers) == RUNNERS


@pytest.mark.django_db(transaction=True)
def test_also_without_our_lock_the_database_lets_only_one_be_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks.send_activation_link, "defer", lambda registration: None)
    monkeypatch.setattr(counter, "one_at_a_time", lambda citizen_id: None)
    here = at_zonnegem()

    def act() -> bool:
        try:
            counter.register(here, AMIRA, TRACE)
        except AlreadyOpenError:
            return False
        return True

    assert sorted(at_once(act)) == [False] * (RUNNERS - 1) + [True]


def test_another_letter_makes_the_old_one_worthless_and_gives_five_tries_anew(issued: Issued) -> None:
    Registration.objects.update(tries=4)
    again = afterwards.replace_letter(at_zonnegem(), issued.registration_id, TRACE)
    row = Registration.objects.get()
    assert bytes(row.code_hash) == secrets.code_hash(row.id, again.code) != secrets.code_hash(row.id, issued.code)
    assert (row.tries, again.until) == (0, issued.until)
    assert events()[-1].tag == "access.registration.letter_replaced"


def test_another_address_gets_another_link_and_the_letter_stays_good(issued: Issued, links: list[str]) -> None:
    before = Registration.objects.get()
    afterwards.correct_address(at_zonnegem(), issued.registration_id, " haddad@example.org ", TRACE)
    row = Registration.objects.get()
    assert bytes(row.link_hash) != bytes(before.link_hash)
    assert bytes(row.code_hash) == bytes(before.code_hash)
    assert len(links) == 2
    seen = queries.registration(row.organisation_id, row.id)
    assert seen
    assert seen.email == "haddad@example.org"


def test_a_wrong_address_changes_nothing(issued: Issued, links: list[str]) -> None:
    with pytest.raises(RefusedError, match="email"):
        afterwards.correct_address(at_zonnegem(), issued.registration_id, "nowhere", TRACE)
    assert len(links) == 1


def test_what_was_withdrawn_cannot_be_printed_corrected_or_withdrawn_again(issued: Issued) -> None:
    here, which = at_zonnegem(), issued.registration_id
    afterwards.withdraw(here, which, TRACE)
    for act in (
        lambda: afterwards.withdraw(here, which, TRACE),
        lambda: afterwards.replace_letter(here, which, TRACE),
        lambda: afterwards.correct_address(here, which, "haddad@example.org", TRACE),
    ):
        with pytest.raises(OverError):
            act()
    assert [event.tag.rpartition(".")[2] for event in events()] == ["made", "withdrawn"]


def test_another_counter_touches_and_sees_nothing_of_it(issued: Issued) -> None:
    there, which = elsewhere(), issued.registration_id
    with pytest.raises(OverError):
        afterwards.withdraw(there, which, TRACE)
    with pytest.raises(OverError):
        afterwards.withdraw(at_zonnegem(), uuid7(), TRACE)
    assert queries.registration(there.organisation_id, which) is None
    assert queries.of_organisation(there.organisation_id) == ([], None)
    assert queries.of_citizen(there.organisation_id, AMIRA.ssin) == []


def test_a_counter_sees_its_own_newest_first_in_pages_with_their_state(links: list[str]) -> None:
    here = at_zonnegem()
    first = counter.register(here, AMIRA, TRACE)
    second = counter.register(here, AMIRA, TRACE, replaces=first.registration_id)
    page, more = queries.of_organisation(here.organisation_id, most=1)
    assert [each.state for each in page] == [State.WAITING]
    older, end = queries.of_organisation(here.organisation_id, before=more, most=1)
    assert [(each.id, each.state) for each in older] == [(first.registration_id, State.WITHDRAWN)]
    assert end is None
    assert [each.id for each in queries.of_citizen(here.organisation_id, AMIRA.ssin)] == [
        second.registration_id,
        first.registration_id,
    ]


def test_every_state_has_its_name(issued: Issued) -> None:
    def state() -> State:
        seen = queries.registration(issued.organisation_id, issued.registration_id)
        assert seen
        return seen.state

    assert state() is State.WAITING
    with clock.frozen_at(issued.until):
        assert state() is State.EXPIRED
    Registration.objects.update(ended_at=clock.now(), tries=5)
    assert state() is State.BLOCKED
    Registration.objects.update(tries=4)
    assert state() is State.WITHDRAWN
    Registration.objects.update(used_at=clock.now())
    assert state() is State.USED


def test_who_says_at_the_counter_that_it_was_somebody_else_has_all_keys_locked(issued: Issued) -> None:
    here, which = at_zonnegem(), issued.registration_id
    with pytest.raises(OverError):
        afterwards.lock_keys(here, which, TRACE)
    Registration.objects.update(used_at=clock.now())
    with pytest.raises(OverError):
        afterwards.lock_keys(elsewhere(), which, TRACE)
    afterwards.lock_keys(here, which, TRACE)
    assert Restricted.LOCKED in restrictions_of(meet(AMIRA.ssin), clock.today())
    assert [event.tag for event in events()][-2:] == ["access.restriction.set", "access.registration.keys_locked"]
    assert {event.actor for event in events()} == {str(meet(SOFIE))}
    assert counter.register(here, AMIRA, TRACE).code


def test_who_was_erased_takes_nobody_elses_registration_from_the_counters_list(issued: Issued) -> None:
    other = dataclasses.replace(AMIRA, number=BY_SLUG["noor"].ssin)
    counter.register(at_zonnegem(), other, TRACE)
    CitizenKey.objects.filter(citizen_id=meet(AMIRA.ssin)).delete()
    seen, _more = queries.of_organisation(issued.organisation_id)
    assert [row.id for row in seen] == [Registration.objects.get(citizen_id=meet(other.ssin)).id]
    assert queries.registration(issued.organisation_id, issued.registration_id) is None
    assert queries.of_citizen(issued.organisation_id, AMIRA.ssin) == []


def test_where_only_another_provider_counts_the_counter_hears_so_at_once(
    links: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(configuration, "only", lambda: "itsme")
    with pytest.raises(RefusedError):
        counter.register(at_zonnegem(), AMIRA, TRACE)
    assert not Registration.objects.exists()
