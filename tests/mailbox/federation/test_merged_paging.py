"""One list from many: whatever the interleaving, the size of the page and who fails, nothing comes twice or is lost."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from burgerprofiel.mailbox.federation import counted, order
from burgerprofiel.mailbox.federation.contract import Cause, Entry, Page, Place, SilentError

Lists = dict[str, list[int]]
"""Per registry the moments of its messages."""
LISTS = st.dictionaries(st.sampled_from("abcd"), st.lists(st.integers(1, 30), max_size=40), min_size=1)


def entry(registry: str, at: int, name: str, index: int = 0) -> Entry:
    """A message of that moment."""
    moment = datetime.fromtimestamp(at, UTC)
    return Entry(registry, Place(at, name, index), moment, None, {}, False, True, False, "t", "0812345603", "a", 0)


def registry(name: str, moments: Sequence[int], salt: int = 0) -> list[Entry]:
    """A registry's list: newest first, messages of the same moment in an order of its own."""
    named = [(at, f"{(number * 7919 + salt) % 1000:03}-{number}") for number, at in enumerate(moments)]
    named.sort(key=lambda each: (-each[0], hash((each[1], salt)) % 97, each[1]))
    return [entry(name, at, message, index + 1) for index, (at, message) in enumerate(named)]


def ask(entries: Sequence[Entry], after: Place | None, limit: int) -> Page:
    """Read a list of which one can only count the pages."""

    async def fetch(number: int) -> tuple[Sequence[Entry], int]:
        return entries[(number - 1) * counted.SIZE : number * counted.SIZE], len(entries)

    return asyncio.run(counted.Walk(fetch, after).page(limit))


@given(lists=LISTS, size=st.integers(1, 60), salt=st.integers(0, 5))
def test_the_list_is_whole_and_in_order(lists: Lists, size: int, salt: int) -> None:
    registries = {name: registry(name, moments, salt) for name, moments in lists.items()}
    places: order.Places = {}
    walked: list[Entry] = []
    more = True
    while more:
        page = order.merged({n: ask(es, places.get(n), size) for n, es in registries.items()}, places, size)
        assert len(page.entries) == size or not page.more
        walked += page.entries
        places, more = page.places, page.more
    ranks = [(*order.rank(each), tuple(-ord(letter) for letter in each.message_id)) for each in walked]
    assert [rank[:2] for rank in ranks] == sorted(rank[:2] for rank in ranks)
    everything = {(name, each.message_id) for name, entries in registries.items() for each in entries}
    assert len(walked) == len(everything)
    assert {(each.registry, each.message_id) for each in walked} == everything


@given(lists=LISTS, size=st.integers(1, 12), data=st.data())
def test_who_fails_now_and_then_loses_nothing(lists: Lists, size: int, data: st.DataObject) -> None:
    registries = {name: registry(name, moments) for name, moments in lists.items()}
    places: order.Places = {}
    walked: list[tuple[str, str]] = []
    turns = 0
    while True:
        turns += 1
        failing = data.draw(st.sets(st.sampled_from(sorted(registries)))) if turns < 30 else set()
        answers = {n: ask(es, places.get(n), size) for n, es in registries.items() if n not in failing}
        page = order.merged(answers, places, size)
        walked += [(each.registry, each.message_id) for each in page.entries]
        places = page.places
        if not page.more and not failing:
            break
    assert len(walked) == len(set(walked)) == sum(map(len, registries.values()))


@given(lists=LISTS, size=st.integers(1, 12), gone=st.sampled_from("abcd"))
def test_a_registry_that_never_answers_takes_nothing_from_the_others(lists: Lists, size: int, gone: str) -> None:
    registries = {name: registry(name, moments) for name, moments in lists.items() if name != gone}
    places: order.Places = {}
    walked = 0
    more = True
    while more:
        page = order.merged({n: ask(es, places.get(n), size) for n, es in registries.items()}, places, size)
        walked, places, more = walked + len(page.entries), page.places, page.more
    assert walked == sum(map(len, registries.values()))


@given(
    moments=st.lists(st.integers(1, 400), min_size=1, max_size=160, unique=True),
    size=st.integers(1, 60),
    data=st.data(),
)
def test_a_list_that_changes_while_it_is_read_by_page_number(
    moments: list[int], size: int, data: st.DataObject
) -> None:
    """New ones come on top, old ones expire: whoever stood there all the time is read once."""
    standing = registry("a", moments)
    stayed = {each.message_id for each in standing}
    walked: list[str] = []
    place: Place | None = None
    newest = 1000
    while True:
        page = ask(standing, place, size)
        taken = page.entries[:size]
        walked += [each.message_id for each in taken]
        if not page.more and len(taken) == len(page.entries):
            break
        place = taken[-1].place
        fresh = data.draw(st.integers(0, 70))
        removed = set(data.draw(st.lists(st.sampled_from([each.message_id for each in standing]), max_size=70)))
        stayed -= removed
        standing = [each for each in standing if each.message_id not in removed]
        standing = [entry("a", newest + n, f"new-{newest + n}") for n in range(fresh, 0, -1)] + standing
        standing = [entry("a", e.place.at, e.message_id, index + 1) for index, e in enumerate(standing)]
        newest += fresh
        if len(standing) > 380:
            break
    assert len(walked) == len(set(walked))
    if len(standing) <= 380:
        assert stayed <= set(walked)


def test_a_registry_that_gives_fewer_than_asked_is_read_to_its_end() -> None:
    entries = registry("a", list(range(1, 120)))

    async def fetch(number: int) -> tuple[Sequence[Entry], int]:
        return entries[(number - 1) * 20 : number * 20], len(entries)

    page = asyncio.run(counted.Walk(fetch, None).page(100))
    assert [each.message_id for each in page.entries] == [each.message_id for each in entries[: len(page.entries)]]
    assert len(page.entries) >= 100


@pytest.mark.parametrize("story", ["the same page for ever", "not newest first", "older, then newer on the next page"])
def test_a_list_that_makes_no_sense_is_not_shown(story: str) -> None:
    full = registry("a", list(range(1, 200)))

    async def fetch(number: int) -> tuple[Sequence[Entry], int]:
        if story == "the same page for ever":
            return full[: counted.SIZE], 10_000
        if story == "not newest first":
            return full[::-1], len(full)
        return full[counted.SIZE :] if number == 1 else full[: counted.SIZE], len(full)

    with pytest.raises(SilentError) as error:
        asyncio.run(counted.Walk(fetch, None).page(60 if story == "the same page for ever" else 180))
    assert error.value.cause is Cause.BROKEN


def test_an_id_that_comes_twice_is_shown_once() -> None:
    doubled = [each for each in registry("a", [5, 4, 3]) for _twice in range(2)]
    assert len(ask(doubled, None, 25).entries) == 3
