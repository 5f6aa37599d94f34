"""Reading another registry over the contract, v3 and v2.1: whatever it does wrong costs its own part of the list."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

import pytest

from burgerprofiel.kit.breaker import Breaker
from burgerprofiel.mailbox.federation import names
from burgerprofiel.mailbox.federation.configuration import Closed
from burgerprofiel.mailbox.federation.contract import Cause, NotThereError, Page, Question, SilentError
from burgerprofiel.mailbox.federation.http import Http
from burgerprofiel.mailbox.queries import Filter
from burgerprofiel.simulators.registry import mail
from burgerprofiel.simulators.registry.faults import Mode
from tests.mailbox.federation.conftest import NOOR, Other, many

ALL = Question(Filter(visible=True))
SENSELESS = [
    (Mode.DEAD, Cause.TIMEOUT),
    (Mode.DRIP, Cause.TIMEOUT),
    (Mode.REFUSES, Cause.UNREACHABLE),
    (Mode.UNAUTHORISED, Cause.REFUSED),
    (Mode.REDIRECTS, Cause.BROKEN),
    (Mode.NO_JSON, Cause.BROKEN),
    (Mode.WRONG_SHAPE, Cause.BROKEN),
    (Mode.HUGE, Cause.BROKEN),
    (Mode.UNORDERED, Cause.BROKEN),
]


def ask(registry: Http, other: Other, question: Question = ALL, limit: int = 25, *, insist: bool = False) -> Page:
    """The first page."""
    return registry.ask(other.reader, question, None, limit, insist=insist)()


@pytest.mark.parametrize("version", ["v2", "v3"])
def test_both_versions_tell_the_same(other: Other, version: str) -> None:
    page = ask(other.registry(version), other)
    assert [entry.message_id for entry in page.entries[:25]] == [letter.id for letter in other.letters()[:25]]
    assert page.total == len(other.letters())
    newest = page.entries[0]
    assert (newest.subject["nl"], newest.organisation) == ("Uw aanslagbiljet personenbelasting 2025", mail.TAX)
    assert newest.sum is not None
    assert (newest.sum.cents, newest.files, newest.read) == (18462, 2, False)


@pytest.mark.parametrize("version", ["v2", "v3"])
def test_a_message_is_read_once_its_main_content_was_opened_there(other: Other, version: str) -> None:
    registry, letter = other.registry(version), other.letters()[0]
    whole = registry.message(other.reader, letter.id)
    assert [file.is_main for file in whole.files] == [True, False]
    leaflet = b"".join(registry.content(other.reader, letter.id, whole.files[1]))
    assert leaflet.startswith(b"%PDF")
    assert not registry.message(other.reader, letter.id).entry.read
    assert b"".join(registry.content(other.reader, letter.id, whole.files[0])).startswith(b"%PDF")
    assert registry.message(other.reader, letter.id).entry.read


def test_a_body_that_is_the_main_content(other: Other) -> None:
    letter = next(letter for letter in other.letters() if letter.body)
    whole = other.registry().message(other.reader, letter.id)
    assert (whole.has_body, whole.entry.body_is_main, len(whole.files)) == (True, True, 0)
    assert other.registry().body(other.reader, letter.id)["nl"].startswith("Goede dag")
    assert ask(other.registry(), other, Question(Filter(read=True))).total == 1


def test_filters_travel(other: Other) -> None:
    registry = other.registry()
    found = ask(registry, other, Question(Filter(visible=True), "nl", words="tandzorg"))
    assert [entry.subject["nl"] for entry in found.entries] == ["Tandzorg voor Lotte: u hebt recht op terugbetaling"]
    assert ask(registry, other, Question(Filter(organisation=mail.TAX))).total == 2
    old = Question(Filter(received_before=datetime.now(UTC) - timedelta(days=150)))
    assert 0 < ask(registry, other, old).total < len(other.letters())


def test_archiving_there_and_back(other: Other) -> None:
    registry, letter = other.registry(), other.letters()[0]
    registry.show(other.reader, letter.id, visible=False)
    assert ask(registry, other).total == len(other.letters()) - 1
    registry.show(other.reader, letter.id, visible=True)
    assert ask(registry, other).total == len(other.letters())


@pytest.mark.parametrize(("mode", "cause"), SENSELESS)
def test_what_makes_no_sense_is_no_answer(other: Other, mode: Mode, cause: Cause) -> None:
    other.behave(mode)
    began = time.monotonic()
    budget = 0.5 if cause is Cause.TIMEOUT else 3.0
    with pytest.raises(SilentError) as silent:
        ask(other.registry(connect=0.5, budget=budget), other)
    assert silent.value.cause is cause
    assert time.monotonic() - began < budget + 1


def test_the_same_page_for_every_page_ends(other: Other) -> None:
    other.behave(Mode.SAME_PAGE)
    with pytest.raises(SilentError) as silent:
        ask(other.registry(), other, limit=100)
    assert silent.value.cause is Cause.BROKEN


def test_a_list_without_end_gives_a_page(other: Other) -> None:
    other.behave(Mode.BOTTOMLESS)
    page = ask(other.registry(), other)
    assert page.more
    assert len(page.entries) < 100


def test_an_id_that_comes_twice_is_one_message(other: Other) -> None:
    other.behave(Mode.DOUBLED)
    page = ask(other.registry(), other, limit=10)
    assert len({entry.message_id for entry in page.entries}) == len(page.entries)


def test_a_clock_that_is_fast_changes_no_order(other: Other) -> None:
    other.behave(Mode.SKEWED)
    page = ask(other.registry(), other)
    assert [entry.message_id for entry in page.entries[:5]] == [letter.id for letter in other.letters()[:5]]


def test_absurd_fields_do_no_harm(other: Other) -> None:
    other.behave(Mode.HOSTILE_FIELDS)
    page = ask(other.registry(), other)
    assert len(page.entries) >= 25
    for entry in page.entries:
        assert all(text.replace("\n", "").isprintable() and len(text) <= 2000 for text in entry.subject.values())
        assert 0 <= entry.files < 10
        assert entry.sum is None or entry.sum.cents < 10**12
        assert entry.organisation  # the parts that make sense are still read


def test_another_message_than_was_asked_is_refused(other: Other) -> None:
    other.behave(Mode.FOREIGN)
    with pytest.raises(SilentError):
        other.registry().message(other.reader, other.letters()[0].id)


def test_a_file_that_is_not_the_promised_one_never_arrives_whole(other: Other) -> None:
    registry, letter = other.registry(), other.letters()[0]
    file = registry.message(other.reader, letter.id).files[0]
    other.behave(Mode.OTHER_FILE)
    with pytest.raises(SilentError):
        list(registry.content(other.reader, letter.id, file))


def test_a_file_without_end_is_cut_off(other: Other) -> None:
    registry, letter = other.registry(largest_mb=1), other.letters()[0]
    file = registry.message(other.reader, letter.id).files[0]
    other.behave(Mode.HUGE)
    with pytest.raises(SilentError):
        list(registry.content(other.reader, letter.id, file))


def test_who_fails_again_and_again_is_left_alone_until_somebody_insists(other: Other) -> None:
    registry = other.registry()
    registry.line.breaker = Breaker(limit=2, rest=60)
    other.behave(Mode.REFUSES)
    for _time in range(2):
        with pytest.raises(SilentError):
            ask(registry, other)
    other.behave()
    with pytest.raises(SilentError) as silent:
        ask(registry, other)
    assert silent.value.cause is Cause.RESTING
    assert ask(registry, other, insist=True).total
    assert ask(registry, other).total


def test_who_is_closed_by_plan_is_not_asked(other: Other) -> None:
    now = datetime.now(UTC)
    closed = Closed(now - timedelta(hours=1), now + timedelta(hours=1))
    registry = other.registry(maintenance=(closed,))
    with pytest.raises(SilentError) as silent:
        ask(registry, other)
    assert silent.value.cause is Cause.MAINTENANCE
    assert not other.state.asked


def test_names_are_asked_once_and_kept_as_long_as_the_registry_says(other: Other) -> None:
    ask(other.registry(), other)
    assert names.called(names.Key("federaal", "senderOrganizations", mail.TAX))["fr"] == "SPF Exemple Finances"
    asked = len([url for url in other.state.asked if "refData" in url])
    ask(other.registry(), other)
    assert len([url for url in other.state.asked if "refData" in url]) == asked == 5
    assert names.lifetime("public, max-age=86400") == 86400
    assert names.lifetime("no-store") == names.SHORTEST
    assert names.lifetime("max-age=999999999") == names.LONGEST


def test_what_is_not_there_is_said_so(other: Other) -> None:
    with pytest.raises(NotThereError):
        other.registry().message(other.reader, "../../../status/live")


def test_the_national_number_stands_in_no_address(other: Other) -> None:
    registry = other.registry()
    letter = ask(registry, other).entries[0]
    registry.message(other.reader, letter.message_id)
    assert other.state.asked
    assert not any(NOOR in url for url in other.state.asked)


def test_a_list_of_hundreds_is_walked_by_page_number(other: Other) -> None:
    letters = many(230, other.state.began)
    other.state.letters = lambda _ssin, _at: letters
    registry, place, walked = other.registry("v2"), None, []
    while True:
        page = registry.ask(other.reader, ALL, place, 25, insist=False)()
        walked += [entry.message_id for entry in page.entries[:25]]
        place = page.entries[:25][-1].place
        if not page.more and len(page.entries) <= 25:
            break
    assert walked == [letter.id for letter in letters]
