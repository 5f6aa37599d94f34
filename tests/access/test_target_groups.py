"""As what one signs in: citizens and organisations, chosen by the citizen, bound to them, gone with the role (A9)."""

from __future__ import annotations

import base64
import html
import json
import re
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit
from uuid import UUID

import pytest
from django.http import HttpResponse
from hypothesis import given
from hypothesis import strategies as st

from burgerprofiel.access.capacity import OWN, Capacity
from burgerprofiel.access.models import Client as ClientRow
from burgerprofiel.access.models import Code, SignIn
from burgerprofiel.access.provider.choices import Choice
from burgerprofiel.access.provider.chosen import hinted
from burgerprofiel.audit.events import Trace
from burgerprofiel.audit.queries import events_of
from burgerprofiel.kit import clock
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.organisations import actions, queries
from burgerprofiel.organisations.groups import TargetGroup
from burgerprofiel.people.actions import meet
from tests.access import tokens_of
from tests.access.surfing import ACCESS, SignInPage, card, query
from tests.access.test_consents import send
from tests.access.test_par import door, pushed
from tests.access.test_provider import BACK, OP, Application, application

__all__ = ["application"]

CHOOSER = "/op/doelgroep?"
NOOR, JOZEF = Ssin("85631441236"), Ssin("52620915336")
SYSTEM = Trace(actor="system")
PLACES = {
    TargetGroup.LOCAL_AUTHORITY: ("0812345603", "Gemeente Zonnegem"),
    TargetGroup.FLEMISH_GOVERNMENT: ("OVO000123", "Agentschap Digitaal Zonnegem"),
    TargetGroup.ENTREPRENEUR: ("0765432146", "Brood & Zo"),
    TargetGroup.ASSOCIATION: ("V0001", "Feestcomité Zonnegem"),
    TargetGroup.EDUCATION: ("012345", "Basisschool De Kikker"),
}
GROUPS = [group.value for group in TargetGroup]


def works(group: TargetGroup, role: str = "Loketmedewerker", person: Ssin = NOOR, context: str = "") -> str:
    """Give somebody a role in the organisation of a group; returns the organisation's id."""
    code, name = PLACES[group]
    place = actions.register(group, code, {"nl": name})
    actions.give_role(meet(person), place, "burgerprofiel_balie", role, SYSTEM, context=context)
    return str(place)


def leaves(place: str) -> None:
    """Take every role of Noor there away."""
    for row in queries.people_of(UUID(place), "burgerprofiel_balie"):
        if row.citizen_id == meet(NOOR):
            actions.end_role(meet(NOOR), row.id, SYSTEM)


def open_to(*groups: str, **changes: Any) -> None:
    """Say who may sign in at the application."""
    scopes = ["openid", "profile", "rrn", "vo", "burgerprofiel_balie", "offline_access"]
    grants = ["authorization_code", "refresh_token"]
    values = {"target_groups": list(groups), "scopes": scopes, "grant_types": grants} | changes
    ClientRow.objects.filter(client_id="zonnegem").update(**values)


SCOPE = "openid vo burgerprofiel_balie"


def shows_a_key(application: Application, answer: HttpResponse, family: str = "Vandenbos") -> HttpResponse:
    """Show somebody's card where a key is asked; returns what comes next."""
    _where, page = application.surfer.follow(answer)
    keys = SignInPage(application.surfer, page.content.decode())
    assert keys.show(application.box, card(application.box, family)).status_code == 200
    return application.surfer.get(ACCESS + keys.go_on)


def asked(application: Application, family: str = "Vandenbos", **changes: str | None) -> HttpResponse:
    """Ask, and show a key when that is needed; returns what comes next."""
    answer = application.ask(**{"scope": SCOPE, **changes})
    wants_key = answer["Location"].startswith("/op/aanmelden")
    return shows_a_key(application, answer, family) if wants_key else answer


def page_at(application: Application, answer: HttpResponse) -> str:
    """The page that asks for whom."""
    assert answer["Location"].startswith(CHOOSER), answer["Location"]
    page = application.surfer.get(ACCESS + answer["Location"])
    assert page.status_code == 200
    return page.content.decode()


def names_on(content: str) -> list[str]:
    """What can be chosen on the page."""
    return re.findall(r'name="keuze" value="([^"]+)"', content)


def pick(application: Application, answer: HttpResponse, name: str, content: str = "") -> HttpResponse:
    """Choose on the page, or on one of before; returns the answer to the form."""
    return send(application.surfer, answer["Location"], content or page_at(application, answer), keuze=name)


def chose(application: Application, answer: HttpResponse, name: str) -> HttpResponse:
    """Choose, and go on; returns what comes next."""
    on = pick(application, answer, name)
    assert on.status_code == 303
    return application.surfer.get(ACCESS + on["Location"])


def tokens_for(application: Application, answer: HttpResponse) -> dict[str, Any]:
    """The application exchanges its code."""
    assert answer["Location"].startswith(BACK), answer["Location"]
    got = application.exchange(query(answer["Location"])["code"])
    assert got.status_code == 200, got.content
    return dict(got.json())


def told(application: Application, answer: HttpResponse) -> dict[str, Any]:
    """What the application hears."""
    return dict(tokens_of.userinfo(application, tokens_for(application, answer)["access_token"]).json())


def hint(value: object) -> str:
    """A `login_hint` as the contract writes it."""
    return base64.b64encode(json.dumps(value).encode()).decode()


def capacity() -> Capacity:
    """What the last code stands for."""
    return Capacity(**Code.objects.latest("expires_at").capacity)


# -- who is asked --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("groups", [(), ("BUR",)])
def test_an_application_for_citizens_asks_nobody_and_tells_a_citizen(
    application: Application, groups: tuple[str, ...]
) -> None:
    works(TargetGroup.LOCAL_AUTHORITY)
    open_to(*groups)
    claims = told(application, asked(application))
    assert (claims["vo_doelgroepcode"], claims["vo_doelgroepnaam"]) == ("BUR", "Burger")
    assert not {"vo_orgcode", "vo_orgnaam", "burgerprofiel_balie_rol_3d"} & set(claims)
    assert capacity() == Capacity()


def test_who_has_one_possibility_is_not_asked(application: Application) -> None:
    place = works(TargetGroup.LOCAL_AUTHORITY)
    open_to("LB", "GID")
    claims = told(application, asked(application))
    assert (claims["vo_orgcode"], capacity()) == ("0812345603", Capacity(group="LB", organisation=place))


def test_a_citizen_without_any_role_is_not_asked(application: Application) -> None:
    open_to(*GROUPS)
    assert told(application, asked(application))["vo_doelgroepcode"] == "BUR"


def test_with_a_choice_nothing_is_told_before_it_is_made(application: Application) -> None:
    places = [works(group) for group in PLACES]
    open_to(*GROUPS)
    content = page_at(application, asked(application))
    assert names_on(content)[0] == "BUR"
    assert set(names_on(content)) == {"BUR", *places}
    for words in ("Noor Maria Vandenbos", "Gemeente Zonnegem", "Brood &amp; Zo", "Vlaamse overheid", "Loketmedewerker"):
        assert words in content
    assert not Code.objects.exists()
    assert "85631441236" not in content


@pytest.mark.parametrize("group", PLACES)
def test_each_group_tells_its_code_and_name_and_the_roles_there(application: Application, group: TargetGroup) -> None:
    place = works(group)
    works(group, "Beheerder", context="dienst9")
    works(group, "Loketmedewerker", JOZEF)
    open_to(*GROUPS)
    claims = told(application, chose(application, asked(application), place))
    code, name = PLACES[group]
    assert claims == {
        "sub": claims["sub"],
        "vo_id": claims["vo_id"],
        "vo_doelgroepcode": group.value,
        "vo_doelgroepnaam": group.wire_name,
        "vo_orgcode": code,
        "vo_orgnaam": name,
        "burgerprofiel_balie_rol_3d": [f"Loketmedewerker:{code}", f"Beheerder-dienst9:{code}"],
    }
    assert capacity() == Capacity(group=group.value, organisation=place)


def test_as_oneself_no_organisation_is_told(application: Application) -> None:
    works(TargetGroup.LOCAL_AUTHORITY)
    open_to(*GROUPS)
    claims = told(application, chose(application, asked(application), "BUR"))
    assert set(claims) == {"sub", "vo_id", "vo_doelgroepcode", "vo_doelgroepnaam"}


def test_groups_that_the_application_does_not_let_in_are_not_offered(application: Application) -> None:
    school, _town = works(TargetGroup.EDUCATION), works(TargetGroup.LOCAL_AUTHORITY)
    open_to("BUR", "OV")
    assert names_on(page_at(application, asked(application))) == ["BUR", school]


def test_roles_in_other_organisations_and_other_applications_stay_untold(application: Application) -> None:
    place = works(TargetGroup.LOCAL_AUTHORITY)
    works(TargetGroup.EDUCATION)
    actions.give_role(meet(NOOR), next(r.organisation.id for r in queries.roles_of(meet(NOOR))), "andere", "X", SYSTEM)
    open_to(*GROUPS)
    claims = told(application, chose(application, asked(application), place))
    assert claims["burgerprofiel_balie_rol_3d"] == ["Loketmedewerker:0812345603"]


def test_without_the_scope_nothing_of_it_is_told(application: Application) -> None:
    place = works(TargetGroup.LOCAL_AUTHORITY)
    open_to(*GROUPS)
    assert set(told(application, chose(application, asked(application, scope="openid"), place))) == {"sub"}


def test_the_same_person_has_another_name_in_each_organisation_and_at_each_application(
    application: Application,
) -> None:
    town, school = works(TargetGroup.LOCAL_AUTHORITY), works(TargetGroup.EDUCATION)
    open_to(*GROUPS, scopes=["openid", "vo", "burgerprofiel_balie"])
    names = [told(application, chose(application, asked(application), each))["vo_id"] for each in (town, school, town)]
    assert (names[0] == names[2], names[0] == names[1]) == (True, False)
    ClientRow.objects.filter(client_id="zonnegem").update(sector="elders")
    assert told(application, chose(application, asked(application), town))["vo_id"] != names[0]


# -- who cannot go on ----------------------------------------------------------------------------------------------


def test_who_fits_no_group_reads_why_and_the_application_hears_no_more_than_a_refusal(application: Application) -> None:
    works(TargetGroup.EDUCATION)
    open_to("LB", "GID")
    content = page_at(application, asked(application))
    assert names_on(content) == []
    for words in ("Deze toepassing is niet voor u", "Lokaal bestuur, Vlaamse overheid", "Als iemand anders aanmelden"):
        assert words in content
    cancel = re.search(r'href="(/op/aanmelden/annuleren[^"]*)"', content)
    assert cancel
    back = application.surfer.get(ACCESS + html.unescape(cancel[1]))["Location"]
    assert (query(back)["error"], query(back)["state"]) == ("access_denied", "s-123")
    assert not Code.objects.exists()


def test_somebody_else_may_sign_in_from_there(application: Application) -> None:
    works(TargetGroup.LOCAL_AUTHORITY, person=JOZEF)
    open_to("LB")
    content = page_at(application, asked(application))
    other = re.search(r'href="(/op/aanmelden\?[^"]*)"', content)
    assert other
    application.surfer.get(ACCESS + html.unescape(other[1]))
    page = SignInPage(application.surfer, application.surfer.get(ACCESS + html.unescape(other[1])).content.decode())
    assert page.show(application.box, card(application.box, "De Smet")).status_code == 200
    assert told(application, application.surfer.get(ACCESS + page.go_on))["vo_orgcode"] == "0812345603"


@pytest.mark.parametrize(("role", "error"), [(True, "interaction_required"), (False, "access_denied")])
def test_who_may_not_be_asked_is_not(application: Application, role: bool, error: str) -> None:
    open_to("BUR")
    asked(application)
    if role:
        works(TargetGroup.LOCAL_AUTHORITY)
        open_to("BUR", "LB")
    else:
        open_to("LB")
    back = query(application.ask(scope=SCOPE, prompt="none")["Location"])
    assert (back["error"], back["state"]) == (error, "s-123")


def test_cancelling_tells_the_application_only_that(application: Application) -> None:
    works(TargetGroup.LOCAL_AUTHORITY)
    open_to(*GROUPS)
    cancel = re.search(r'href="(/op/aanmelden/annuleren[^"]*)"', page_at(application, asked(application)))
    assert cancel
    back = application.surfer.get(ACCESS + html.unescape(cancel[1]))["Location"]
    assert query(back)["error"] == "access_denied"


def test_a_scope_that_the_application_may_not_ask_is_refused_before_anybody_signs_in(application: Application) -> None:
    open_to("LB", scopes=["openid", "vo"])
    assert query(application.ask(scope=SCOPE)["Location"])["error"] == "invalid_scope"


# -- the choice is theirs, for this question -----------------------------------------------------------------------


def chosen_address(application: Application, answer: HttpResponse, name: str) -> dict[str, str]:
    """The parameters of the address to which a choice leads."""
    return dict(parse_qsl(urlsplit(pick(application, answer, name)["Location"]).query))


def goes(application: Application, parameters: dict[str, str]) -> str:
    """Where an address with these parameters leads."""
    return str(application.surfer.get(f"{OP}/v1/auth?{urlencode(parameters)}")["Location"])


@pytest.mark.parametrize("name", ["", "LB", "0812345603", "9" * 500, "0195d3a0-0000-7000-8000-000000000000"])
def test_what_is_not_on_the_page_cannot_be_chosen(application: Application, name: str) -> None:
    works(TargetGroup.LOCAL_AUTHORITY)
    open_to(*GROUPS)
    again = pick(application, asked(application), name)
    assert again.status_code == 200
    assert "Er is niets doorgegeven" in again.content.decode()
    assert not Code.objects.exists()


def test_somebody_elses_organisation_cannot_be_chosen(application: Application) -> None:
    works(TargetGroup.LOCAL_AUTHORITY)
    theirs = works(TargetGroup.EDUCATION, person=JOZEF)
    open_to(*GROUPS)
    assert pick(application, asked(application), theirs).status_code == 200


@pytest.mark.parametrize("forged", ["", "x", "BUR", "AAAA", "é", "=" * 9, "A" * 200, "OTk5OTk5OTk5OSBCVVI="])
def test_a_forged_choice_is_none(application: Application, forged: str) -> None:
    works(TargetGroup.LOCAL_AUTHORITY)
    open_to(*GROUPS)
    asked(application)
    assert goes(application, application.question(scope=SCOPE, hoedanigheid=forged)).startswith(CHOOSER)


def test_an_altered_choice_is_none(application: Application) -> None:
    place = works(TargetGroup.LOCAL_AUTHORITY)
    open_to(*GROUPS)
    address = chosen_address(application, asked(application), place)
    sealed = bytearray(base64.urlsafe_b64decode(address["hoedanigheid"]))
    sealed[-1] ^= 1
    assert goes(application, address | {"hoedanigheid": base64.urlsafe_b64encode(sealed).decode()}).startswith(CHOOSER)
    assert goes(application, address).startswith(BACK)


@pytest.mark.parametrize("changes", [{"state": "s-9"}, {"scope": "openid vo"}, {"redirect_uri": f"{BACK}?taal=nl"}])
def test_a_choice_is_worth_nothing_for_another_question(application: Application, changes: dict[str, str]) -> None:
    place = works(TargetGroup.LOCAL_AUTHORITY)
    open_to(*GROUPS)
    address = chosen_address(application, asked(application), place)
    assert goes(application, address | changes).startswith(CHOOSER)


def test_a_choice_is_worth_nothing_at_another_application(application: Application) -> None:
    place = works(TargetGroup.LOCAL_AUTHORITY)
    open_to(*GROUPS)
    tokens_of.register("elders", scopes=["openid", "vo", "burgerprofiel_balie"], target_groups=GROUPS)
    address = chosen_address(application, asked(application), place)
    assert goes(application, address | {"client_id": "elders"}).startswith(CHOOSER)


def test_who_signed_in_since_does_not_go_on_as_what_another_chose(application: Application) -> None:
    works(TargetGroup.LOCAL_AUTHORITY)
    works(TargetGroup.LOCAL_AUTHORITY, person=JOZEF)
    open_to(*GROUPS)
    answer = asked(application)
    content = page_at(application, answer)
    shows_a_key(application, application.ask(scope=SCOPE, prompt="login"), "De Smet")
    again = pick(application, answer, "BUR", content)
    assert again.status_code == 200
    assert "Er is niets doorgegeven" in again.content.decode()
    assert "Jozef" in again.content.decode()
    assert pick(application, answer, "BUR").status_code == 303


def test_a_choice_is_worth_nothing_in_somebody_elses_session(application: Application) -> None:
    place = works(TargetGroup.LOCAL_AUTHORITY)
    works(TargetGroup.LOCAL_AUTHORITY, person=JOZEF)
    open_to(*GROUPS)
    address = chosen_address(application, asked(application), place)
    application.surfer.client(ACCESS).cookies.clear()
    theirs = shows_a_key(application, application.surfer.get(f"{OP}/v1/auth?{urlencode(address)}"), "De Smet")
    assert theirs["Location"].startswith(CHOOSER)
    assert "Jozef" in page_at(application, theirs)


def test_a_choice_is_worth_nothing_in_a_later_session_of_the_same_citizen(application: Application) -> None:
    place = works(TargetGroup.LOCAL_AUTHORITY)
    open_to(*GROUPS)
    address = chosen_address(application, asked(application), place)
    SignIn.objects.all().delete()
    later = shows_a_key(application, application.surfer.get(f"{OP}/v1/auth?{urlencode(address)}"))
    assert later["Location"].startswith(CHOOSER)


def test_a_choice_is_good_for_half_an_hour(application: Application, monkeypatch: pytest.MonkeyPatch) -> None:
    place = works(TargetGroup.LOCAL_AUTHORITY)
    open_to(*GROUPS)
    address = chosen_address(application, asked(application), place)
    later = datetime.now(UTC) + timedelta(minutes=29)
    SignIn.objects.update(touched_at=later)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert goes(application, address).startswith(BACK)
    over = later + timedelta(minutes=2)
    monkeypatch.setattr(clock, "now", lambda: over)
    assert goes(application, address).startswith(CHOOSER)


def test_the_back_button_and_a_second_tab_choose_again(application: Application) -> None:
    town, school = works(TargetGroup.LOCAL_AUTHORITY), works(TargetGroup.EDUCATION)
    open_to(*GROUPS)
    page = asked(application)
    assert told(application, chose(application, page, town))["vo_doelgroepcode"] == "LB"
    assert told(application, chose(application, page, school))["vo_doelgroepcode"] == "OV"


def test_a_form_that_expired_with_its_session_asks_for_a_key_and_then_again(application: Application) -> None:
    place = works(TargetGroup.LOCAL_AUTHORITY)
    open_to(*GROUPS)
    page = asked(application)
    page_at(application, page)
    SignIn.objects.all().delete()
    gone = application.surfer.get(ACCESS + page["Location"])
    assert gone.status_code == 303
    again = shows_a_key(application, application.surfer.get(ACCESS + gone["Location"]))
    assert told(application, chose(application, again, place))["vo_orgcode"] == "0812345603"


def test_a_pushed_question_carries_the_choice_and_another_one_does_not_take_it(application: Application) -> None:
    place = works(TargetGroup.LOCAL_AUTHORITY)
    open_to(*GROUPS)
    one, other = pushed(application, scope=SCOPE), pushed(application, scope=SCOPE)
    page = shows_a_key(application, application.surfer.get(door(one)))
    address = chosen_address(application, page, place)
    assert goes(application, address | {"request_uri": other}).startswith(CHOOSER)
    answer = application.surfer.get(f"{OP}/v1/auth?{urlencode(address)}")
    assert told(application, answer)["vo_orgcode"] == "0812345603"
    assert application.surfer.get(f"{OP}/v1/auth?{urlencode(address)}").status_code == 400


def test_after_the_choice_somebody_elses_application_still_asks_what_it_may_know(application: Application) -> None:
    place = works(TargetGroup.LOCAL_AUTHORITY)
    open_to(*GROUPS, third_party=True)
    consent = chose(application, asked(application), place)
    assert consent["Location"].startswith("/op/toestemming?")
    content = application.surfer.get(ACCESS + consent["Location"]).content.decode()
    assert "Voor wie u de toepassing gebruikt" in content
    assert "Uw rollen in burgerprofiel_balie" in content
    agreed = send(application.surfer, consent["Location"])
    assert told(application, application.surfer.get(ACCESS + agreed["Location"]))["vo_orgcode"] == "0812345603"


# -- a hint of the application -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "group"),
    [
        ({"cap_hint": "LB"}, "LB"),
        ({"cap_hint": "OV", "code_hint": "012345"}, "OV"),
        ({"cap_hint": "BUR"}, "BUR"),
    ],
)
def test_a_hint_that_fits_one_possibility_skips_the_page(
    application: Application, value: dict[str, str], group: str
) -> None:
    works(TargetGroup.LOCAL_AUTHORITY)
    works(TargetGroup.EDUCATION)
    open_to(*GROUPS)
    assert told(application, asked(application, login_hint=hint(value)))["vo_doelgroepcode"] == group
    silent = application.ask(scope=SCOPE, prompt="none", login_hint=hint(value))
    assert told(application, silent)["vo_doelgroepcode"] == group


def test_the_contracts_own_hint_is_understood(application: Application) -> None:
    works(TargetGroup.FLEMISH_GOVERNMENT)
    open_to(*GROUPS)
    claims = told(application, asked(application, login_hint="eyJjYXBfaGludCI6IkdJRCJ9"))
    assert claims["vo_orgcode"] == "OVO000123"


def test_a_hint_of_a_group_with_two_organisations_puts_these_first(application: Application) -> None:
    town = works(TargetGroup.LOCAL_AUTHORITY)
    second = actions.register(TargetGroup.LOCAL_AUTHORITY, "41999", {"nl": "OCMW Zonnegem"})
    actions.give_role(meet(NOOR), second, "burgerprofiel_balie", "Loketmedewerker", SYSTEM)
    open_to(*GROUPS)
    content = page_at(application, asked(application, login_hint=hint({"cap_hint": "LB"})))
    assert names_on(content) == [town, str(second), "BUR"]
    answer = application.ask(scope=SCOPE, login_hint=hint({"cap_hint": "LB", "code_hint": "41999"}))
    assert told(application, answer)["vo_orgcode"] == "41999"


def test_what_the_citizen_chose_goes_before_a_hint(application: Application) -> None:
    town = works(TargetGroup.LOCAL_AUTHORITY)
    second = actions.register(TargetGroup.LOCAL_AUTHORITY, "41999", {"nl": "OCMW Zonnegem"})
    actions.give_role(meet(NOOR), second, "burgerprofiel_balie", "Loketmedewerker", SYSTEM)
    open_to(*GROUPS)
    page = asked(application, login_hint=hint({"cap_hint": "LB"}))
    assert town in names_on(page_at(application, page))
    assert told(application, chose(application, page, "BUR"))["vo_doelgroepcode"] == "BUR"


@pytest.mark.parametrize(
    "nonsense",
    [
        "noor@example.org",
        "eyJ",
        "é",
        "%%%",
        hint(["LB"]),
        hint("LB"),
        hint({"cap_hint": 7}),
        hint({"cap_hint": "LB", "code_hint": ["0812345603"]}),
        hint({"cap_hint": "LB", "code_hint": "0765432146"}),
        hint({"cap_hint": "GID"}),
        hint({"cap_hint": "XX"}),
        base64.b64encode(b"[" * 700).decode(),
        base64.b64encode(b"\xff\xfe").decode(),
        base64.b64encode(b'{"cap_hint":"LB"}' + b" " * 900).decode(),
    ],
)
def test_a_hint_that_means_nothing_changes_nothing(application: Application, nonsense: str) -> None:
    place = works(TargetGroup.LOCAL_AUTHORITY)
    open_to(*GROUPS)
    assert names_on(page_at(application, asked(application, login_hint=nonsense))) == ["BUR", place]


@given(
    st.one_of(
        st.text(),
        st.binary().map(lambda raw: base64.b64encode(raw).decode()),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(),
            lambda each: st.lists(each) | st.dictionaries(st.sampled_from(["cap_hint", "code_hint", "x"]), each),
        ).map(hint),
    )
)
def test_no_hint_whatever_is_trouble(text: str) -> None:
    assert hinted([Choice(OWN)], text) in ([], [Choice(OWN)])


def test_a_hint_opens_no_group_that_the_application_does_not_let_in(application: Application) -> None:
    works(TargetGroup.LOCAL_AUTHORITY)
    open_to("BUR")
    assert told(application, asked(application, login_hint=hint({"cap_hint": "LB"})))["vo_doelgroepcode"] == "BUR"


# -- a role that was taken away ------------------------------------------------------------------------------------


def test_a_role_taken_away_while_the_page_stands_cannot_be_chosen(application: Application) -> None:
    town, school = works(TargetGroup.LOCAL_AUTHORITY), works(TargetGroup.EDUCATION)
    open_to(*GROUPS)
    page = asked(application)
    page_at(application, page)
    leaves(town)
    again = pick(application, page, town)
    assert names_on(again.content.decode()) == ["BUR", school]


def test_a_role_taken_away_after_the_choice_asks_again(application: Application) -> None:
    town, _school = works(TargetGroup.LOCAL_AUTHORITY), works(TargetGroup.EDUCATION)
    open_to(*GROUPS)
    address = chosen_address(application, asked(application), town)
    leaves(town)
    again = application.surfer.get(f"{OP}/v1/auth?{urlencode(address)}")
    assert "Wat eerder gekozen was, kan niet meer" in page_at(application, again)


def test_a_role_taken_away_before_the_exchange_gives_no_token(application: Application) -> None:
    town = works(TargetGroup.LOCAL_AUTHORITY)
    open_to("LB")
    code = query(asked(application)["Location"])["code"]
    leaves(town)
    answer = application.exchange(code)
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_grant")


def test_a_role_taken_away_ends_what_the_token_opens(application: Application) -> None:
    town = works(TargetGroup.LOCAL_AUTHORITY)
    open_to("LB")
    token = tokens_for(application, asked(application))["access_token"]
    assert tokens_of.introspect(application, token).json()["active"]
    leaves(town)
    assert tokens_of.userinfo(application, token).status_code == 401
    assert tokens_of.introspect(application, token).json() == {"active": False}


def test_a_group_taken_from_the_application_ends_what_the_token_opens_there(application: Application) -> None:
    works(TargetGroup.LOCAL_AUTHORITY)
    open_to("LB")
    token = tokens_for(application, asked(application))["access_token"]
    assert tokens_of.userinfo(application, token).status_code == 200
    open_to("BUR")
    assert tokens_of.userinfo(application, token).status_code == 401


def test_only_the_last_role_there_ends_it_and_the_others_are_told_as_they_are_now(application: Application) -> None:
    works(TargetGroup.LOCAL_AUTHORITY)
    works(TargetGroup.LOCAL_AUTHORITY, "Lokaalbeheerder")
    open_to("LB")
    token = tokens_for(application, asked(application))["access_token"]
    row = next(r for r in queries.people_of(queries.roles_of(meet(NOOR))[0].organisation.id, "burgerprofiel_balie"))
    actions.end_role(meet(NOOR), row.id, SYSTEM)
    assert tokens_of.userinfo(application, token).json()["burgerprofiel_balie_rol_3d"] == ["Lokaalbeheerder:0812345603"]


def test_a_refresh_keeps_the_organisation(application: Application) -> None:
    place = works(TargetGroup.LOCAL_AUTHORITY)
    open_to(*GROUPS)
    first = tokens_for(application, chose(application, asked(application, scope=f"{SCOPE} offline_access"), place))
    for _time in range(2):
        first = tokens_of.refresh(application, first["refresh_token"]).json()
        claims = tokens_of.userinfo(application, first["access_token"]).json()
        assert (claims["vo_orgcode"], len(claims["burgerprofiel_balie_rol_3d"])) == ("0812345603", 1)
    assert tokens_of.introspect(application, first["refresh_token"]).json()["vo_orgcode"] == "0812345603"


@pytest.mark.parametrize("by", ["role", "group"])
def test_a_refresh_ends_with_the_role_or_the_group(application: Application, by: str) -> None:
    place = works(TargetGroup.LOCAL_AUTHORITY)
    open_to("LB")
    first = tokens_for(application, asked(application, scope=f"{SCOPE} offline_access"))
    if by == "role":
        leaves(place)
    else:
        open_to("BUR")
    answer = tokens_of.refresh(application, first["refresh_token"])
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_grant")
    works(TargetGroup.LOCAL_AUTHORITY)
    open_to("LB")
    assert tokens_of.refresh(application, first["refresh_token"]).status_code == 400
    assert tokens_of.userinfo(application, first["access_token"]).status_code == 401
    (ended,) = [seen for seen in events_of(meet(NOOR)).events if seen.tag == "access.token.ended"]
    assert ended.details["reason"] == "role"


# -- the trail, and what is said of it all -------------------------------------------------------------------------


def test_the_trail_says_for_which_organisation(application: Application) -> None:
    works(TargetGroup.LOCAL_AUTHORITY)
    open_to("LB")
    told(application, asked(application))
    (spoken,) = [seen for seen in events_of(meet(NOOR)).events if seen.tag == "access.organisation.spoken_for"]
    assert spoken.details == {"client": "zonnegem", "group": "LB", "organisation": "0812345603"}


def test_a_resource_server_hears_the_organisation_of_a_token(application: Application) -> None:
    works(TargetGroup.LOCAL_AUTHORITY)
    open_to("LB")
    token = tokens_for(application, asked(application))["access_token"]
    server = tokens_of.register("bron", may_introspect=True)
    heard = tokens_of.introspect(application, token, server).json()
    assert (heard["vo_orgcode"], heard["burgerprofiel_balie_rol_3d"]) == (
        "0812345603",
        ["Loketmedewerker:0812345603"],
    )


def test_the_description_names_the_scope_and_its_claims(application: Application) -> None:
    told = application.send("GET", "/.well-known/openid-configuration").json()
    assert "vo" in told["scopes_supported"]
    assert {"vo_id", "vo_doelgroepcode", "vo_doelgroepnaam", "vo_orgcode", "vo_orgnaam"} <= set(
        told["claims_supported"]
    )
