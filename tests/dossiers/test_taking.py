"""What bodies tell of dossiers lies with each of whom it is, sealed, in the order of its dates, and never changes."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import AbstractContextManager
from uuid import UUID

import pytest
from django.db import IntegrityError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from burgerprofiel.audit.models import AuditEvent
from burgerprofiel.dossiers import content
from burgerprofiel.dossiers.actions import take
from burgerprofiel.dossiers.models import Dossier, Known, Mutation
from burgerprofiel.kit import clock
from burgerprofiel.kit.sealing import NotSealedForThisError
from burgerprofiel.organisations.actions import register
from burgerprofiel.organisations.groups import TargetGroup
from burgerprofiel.people import vault
from burgerprofiel.people.models import CitizenKey
from burgerprofiel.people.owners import OrganisationVault
from tests.dossiers.told import NOOR, SOURCE, WOUTER, change, citizen, id_of

pytestmark = pytest.mark.django_db
Count = Callable[[int], AbstractContextManager[object]]
BAKERY = "0765432146"


def the(owner: UUID) -> Dossier:
    return Dossier.objects.get(owner_id=owner)


def test_a_state_lies_with_its_agent_and_only_they_can_read_it() -> None:
    told = change(code="DossierOnvolledig", action_needed=True, action="Laad de facturen op", products=("697",))
    noor = citizen()
    assert take([told])[told.id].readers == 1
    row = the(noor)
    assert (row.id, row.source, row.code, row.phase) == (id_of(), SOURCE, "DossierOnvolledig", "Behandeling")
    assert (row.action_needed, row.product, row.mutations, row.mutation) == (True, "697", 1, told.id)
    assert content.read(vault.unseal(noor, row.sealed, content.dossier_place(row.id))) == told.content
    history = Mutation.objects.get()
    assert content.read(vault.unseal(noor, history.sealed, content.mutation_place(told.id))) == told.content
    with pytest.raises(NotSealedForThisError):
        vault.unseal(citizen(WOUTER), row.sealed, content.dossier_place(row.id))


def test_the_newest_date_is_where_it_stands_in_whatever_order_states_come() -> None:
    take([change(days=5, code="Goedgekeurd")])
    take([change(days=1, code="Ingediend")])
    take([change(days=9, code="Uitgevoerd"), change(days=7, code="Betaald")])
    row = the(citizen())
    assert (row.code, row.mutations, Mutation.objects.count()) == ("Uitgevoerd", 4, 4)
    assert Known.objects.get().changed_at == row.changed_at


@settings(max_examples=30, suppress_health_check=list(HealthCheck))
@given(days=st.lists(st.integers(0, 6), min_size=1, max_size=12), cuts=st.integers(1, 5), seed=st.integers())
def test_however_states_are_cut_into_batches_the_end_is_the_same(days: list[int], cuts: int, seed: int) -> None:
    Dossier.objects.all().delete()
    Mutation.objects.all().delete()
    told = [change(days=day, name=f"nr {place}") for place, day in enumerate(days)]
    newest = max(told, key=lambda each: (each.content.changed_at, each.id))
    shuffled = random.Random(seed).sample(told, len(told))
    for start in range(0, len(shuffled), cuts):
        take(shuffled[start : start + cuts])
    row = the(citizen())
    assert (row.mutation, row.mutations, Mutation.objects.count()) == (newest.id, len(told), len(told))


def test_a_dossier_with_several_agents_lies_with_each_and_who_is_named_no_more_keeps_what_they_knew() -> None:
    take([change(days=1, of=(NOOR, WOUTER), shared_with=1)])
    take([change(days=2, of=(NOOR,), code="Goedgekeurd")])
    assert the(citizen()).code == "Goedgekeurd"
    assert the(citizen(WOUTER)).code == "InBehandeling"
    assert set(Known.objects.get().owners) == {citizen(), citizen(WOUTER)}


def test_an_enterprise_is_told_by_its_number_and_an_association_by_its_code() -> None:
    bakery = register(TargetGroup.ENTREPRENEUR, BAKERY, {"nl": "Brood & Zo"})
    choir = register(TargetGroup.ASSOCIATION, "V0012345", {"nl": "Het koor"})
    told = change(of=(BAKERY, "V0012345"))
    assert take([told])[told.id].readers == 2
    for owner in (bakery, choir):
        opened = OrganisationVault(owner).unseal(the(owner).sealed, content.dossier_place(id_of()))
        assert content.read(opened) == told.content


def test_who_is_not_registered_here_is_said_and_the_others_are_told() -> None:
    told = change(of=(NOOR, "0765432146", "V0099999"))
    outcome = take([told])[told.id]
    assert outcome.readers == 1
    assert [sentence[:7] for sentence in outcome.remarks] == ["Agent 2", "Agent 3"]


def test_somebody_whose_key_was_erased_is_told_nothing() -> None:
    CitizenKey.objects.filter(citizen_id=citizen()).delete()
    told = change()
    outcome = take([told])[told.id]
    assert (outcome.readers, outcome.remarks) == (0, ("Agent 1 cannot be told any more.",))
    assert not Dossier.objects.exists()


def test_the_same_state_twice_is_refused_by_the_database() -> None:
    told = change()
    take([told])
    with pytest.raises(IntegrityError):
        take([told])


def test_a_newer_state_brings_back_what_was_put_away_and_an_older_one_does_not() -> None:
    take([change(days=5)])
    Dossier.objects.update(archived_at=clock.now())
    take([change(days=1)])
    assert the(citizen()).archived_at is not None
    take([change(days=6)])
    assert the(citizen()).archived_at is None


def test_the_trail_of_each_owner_names_every_state_and_no_number() -> None:
    first, second = change(days=1, of=(NOOR, WOUTER)), change("85631441236", days=2)
    take([first, second])
    mine = AuditEvent.objects.get(citizen_id=citizen())
    assert (mine.tag, mine.actor) == ("dossiers.dossier.told", "zonnegem-dossiers")
    assert str(first.id) in mine.details
    assert str(second.id) in mine.details
    assert "85631441236" not in mine.details
    assert str(second.id) not in AuditEvent.objects.get(citizen_id=citizen(WOUTER)).details


def test_a_batch_costs_as_many_statements_as_one_state(django_assert_num_queries: Count) -> None:
    citizen(), citizen(WOUTER)
    for batch in ([change()], [change(str(number), of=(NOOR, WOUTER)) for number in range(50)]):
        with django_assert_num_queries(10):
            take(batch)
