"""Each side of a mandate hears what the other did, and not what it did itself (A11)."""

from __future__ import annotations

import pytest

from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.notices.models import Notice
from burgerprofiel.notices.own import lines
from burgerprofiel.people.mandates import actions
from tests.notices.heads import told
from tests.people.mandated import EMMA, TRACE, citizen, code_of, given

pytestmark = pytest.mark.django_db


def asks(citizen_id: CitizenId) -> int:
    """How many of their notices ask something."""
    return Notice.objects.filter(citizen_id=citizen_id, active=True, done_at=None).count()


def test_the_giver_hears_who_accepted_the_taker_that_it_holds_and_the_other_that_it_ended() -> None:
    jozef, emma, noor = citizen("jozef"), citizen("emma"), citizen("noor")
    mandate_id = given(jozef)
    assert not told(jozef)
    actions.accept(code_of(jozef, mandate_id), emma, EMMA, TRACE)
    assert told(jozef) == ["Uw volmacht is aanvaard door Emma Peeters"]
    assert (asks(jozef), told(emma)) == (1, [])
    actions.confirm(jozef, mandate_id, TRACE)
    assert told(emma) == ["U kunt handelen voor Jozef De Smet"]
    actions.give_back(emma, mandate_id, TRACE)
    assert told(jozef)[1:] == ["Een volmacht is beëindigd: Jozef De Smet, Emma Peeters"]
    assert asks(jozef) == 0
    assert lines.standing(jozef).unread == 1, "one line, for which the newest stands"
    assert not told(noor)


@pytest.mark.parametrize("language", ["nl", "fr", "de", "en"])
def test_it_reads_in_each_language(language: str) -> None:
    jozef, emma = citizen("jozef"), citizen("emma")
    actions.accept(code_of(jozef, mandate_id := given(jozef)), emma, EMMA, TRACE)
    actions.withdraw(jozef, mandate_id, TRACE)
    assert all("Emma Peeters" in each for each in (*told(jozef, language), *told(emma, language)))
