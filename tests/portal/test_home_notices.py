"""The overview tells a thing once: a notice of what stands there already is not told again (E1)."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.utils import translation

from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.notices.kinds import KINDS
from burgerprofiel.notices.own import lines
from burgerprofiel.people.actions import meet
from burgerprofiel.portal.overview.notices import Newest
from tests.notices.bell.conftest import raise_all
from tests.notices.bell.telling import told

pytestmark = pytest.mark.django_db
MAIL = {"kind": "mail.registered", "values": {"sender": "Zonnegem", "subject": "Zending"}}


@pytest.fixture
def noor() -> CitizenId:
    """An invented citizen."""
    return meet(Ssin("85631441236"))


def newest(citizen_id: CitizenId) -> Newest:
    """What her overview knows."""
    with translation.override("nl"):
        return Newest(lines.page(citizen_id, size=20, earlier=0), "")


def message() -> str:
    """The page of a message."""
    return f"/berichten/{uuid4()}"


def test_what_asks_is_among_what_needs_you_unless_it_stands_there(noor: CitizenId) -> None:
    one, two = message(), message()
    known = raise_all(told(noor, key="1", path=one, **MAIL), told(noor, key="2", path=two, **MAIL))
    found = newest(noor)
    assert {todo.key for todo in found.todos([])} == {f"notice-{each}" for each in known}
    (todo,) = found.todos([one])
    assert todo.href == f"/meldingen#m-{known[1]}"
    assert found.new([]) == []


@pytest.mark.parametrize(("days", "shown"), [(20, True), (730, False)])
def test_that_a_letter_disappears_in_two_years_is_no_day_by_which_to_open_it(
    noor: CitizenId, days: int, shown: bool
) -> None:
    last = clock.today() + timedelta(days=days)
    raise_all(told(noor, key="1", path=message(), expires_on=last, **MAIL))
    (todo,) = newest(noor).todos([])
    assert (todo.due is not None) is shown


def test_whether_a_file_asks_something_the_file_says(noor: CitizenId) -> None:
    raise_all(told(noor, asks=True, path="/dossiers/x"))
    assert newest(noor).todos([]) == []
    assert KINDS["dossiers.asks"].active


def test_what_only_tells_is_shown_unless_its_page_stands_there_and_three_at_most(noor: CitizenId) -> None:
    paths = [message() for _each in range(6)]
    ids: list[UUID] = raise_all(*(told(noor, path=path) for path in paths))
    assert [line.read.id for line in newest(noor).new([paths[5]])] == [ids[4], ids[3], ids[2]]
