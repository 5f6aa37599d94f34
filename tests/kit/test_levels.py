"""Digital keys and their levels, as ACM names them (contracts/ebox.md B.5)."""

import pytest

from burgerprofiel.kit.levels import Key, Level


@pytest.mark.parametrize(
    ("name", "level"), [("eid", 35), ("itsme", 27), ("csamtotp", 26), ("csamsms", 25), ("csampassword", 5)]
)
def test_a_key_has_the_level_of_the_contract(name: str, level: int) -> None:
    key = Key.from_urn(f"urn:be:vlaanderen:authmech:{name}")
    assert key is not None
    assert (key.name, key.level, key.urn) == (name, level, f"urn:be:vlaanderen:authmech:{name}")


@pytest.mark.parametrize(
    "urn", ["", "eid", "urn:be:vlaanderen:authmech:", "urn:be:vlaanderen:authmech:rabbit", "urn:x:eid"]
)
def test_an_unknown_urn_is_no_key(urn: str) -> None:
    assert Key.from_urn(urn) is None


def test_everything_but_a_password_is_substantial() -> None:
    assert {key.name for key in Key if key.level < Level.SUBSTANTIAL} == {"csampassword", "csammail"}


def test_no_two_keys_share_a_name() -> None:
    assert len(list(Key)) == len(Key.__members__), "two keys of one level: the second became another name of the first"
