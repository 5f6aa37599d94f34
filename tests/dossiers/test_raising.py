"""A new state of a dossier is told to its citizens, once, in plain words; looking at it silences that (D1, E1)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import translation

from burgerprofiel.audit.events import Trace
from burgerprofiel.dossiers.actions import take
from burgerprofiel.dossiers.intake.removing import remove
from burgerprofiel.kit import clock
from burgerprofiel.notices import queries
from burgerprofiel.notices.models import Notice
from burgerprofiel.notices.own import lines
from burgerprofiel.notices.queries import Read
from tests.dossiers.told import BEGAN, NOOR, SOURCE, WOUTER, change, citizen, id_of
from tests.mailbox.owning import owner

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is ten days after the dossier began."""
    monkeypatch.setattr(clock, "now", lambda: BEGAN + timedelta(days=10))


def told(digits: str = NOOR, language: str = "nl") -> list[Read]:
    """What somebody was told, oldest first."""
    with translation.override(language):
        rows = Notice.objects.filter(citizen_id=citizen(digits)).order_by("id")
        return queries.opened(citizen(digits), list(rows))


def unread(digits: str = NOOR) -> int:
    """How many lines of their bell are new."""
    return lines.standing(citizen(digits)).unread


def test_a_new_state_is_told_once_in_each_language_and_leads_to_the_dossier() -> None:
    take([change(days=1, code="Goedgekeurd", of=(NOOR, WOUTER))])
    (read,) = told()
    assert read.words.title == "Uw dossier is gewijzigd: Verbouwing Kerkstraat 5"
    assert "Goedgekeurd" in read.words.text
    assert read.path == f"/dossiers/{id_of()}"
    assert "Goedgekeurd" not in told(language="fr")[0].words.text
    assert len(told(WOUTER)) == 1, "each of its agents"


def test_a_state_that_asks_something_is_active_until_a_newer_one_asks_nothing() -> None:
    take([change(days=1, code="DossierOnvolledig", action_needed=True, action="Laad op")])
    (read,) = told()
    assert (read.kind, read.active) == ("dossiers.asks", True)
    take([change(days=2, code="InBehandeling")])
    first, second = told()
    assert (second.kind, second.active) == ("dossiers.changed", False)
    assert first.read_at
    assert Notice.objects.get(id=first.id).done_at
    assert unread() == 1, "the newest stands for all"


def test_of_a_history_that_comes_at_once_only_the_newest_is_told() -> None:
    take([change(days=day, code=code) for day, code in ((1, "Ingediend"), (3, "Goedgekeurd"), (2, "InBehandeling"))])
    (read,) = told()
    assert "Goedgekeurd" in read.words.text


def test_an_old_history_rings_for_nobody() -> None:
    take([change(days=-40, code="Ingediend"), change(days=-30, code="Betaald")])
    assert not told()


def test_what_is_older_than_where_it_stands_or_says_the_same_is_not_told() -> None:
    take([change(days=5, code="Goedgekeurd")])
    take([change(days=4, code="Ingediend")])
    take([change(days=6, code="Goedgekeurd")])
    assert len(told()) == 1


def test_a_national_number_in_its_name_is_not_told() -> None:
    take([change(days=1, name=f"Premie 85.63.14-412.36 {NOOR}")])
    assert told()[0].words.title.endswith(": Premie ••• •••")


def test_who_looks_at_the_dossier_has_seen_what_was_told_of_it_and_nobody_else_has() -> None:
    take([change(days=1, of=(NOOR, WOUTER)), change("other", days=1)])
    assert (unread(), unread(WOUTER)) == (2, 1)
    assert owner().get(f"/dossiers/{id_of()}").status_code == 200
    assert (unread(), unread(WOUTER)) == (1, 1)


def test_what_was_put_away_or_removed_by_its_body_rings_no_more() -> None:
    take([change(days=1), change("other", days=1, code="DossierOnvolledig", action_needed=True)])
    owner().send(f"/dossiers/{id_of()}/weg")
    remove(SOURCE, "other", Trace(actor="test"))
    assert unread() == 0
    assert not Notice.objects.filter(active=True, done_at=None).exists()


def test_a_batch_of_many_costs_what_a_small_one_costs(django_assert_max_num_queries: object) -> None:
    take([change(days=1, of=(NOOR, WOUTER))])
    with django_assert_max_num_queries(26):  # type: ignore[operator]
        take([change(f"n{number}", days=2, of=(NOOR, WOUTER)) for number in range(40)])
