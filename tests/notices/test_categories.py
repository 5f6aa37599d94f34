"""Categories change in versions: nothing is lost, nobody overwrites another, and what came in keeps reading well."""

import msgspec
import pytest

from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import remembered
from burgerprofiel.kit.ids import CitizenId, uuid7
from burgerprofiel.notices import categories
from burgerprofiel.notices.categories import actions, queries
from burgerprofiel.notices.categories.category import Text
from burgerprofiel.notices.categories.shipped import SHIPPED
from burgerprofiel.notices.models import CategoryVersion
from tests.notices.sending import CHANGED
from tests.notices.test_grammar import content

STAFF = (CitizenId(uuid7()), Trace(actor="staff"))
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """Ask the tables."""
    remembered.forget()


def test_a_new_category_can_be_told_at_once() -> None:
    assert actions.keep(content(), 0, *STAFF) == 1
    remembered.forget()
    kind = categories.find("Proef")
    assert kind
    assert kind.needs == {"Nummer"}


def test_the_shipped_one_can_be_reworded_and_every_version_is_kept() -> None:
    texts = SHIPPED[CHANGED].texts | {"nl": Text("Dossier {DossierNummer}", "Kijk.")}
    assert actions.keep(msgspec.structs.replace(SHIPPED[CHANGED], texts=texts), 0, *STAFF) == 1
    assert actions.keep(SHIPPED[CHANGED], 1, *STAFF) == 2
    assert [row.version for row in queries.versions(CHANGED)] == [2, 1]


def test_who_began_before_somebody_else_was_done_overwrites_nothing() -> None:
    actions.keep(content(), 0, *STAFF)
    with pytest.raises(actions.ChangedMeanwhileError):
        actions.keep(content(path="/dossiers"), 0, *STAFF)
    assert CategoryVersion.objects.count() == 1


def test_the_same_again_is_no_new_version() -> None:
    actions.keep(content(), 0, *STAFF)
    assert actions.keep(content(), 1, *STAFF) == 1


def test_one_of_our_own_kinds_cannot_be_taken() -> None:
    with pytest.raises(actions.RefusedError) as refused:
        actions.keep(content(key="mail.new"), 0, *STAFF)
    assert "key" in refused.value.wrong
