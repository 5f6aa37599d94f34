"""The root key: what it seals opens only at its place and with the same root key."""

import pytest

from burgerprofiel.kit.root_keys import FileRootKeys, UnknownRootKeyError
from burgerprofiel.kit.sealing import NotSealedForThisError

OLD, NEW = b"o" * 32, b"n" * 32


def test_a_sealed_key_opens_only_at_its_place() -> None:
    keeper = FileRootKeys([OLD])
    sealed = keeper.seal(b"data key", b"here")
    assert keeper.unseal(sealed, b"here") == b"data key"
    with pytest.raises(NotSealedForThisError):
        keeper.unseal(sealed, b"there")


def test_the_previous_root_key_still_opens_and_the_current_one_seals() -> None:
    before = FileRootKeys([OLD])
    after = FileRootKeys([NEW, OLD])
    assert after.unseal(before.seal(b"data key", b"here"), b"here") == b"data key"
    assert FileRootKeys([NEW]).unseal(after.seal(b"data key", b"here"), b"here") == b"data key"


def test_a_key_under_a_root_key_that_is_gone_says_so() -> None:
    keeper = FileRootKeys([OLD])
    with pytest.raises(UnknownRootKeyError, match=keeper.current):
        FileRootKeys([NEW]).unseal(keeper.seal(b"data key", b"here"), b"here")
