"""Signing keys turn without anybody noticing: published before use, readable until the last token is over."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from joserfc import jwt
from joserfc.jwk import KeySet

from burgerprofiel.access.models import SigningKey
from burgerprofiel.access.provider import keys
from burgerprofiel.access.provider.keys import ANNOUNCED, IN_USE, TOKEN_LIFE, Known
from burgerprofiel.kit import clock
from burgerprofiel.kit.root_keys import FileRootKeys

START = datetime(2026, 1, 1, tzinfo=UTC)
moments = st.integers(0, 10**7).map(lambda seconds: START + timedelta(seconds=seconds))
histories = st.lists(moments, min_size=1, max_size=8, unique=True).map(
    lambda begins: [Known(str(number), begin) for number, begin in enumerate(begins)]
)


@given(histories, moments)
def test_the_key_that_signs_is_always_published(history: list[Known], now: datetime) -> None:
    if any(key.signs_from <= now for key in history):
        assert keys.signing(history, now) in keys.published(history, now)


@given(histories, moments, st.integers(0, int(TOKEN_LIFE.total_seconds())))
def test_a_token_can_be_checked_as_long_as_it_lives(history: list[Known], signed: datetime, later: int) -> None:
    if any(key.signs_from <= signed for key in history):
        assert keys.signing(history, signed) in keys.published(history, signed + timedelta(seconds=later))


@given(histories, moments)
def test_a_key_that_will_sign_is_published_already(history: list[Known], now: datetime) -> None:
    assert {key for key in history if key.signs_from > now} <= set(keys.published(history, now))


@pytest.mark.django_db
@pytest.mark.parametrize("algorithm", keys.ALGORITHMS)
def test_after_a_rotation_old_tokens_can_be_checked_and_new_ones_have_the_new_key(algorithm: str) -> None:
    with clock.frozen_at(START):
        keys.rotate()
        first = keys.current(algorithm)
        token = jwt.encode({"alg": algorithm, "kid": first.kid}, {"sub": "x"}, first, algorithms=[algorithm])
        assert keys.rotate() == ""
    with clock.frozen_at(START + IN_USE):
        announced = keys.rotate()
        assert announced
        assert keys.rotate() == ""
        assert keys.current(algorithm).kid == first.kid
        assert set(announced.split()) < {key["kid"] for key in keys.jwks()["keys"]}
    with clock.frozen_at(START + IN_USE + ANNOUNCED + timedelta(seconds=1)):
        assert keys.current(algorithm).kid in announced.split()
        assert jwt.decode(token, keys.key_set(), algorithms=[algorithm]).claims == {"sub": "x"}
    with clock.frozen_at(START + IN_USE + 3 * ANNOUNCED + TOKEN_LIFE):
        keys.rotate()
        assert {key["kid"] for key in keys.jwks()["keys"]} == set(announced.split())
        assert SigningKey.objects.count() == len(keys.ALGORITHMS)


@pytest.mark.django_db
def test_the_private_part_is_never_shown_nor_kept_in_clear() -> None:
    keys.rotate()
    for shown in keys.jwks()["keys"]:
        assert not {"d", "p", "q"} & set(shown)
        assert KeySet.import_key_set({"keys": [shown]})
        row = SigningKey.objects.get(kid=shown["kid"])
        secret = keys.current(shown["alg"]).as_dict(private=True)["d"]
        assert str(secret).encode() not in bytes(row.sealed)


@pytest.mark.django_db
def test_without_a_key_the_operator_reads_what_to_do() -> None:
    with pytest.raises(LookupError, match="access_setup"):
        keys.current("RS256")


@pytest.mark.django_db
def test_a_new_root_key_takes_the_signing_keys_along(monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = bytes(range(32)), bytes(range(32, 64))
    monkeypatch.setattr(keys, "root_keys", lambda: FileRootKeys([old]))
    keys.rotate()
    kid = keys.current("RS256").kid
    monkeypatch.setattr(keys, "root_keys", lambda: FileRootKeys([new, old]))
    keys.rotate()
    monkeypatch.setattr(keys, "root_keys", lambda: FileRootKeys([new]))
    assert keys.current("RS256").kid == kid
