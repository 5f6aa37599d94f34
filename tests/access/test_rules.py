"""Rules of signing in that are small enough to be true of everything."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from urllib.parse import urljoin, urlsplit

from hypothesis import given
from hypothesis import strategies as st

from burgerprofiel.access import proofs
from burgerprofiel.access.cookies import SessionCookie
from burgerprofiel.access.provider.wishes import Step, Wishes, without_freshness
from burgerprofiel.access.returning import safe_path
from burgerprofiel.access.viewer import Proof
from burgerprofiel.kit.levels import Key

NOW = datetime(2026, 11, 21, tzinfo=UTC)
ages = st.integers(0, 100_000).map(lambda seconds: timedelta(seconds=seconds))
shown = st.lists(st.builds(lambda key, age: Proof(key, NOW - age), st.sampled_from(Key), ages), max_size=4).map(tuple)
wishes = st.builds(
    Wishes,
    silent=st.booleans(),
    fresh=st.booleans(),
    max_age=st.none() | ages,
    acr_values=st.lists(st.sampled_from([*(key.urn for key in Key), "urn:x"]), max_size=3).map(tuple),
)
nasty = st.text(alphabet="/\\.:@?#%&=ab \t\n\x00é", max_size=20)


@given(nasty.map(lambda text: "/" + text) | st.text())
def test_a_return_path_never_leaves_our_host(text: str) -> None:
    path = safe_path(text)
    for base in ("http://mijn.localhost:8000/aanmelden", "https://mijn.example/aanmelden/terug?x"):
        assert urlsplit(urljoin(base, path))[:2] == urlsplit(base)[:2]
    assert "\\" not in path
    assert path.isprintable()


@given(st.from_regex(r"/gegevens/[a-z]{1,10}(\?[a-z]=[a-z0-9%]{0,5})?", fullmatch=True))
def test_an_ordinary_path_is_kept_as_it_is(path: str) -> None:
    assert safe_path(path) == path


@given(wishes, shown)
def test_nobody_goes_on_below_the_level_or_older_than_asked(wish: Wishes, keys: tuple[Proof, ...]) -> None:
    if wish.next_step(keys, NOW) is Step.PROCEED:
        proof = proofs.strongest(keys)
        asked = [key.level for key in map(Key.from_urn, wish.acr_values) if key]
        assert not wish.fresh
        assert not wish.acr_values or proof.key.level >= min(asked)
        assert wish.max_age is None or NOW - proof.at <= wish.max_age


@given(wishes, shown)
def test_a_silent_question_never_asks_the_citizen(wish: Wishes, keys: tuple[Proof, ...]) -> None:
    assert not (wish.silent and wish.next_step(keys, NOW) is Step.ASK)


@given(wishes)
def test_whoever_shows_an_eid_now_goes_on(wish: Wishes) -> None:
    query = {"prompt": "login" if wish.fresh else "", "acr_values": " ".join(wish.acr_values), "state": "s"}
    after = Wishes.read(without_freshness(query))
    assert after.next_step((Proof(Key.eid, NOW),), NOW) in (Step.PROCEED, Step.UNMET)


@given(st.binary(min_size=48, max_size=48))
def test_a_cookie_reads_back_as_written(raw: bytes) -> None:
    cookie = SessionCookie(raw[:16], raw[16:])
    assert SessionCookie.read(cookie.text) == cookie


@given(st.text(max_size=80))
def test_no_other_text_is_a_cookie(text: str) -> None:
    cookie = SessionCookie.read(text)
    assert cookie is None or cookie.text == text


@given(shown)
def test_proofs_read_back_as_written(keys: tuple[Proof, ...]) -> None:
    assert proofs.unpack(proofs.pack(keys)) == keys
