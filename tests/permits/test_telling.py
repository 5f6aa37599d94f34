"""A source tells of a permit: the newest state counts, the same twice is one, and nothing half is kept."""

from __future__ import annotations

import pytest

from burgerprofiel.audit.models import AuditEvent
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.organisations.actions import register
from burgerprofiel.organisations.groups import TargetGroup
from burgerprofiel.people import actions as people
from burgerprofiel.permits.models import Known, Permit
from tests.permits.telling import BAKERY, NOOR, PERMITS, WOUTER, permit, program

pytestmark = pytest.mark.django_db


def test_what_is_told_is_read_back_and_lies_sealed_with_whom_it_is_for() -> None:
    register(TargetGroup.ENTREPRENEUR, BAKERY, {"nl": "Brood & Zo"})
    natuur = program()
    told = natuur.tell(of=(NOOR, BAKERY), dossier={"bron": "urn://x", "dossierNummer": "7"})
    assert (told.status, told.json["applied"]) == (201, True)
    assert natuur.state().json == {name: value for name, value in told.json.items() if name != "applied"}
    assert Permit.objects.count() == 2
    for row in (*Permit.objects.all(), *Known.objects.all()):
        assert b"Visverlof" not in bytes(row.sealed)
        assert NOOR.encode() not in bytes(row.sealed)


def test_the_same_twice_is_one_and_an_older_state_changes_nothing() -> None:
    natuur, state = program(), permit(ago=60)
    path = f"{PERMITS}/VV-1"
    assert natuur.ask("PUT", path, state).status == 201
    again = natuur.ask("PUT", path, state)
    assert (again.status, again.json["applied"]) == (200, False)
    older = natuur.tell(ago=120, title="Ouder")
    assert (older.status, older.json["applied"], older.json["title"]) == (200, False, "Visverlof aan de Leie")
    newer = natuur.tell(ago=10, title="Nieuwer")
    assert (newer.status, newer.json["applied"], newer.json["title"]) == (200, True, "Nieuwer")


def test_another_state_at_the_same_moment_is_refused() -> None:
    natuur, state = program(), permit()
    natuur.ask("PUT", f"{PERMITS}/VV-1", state)
    other = natuur.ask("PUT", f"{PERMITS}/VV-1", state | {"title": "Anders"})
    assert (other.status, other.json["code"]) == (409, "STATE_DIFFERS")
    assert natuur.state().json["title"] == "Visverlof aan de Leie"


def test_who_is_named_no_more_has_it_no_more_with_its_documents() -> None:
    natuur = program()
    natuur.tell(of=(NOOR, WOUTER))
    natuur.bring()
    natuur.tell(of=(WOUTER,), ago=5)
    (row,) = Permit.objects.all()
    assert row.owner_id == people.meet(Ssin(WOUTER))
    tags = [each.tag for each in AuditEvent.objects.filter(citizen_id=people.meet(Ssin(NOOR))).order_by("seq")]
    assert tags[-3:] == ["permits.permit.told", "permits.document.told", "permits.permit.taken_away"]


def test_an_association_is_kept_as_said_and_owns_nothing() -> None:
    register(TargetGroup.ASSOCIATION, "V0001", {"nl": "Feestcomité"})
    told = program().tell(beneficiaries=[{"kind": "VER", "id": "V0001"}])
    assert told.json["beneficiaries"] == [{"kind": "VER", "id": "V0001"}]
    assert not Permit.objects.exists()


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ({"kleur": "rood"}, "kleur"),
        ({"status": "expired"}, "status"),
        ({"status": "revoked"}, "reason"),
        ({"reason": "zomaar"}, "reason"),
        ({"validFrom": "gisteren"}, "validFrom"),
        ({"validUntil": "1999-01-01"}, "validUntil"),
        ({"changedAt": "2999-01-01T00:00:00Z"}, "changedAt"),
        ({"changedAt": "2026-01-01T00:00:00"}, "changedAt"),
        ({"id": "VV-2"}, "id"),
        ({"title": f"Visverlof van {NOOR}"}, "title"),
        ({"beneficiaries": []}, "beneficiaries"),
        ({"beneficiaries": [{"kind": "PERS", "id": "85631441237"}]}, "beneficiaries[0].id"),
        ({"beneficiaries": [{"kind": "OND", "id": NOOR}]}, "beneficiaries[0].id"),
        ({"documents": [{"id": "a", "language": "nl"}, {"id": "a", "language": "fr"}]}, "documents"),
        ({"documents": [{"id": "../a", "language": "nl"}]}, "documents"),
    ],
)
def test_what_is_wrong_is_told_by_name_and_nothing_is_kept(said: dict[str, object], named: str) -> None:
    answer = program().tell(**said)
    assert (answer.status, answer.headers["Content-Type"]) == (400, "application/problem+json")
    assert named in str(answer.json["issues"])
    assert NOOR not in answer.content.decode()
    assert not Known.objects.exists()


def test_a_national_number_is_no_name_of_a_permit_and_is_not_told_back() -> None:
    answer = program().tell(NOOR)
    assert answer.status == 400
    assert NOOR not in answer.content.decode()
    assert not Known.objects.exists()


def test_revoking_is_once_and_keeps_its_reason() -> None:
    natuur = program()
    assert natuur.revoke().status == 404
    natuur.tell()
    first = natuur.revoke(reason="U betaalde niet.")
    assert (first.status, first.json["status"], first.json["applied"]) == (200, "revoked", True)
    again = natuur.revoke(reason="Anders.")
    assert (again.json["applied"], again.json["reason"]) == (False, "U betaalde niet.")


def test_two_sources_do_not_see_each_other_and_each_has_its_own_numbers() -> None:
    natuur, mobiel = program(), program("mobiliteit")
    natuur.tell("7", title="Van natuur")
    assert mobiel.state("7").status == 404
    assert mobiel.revoke("7").status == 404
    assert mobiel.bring("7").status == 404
    assert mobiel.tell("7", title="Van mobiliteit").status == 201
    assert natuur.state("7").json["title"] == "Van natuur"


def test_without_the_scope_or_a_source_nothing_is_taken() -> None:
    assert program("zonder", scope="DosisImport").tell().status == 403
    from burgerprofiel.permits.models import Source

    lost = program("weg")
    Source.objects.filter(key="weg").update(active=False)
    assert lost.tell().status == 403
    assert not Known.objects.exists()
