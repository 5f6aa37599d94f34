"""Giving, accepting, confirming, limiting and ending a mandate, as people do on the sign-in host (A11)."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import urlsplit
from uuid import UUID

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from burgerprofiel.access.identity import Identity
from burgerprofiel.access.keys import store
from burgerprofiel.access.models import Attempt
from burgerprofiel.access.restrictions import Restricted, restrict
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.levels import Key
from burgerprofiel.organisations.actions import give_role, register
from burgerprofiel.organisations.groups import TargetGroup
from burgerprofiel.people.mandates import queries
from burgerprofiel.people.mandates.mandate import Mandate, Stage
from burgerprofiel.people.mandates.rules import years_later
from burgerprofiel.simulators.magda.cast import BY_SLUG
from tests.access.coded import known
from tests.access.surfing import ACCESS, Browser
from tests.access.test_warnings import Post, link_in, post, text_of, work
from tests.people.mandated import LOTTE_IS_A_CHILD, citizen, effective, terms

__all__ = ["post"]
pytestmark = pytest.mark.django_db
ALL = "/op/volmachten"
NEW = f"{ALL}/nieuw"
CODE = f"{ALL}/code"
HOSTILE = '<script>alert(1)</script>"'


def browser_of(slug: str, key: Key = Key.eid) -> Browser:
    """Somebody's browser, signed in at the provider."""
    person = BY_SLUG[slug]
    return known(Browser(), Identity(person.given[0], person.family, person.ssin), key)


@pytest.fixture
def jozef() -> Browser:
    return browser_of("jozef")


@pytest.fixture
def emma() -> Browser:
    return browser_of("emma")


def read(browser: Browser, path: str) -> str:
    """A page of theirs, in Dutch."""
    answer = browser.get(ACCESS + path)
    assert answer.status_code == 200, (path, answer.status_code, answer.get("Location"))
    return answer.content.decode()


def send(browser: Browser, form: str, to: str = "", **fields: str | list[str]) -> HttpResponse:
    """Send a form with the token of the page `form`, to that page or another address."""
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', read(browser, form))
    parts = urlsplit(ACCESS)
    return browser.client(ACCESS).post(
        (to or form).partition("?")[0],
        {"csrfmiddlewaretoken": token[1] if token else "", **fields},
        headers={"host": parts.netloc, "origin": ACCESS},
    )


def give(browser: Browser, **more: str | list[str]) -> HttpResponse:
    """Fill in the form to give one."""
    today = clock.today()
    filled = {"whom": "persoon", "scope": ["benefits"], "begins": today.isoformat()}
    return send(browser, NEW, **{**filled, "ends": years_later(today, 1).isoformat(), **more})


def gift() -> Mandate:
    """The one that Jozef gave last."""
    return queries.given(citizen("jozef"))[0]


def page_of(mandate: Mandate) -> str:
    return f"{ALL}/een?volmacht={mandate.id}"


def act(browser: Browser, what: str, mandate: Mandate, **more: str | list[str]) -> HttpResponse:
    """Press a button on a mandate's page."""
    return send(browser, "/op/volmachten/code", f"{ALL}/{what}", volmacht=str(mandate.id), **more)


def enter(browser: Browser, code: str, **more: str) -> HttpResponse:
    return send(browser, CODE, code=code, **more)


def test_jozef_gives_emma_accepts_jozef_confirms(jozef: Browser, emma: Browser) -> None:
    given = give(jozef)
    assert given.status_code == 303
    assert given["Location"] == f"{page_of(gift())}&gedaan=gegeven"
    page = read(jozef, given["Location"])
    code = gift().names.code
    for words in (code, "Wacht op antwoord", "Uitkeringen en belastingen"):
        assert words in page
    assert code not in given["Location"]

    offer = enter(emma, code.lower().replace("-", ""))
    assert offer.status_code == 200
    assert "Wilt u handelen voor Jozef De Smet?" in offer.content.decode()
    assert gift().stage is Stage.INVITED
    assert enter(emma, code, antwoord="ja")["Location"] == f"{ALL}?gedaan=aanvaard"
    assert "Aanvaard, nog niet bevestigd" in read(emma, ALL)
    assert "voor=" not in read(emma, ALL)

    assert "Emma Peeters aanvaardde uw volmacht" in read(jozef, page_of(gift()))
    assert act(jozef, "bevestigen", gift())["Location"].endswith("gedaan=bevestigd")
    assert gift().stage is Stage.HOLDS
    assert f"/aanmelden?voor={gift().id}" in read(emma, ALL)


def test_empty_and_over_are_said(jozef: Browser) -> None:
    page = read(jozef, ALL)
    assert "Niemand kan nu voor u handelen" in page
    assert "U handelt voor niemand" in page
    assert "Voor uw organisatie" not in page
    give(jozef)
    act(jozef, "stoppen", gift())
    assert "Wat voorbij is (1)" in read(jozef, ALL)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"scope": []}, "Kies minstens één onderdeel"),
        ({"scope": ["weather", HOSTILE]}, "Kies minstens één onderdeel"),
        ({"begins": "2020-01-01"}, "Kies een eerste dag"),
        ({"begins": "morgen"}, "Kies een eerste dag"),
        ({"ends": "2020-01-01"}, "laatste dag komt vóór de eerste"),
        ({"ends": "9999-12-31"}, "ten laatste 5 jaar"),
        ({"ends": HOSTILE}, "ten laatste 5 jaar"),
        ({"whom": "organisatie", "number": "0123"}, "geen organisatie met dit nummer"),
        ({"whom": "organisatie", "number": ""}, "geen organisatie met dit nummer"),
        ({"whom": "organisatie", "number": HOSTILE}, "geen organisatie met dit nummer"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_nothing_is_given(
    jozef: Browser, fields: dict[str, str | list[str]], words: str
) -> None:
    answer = give(jozef, **fields)
    assert answer.status_code == 400
    page = answer.content.decode()
    assert page.count(words) == 2, "in the summary and beside the field"
    assert "<script>alert" not in page
    assert queries.given(citizen("jozef")) == []


def test_an_organisation_is_shown_by_name_before_anything_is_given(jozef: Browser) -> None:
    bakery = register(TargetGroup.ENTREPRENEUR, "0456123791", {"nl": "Brood & Zo"})
    number = {"whom": "organisatie", "number": "BE 0456.123.791"}
    first = give(jozef, **number)
    assert "Een volmacht aan Brood &amp; Zo?" in first.content.decode()
    assert queries.given(citizen("jozef")) == []
    assert give(jozef, **number, zeker="ja").status_code == 303
    assert gift().taker_name == "Brood & Zo"

    give_role(citizen("samira"), bakery, "burgerprofiel", "Mandatenbeheerder", Trace(actor="test"))
    samira, noor = browser_of("samira"), browser_of("noor")
    assert "Wacht op u" in read(samira, ALL)
    assert "Aanvaarden voor Brood &amp; Zo?" in read(samira, page_of(gift()))
    assert act(noor, "aanvaarden", gift())["Location"] == ALL
    assert gift().stage is Stage.INVITED
    assert act(samira, "aanvaarden", gift())["Location"].endswith("aanvaard-organisatie")
    assert gift().stage is Stage.HOLDS
    assert "Voor uw organisatie" in read(samira, ALL)
    assert act(samira, "stoppen", gift())["Location"] == f"{ALL}?gedaan=gestopt"
    assert gift().ended_by == "taker"


def test_wrong_codes_are_counted_right_ones_are_not_and_the_code_stays_secret(jozef: Browser, emma: Browser) -> None:
    give(jozef)
    for _try in range(3):
        enter(emma, gift().names.code)
    assert not Attempt.objects.exists()
    for wrong in ("K7ZP-4MQ2-9XWD", "", HOSTILE, "x" * 500, "AAAA-AAAA-AAAA"):
        answer = enter(emma, wrong)
        assert answer.status_code == 400
        assert "We kennen deze code niet" in answer.content.decode()
    stopped = enter(emma, gift().names.code)
    assert stopped.status_code == 429
    assert "Te veel foute codes" in stopped.content.decode()
    assert gift().stage is Stage.INVITED
    assert "De Smet" not in stopped.content.decode()


def test_own_code_is_for_somebody_else_and_refusing_ends_it(jozef: Browser, emma: Browser) -> None:
    give(jozef)
    code = gift().names.code
    assert "Deze volmacht gaf u zelf" in enter(jozef, code, antwoord="ja").content.decode()
    assert enter(emma, code, antwoord="nee")["Location"] == f"{ALL}?gedaan=geweigerd"
    assert gift().ended_by == "refused"
    assert enter(emma, code, antwoord="ja").status_code == 400


@clock.frozen_at(LOTTE_IS_A_CHILD)
def test_a_minor_is_told_why_not(jozef: Browser) -> None:
    lotte = browser_of("lotte")
    refused = lotte.get(ACCESS + NEW)
    assert refused.status_code == 403
    assert "Een volmacht is er voor volwassenen" in refused.content.decode()
    give(jozef)
    told = enter(lotte, gift().names.code, antwoord="ja")
    assert told.status_code == 400
    assert "voor volwassenen" in told.content.decode()


def test_who_may_not_sign_gives_and_confirms_none_but_can_still_end_one(jozef: Browser, emma: Browser) -> None:
    give(jozef)
    enter(emma, gift().names.code, antwoord="ja")
    restrict(citizen("jozef"), Restricted.NO_SIGNING, Trace(actor="test"))
    assert jozef.get(ACCESS + NEW).status_code == 403
    assert act(jozef, "bevestigen", gift()).status_code == 403
    assert gift().stage is Stage.ACCEPTED
    assert act(jozef, "stoppen", gift()).status_code == 303
    assert gift().ended_by == "giver"


def test_death_ends_them(jozef: Browser) -> None:
    mandate_id = effective(citizen("jozef"), citizen("emma"))
    restrict(citizen("jozef"), Restricted.DECEASED, Trace(actor="test"))
    assert queries.standing(citizen("emma"), citizen("jozef"), mandate_id) is None
    assert gift().ended_by == "death"


def test_limiting_shows_only_what_there_is_to_take_away(jozef: Browser) -> None:
    effective(citizen("jozef"), citizen("emma"), terms("family", "benefits"))
    page = read(jozef, f"{ALL}/beperken?volmacht={gift().id}")
    assert page.count('name="scope"') == 2
    sooner = (gift().terms.ends - timedelta(30)).isoformat()
    done = act(jozef, "beperken", gift(), scope=["benefits"], ends=sooner)
    assert done["Location"].endswith("gedaan=beperkt")
    assert gift().terms.scopes == ("benefits",)
    wider = act(jozef, "beperken", gift(), scope=["benefits"], ends="9999-01-01")
    assert wider.status_code == 400
    assert act(jozef, "beperken", gift(), scope=[], ends=sooner).status_code == 400
    assert gift().terms.ends.isoformat() == sooner


@pytest.mark.parametrize("what", ["bevestigen", "beperken", "stoppen", "code/nieuw", "aanvaarden"])
def test_somebody_elses_mandate_is_as_if_it_were_not_there(what: str) -> None:
    effective(citizen("jozef"), citizen("emma"))
    before, noor = gift(), browser_of("noor")
    for name in (str(before.id), str(UUID(int=0)), "", HOSTILE):
        answer = send(noor, CODE, f"{ALL}/{what}", volmacht=name, scope=["benefits"], ends="2026-12-31")
        assert (answer.status_code, answer["Location"]) == (303, ALL)
    assert noor.get(ACCESS + page_of(before))["Location"] == ALL
    assert gift() == before


@pytest.mark.parametrize("what", ["bevestigen", "beperken", "code/nieuw", "aanvaarden"])
def test_the_taker_changes_nothing_but_the_end(emma: Browser, what: str) -> None:
    effective(citizen("jozef"), citizen("emma"), terms("family", "benefits"))
    before = gift()
    assert act(emma, what, before, scope=["benefits"], ends=before.terms.ends.isoformat()).status_code == 303
    assert gift() == before
    act(emma, "stoppen", before)
    assert gift().ended_by == "taker"


def test_a_code_that_lapsed_is_renewed(jozef: Browser) -> None:
    give(jozef)
    old = gift().names.code
    assert act(jozef, "code/nieuw", gift())["Location"].endswith("gedaan=code")
    assert gift().names.code not in (old, "")


def test_the_giver_hears_by_e_mail_and_can_lock_with_one_click(jozef: Browser, emma: Browser, post: Post) -> None:
    who = Identity("Jozef", "De Smet", BY_SLUG["jozef"].ssin)
    store.add(citizen("jozef"), who, Key.csammail, "j•••", b"jozef@example.be", Trace(actor="test"))
    give(jozef)
    enter(emma, gift().names.code, antwoord="ja")
    work()
    assert "Er is een volmacht gegeven in uw naam" not in post.subjects
    act(jozef, "bevestigen", gift())
    work()
    assert post.subjects[-1] == "Er is een volmacht gegeven in uw naam"
    letter = text_of(post.letters[-1])
    assert "kan iemand voor u handelen" in letter
    assert not any(word in letter for word in ("Emma", "Peeters", BY_SLUG["jozef"].ssin))
    assert link_in(post.letters[-1])


def test_before_a_lock_opens_one_is_told_of_mandates_for_they_hold_again_then(jozef: Browser) -> None:
    restrict(citizen("jozef"), Restricted.LOCKED, Trace(actor="test"))
    assert "stop elke volmacht die u niet zelf gaf" in read(browser_of("jozef"), "/op/sleutels")


def test_the_list_costs_the_same_for_one_and_for_many(jozef: Browser) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as caught:
            read(jozef, ALL)
        return len(caught)

    effective(citizen("jozef"), citizen("emma"))
    once = cost()
    for _more in range(4):
        effective(citizen("jozef"), citizen("emma"))
    assert cost() == once
    assert once <= 7


def test_no_number_of_the_state_is_on_any_page(jozef: Browser, emma: Browser) -> None:
    effective(citizen("jozef"), citizen("emma"))
    give(jozef)
    pages = [read(jozef, ALL), read(emma, ALL), read(jozef, page_of(gift())), read(jozef, NEW)]
    for slug in ("jozef", "emma"):
        assert not any(BY_SLUG[slug].ssin in page for page in pages)
