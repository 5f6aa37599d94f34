"""Call name and language: chosen, changed, removed without a trace of what they were."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from burgerprofiel.audit.queries import events_of
from burgerprofiel.people.models import Profile
from burgerprofiel.people.profile import own, queries
from burgerprofiel.people.profile.mine import Mine, profile_of
from tests.people.profile.giving import TRACE, noor

pytestmark = pytest.mark.django_db


def test_a_call_name_is_kept_until_it_is_removed() -> None:
    me = noor()
    assert own.choose_call_name(me, "  Nono  van   't Hof ", TRACE) == "Nono van 't Hof"
    assert queries.reaches([me])[me].call_name == "Nono van 't Hof"
    assert own.remove_call_name(me, TRACE)
    assert not own.remove_call_name(me, TRACE)
    assert profile_of(me) == Mine()
    assert not Profile.objects.exists()
    told = events_of(me).events
    assert [each.tag for each in told] == ["people.call_name.removed", "people.call_name.chosen"]
    assert "Nono" not in str(told)


def test_a_language_is_the_one_we_write_in() -> None:
    me = noor()
    own.choose_language(me, "fr", TRACE)
    assert queries.reaches([me])[me].language == "fr"
    with pytest.raises(ValueError, match="language"):
        own.choose_language(me, "it", TRACE)
    assert own.remove_language(me, TRACE)
    assert queries.reaches([me])[me].language == "nl"


@pytest.mark.parametrize("name", ["Noor", "Zoë", "Jean-Luc", "O’Brien", "Łukasz", "أمينة", "Ngọc", "An M."])
def test_names_of_any_alphabet_are_names(name: str) -> None:
    assert own.name_in(name) == name


@pytest.mark.parametrize(
    "name",
    [
        "",
        "  ",
        "x" * 41,
        "N00r",
        "<b>Noor</b>",
        "Noor\r\nBcc: x",
        "win.example",
        "Noor\u202e",
        "-",
        "Noor!",
        "x" * 10**7,
    ],
)
def test_what_is_no_name_is_refused(name: str) -> None:
    with pytest.raises(own.NotANameError):
        own.name_in(name)


@given(st.text(max_size=60))
def test_no_name_carries_a_line_or_a_link_into_a_letter(typed: str) -> None:
    try:
        name = own.name_in(typed)
    except own.NotANameError:
        return
    assert name.isprintable()
    assert not set(name) & set('<>@:/\\"&;,0123456789')
