"""Somebody to tell."""

import pytest

from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.people.actions import meet


@pytest.fixture
def noor(db: None) -> CitizenId:
    """An invented citizen."""
    return meet(Ssin("85631441236"))


@pytest.fixture
def jozef(db: None) -> CitizenId:
    """Another one."""
    return meet(Ssin("52620915336"))
