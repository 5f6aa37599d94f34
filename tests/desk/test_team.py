"""The team: the local administrator gives roles and takes them away, never their own, and it counts at once."""

from __future__ import annotations

import json

import pytest

from burgerprofiel.access import faces
from burgerprofiel.audit.models import AuditEvent
from burgerprofiel.desk.roles import DeskRole
from burgerprofiel.organisations import queries
from burgerprofiel.people.actions import meet
from tests.desk.reading import told
from tests.desk.staff import BRAM, NOOR, SOFIE, Colleague, at_work, give, town


def roles() -> set[tuple[str, str]]:
    """Who has which role in Zonnegem."""
    people = {meet(each.ssin): each.given_name for each in (SOFIE, BRAM, NOOR)}
    return {(people[row.citizen_id], row.role) for row in queries.people_of(town(), faces.APPLICATION)}


def held(who: Colleague, role: DeskRole) -> str:
    """The id of a role."""
    rows = queries.people_of(town(), faces.APPLICATION)
    return str(next(row.id for row in rows if row.citizen_id == who.id and row.role == role.value))


def test_a_role_is_given_by_national_number_and_counts_at_once(sofie: Colleague) -> None:
    bram = at_work(BRAM)
    assert bram.get("/loket").status_code == 403
    answer = sofie.post("/team/geven", number="79.70.03-405.05", role="Loketmedewerker")
    assert (answer.status_code, answer["Location"]) == (303, "/team?gedaan=gegeven")
    assert bram.get("/loket").status_code == 200
    assert ("Bram", "Loketmedewerker") in roles()


def test_a_role_that_is_taken_away_stops_at_the_next_click(sofie: Colleague, bram: Colleague) -> None:
    assert bram.get("/loket").status_code == 200
    assert sofie.post("/team/nemen", held=held(bram, DeskRole.COUNTER)).status_code == 303
    assert bram.get("/loket").status_code == 403
    assert bram.get("/toepassingen").status_code == 200


def test_the_trail_of_the_colleague_names_who_did_it(sofie: Colleague, bram: Colleague) -> None:
    sofie.post("/team/geven", number=BRAM.rrn, role="Lokaalbeheerder")
    sofie.post("/team/nemen", held=held(bram, DeskRole.TEAM))
    rows = list(AuditEvent.objects.filter(citizen_id=bram.id, actor=str(sofie.id)).order_by("seq"))
    assert [row.tag for row in rows] == ["organisations.role.given", "organisations.role.ended"]
    assert json.loads(rows[0].details)["role"] == "Lokaalbeheerder"


def test_nobody_changes_their_own_roles(sofie: Colleague) -> None:
    before = roles()
    page = sofie.get("/team").content.decode()
    assert held(sofie, DeskRole.TEAM) not in page
    for answer in (
        sofie.post("/team/geven", number=SOFIE.rrn, role="Loketmedewerker"),
        sofie.post("/team/nemen", held=held(sofie, DeskRole.TEAM)),
    ):
        assert answer.status_code == 403
        assert "Nobody changes their own roles" in told(answer)
    assert roles() == before


def test_an_administrator_of_elsewhere_takes_nothing_here(sofie: Colleague, bram: Colleague) -> None:
    elsewhere = at_work(NOOR, DeskRole.TEAM, at=town("0207500000", "Gemeente Maandorp"))
    before = roles()
    assert elsewhere.post("/team/nemen", held=held(bram, DeskRole.COUNTER)).status_code == 303
    assert roles() == before
    assert "Bram" not in told(elsewhere.get("/team"))


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"number": "12345", "role": "Loketmedewerker"}, "It has 11 digits"),
        ({"number": "79700340505", "role": ""}, "Choose a role."),
        ({"number": "79700340505", "role": "Burgemeester"}, "Choose a role."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_given(sofie: Colleague, form: dict[str, str], said: str) -> None:
    before = roles()
    page = sofie.post("/team/geven", **form)
    assert page.status_code == 400
    assert said in told(page)
    assert roles() == before


def test_giving_twice_changes_nothing_and_says_so(sofie: Colleague, bram: Colleague) -> None:
    answer = sofie.post("/team/geven", number=BRAM.rrn, role="Loketmedewerker")
    assert answer["Location"] == "/team?gedaan=had"
    assert "had this role already" in told(sofie.get(answer["Location"]))


def test_taking_what_is_gone_is_no_trouble(sofie: Colleague, bram: Colleague) -> None:
    gone = held(bram, DeskRole.COUNTER)
    for _time in range(2):
        assert sofie.post("/team/nemen", held=gone)["Location"] == "/team?gedaan=weg"
    assert sofie.post("/team/nemen", held="nonsense").status_code == 303


def test_no_national_number_stands_on_the_page(sofie: Colleague, bram: Colleague) -> None:
    give(NOOR, DeskRole.COUNTER)
    page = sofie.get("/team").content.decode()
    for who in (SOFIE, BRAM, NOOR):
        assert who.rrn not in page
        assert who.ssin.formatted not in page
    assert "••.••.••-•••.36" in page
