"""An application of somebody else learns nothing before the citizen agrees, and nothing more once they withdraw."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from django.conf import settings
from django.http import HttpResponse

from burgerprofiel.access import consents
from burgerprofiel.access.models import Client as ClientRow
from burgerprofiel.access.models import Code, Consent, RefreshToken, SignIn, Token
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit.ids import CitizenId
from tests.access import tokens_of
from tests.access.surfing import ACCESS, PORTAL, Browser, SignInPage, card, query
from tests.access.test_par import door, pushed
from tests.access.test_provider import BACK, Application, application
from tests.access.test_sign_in import tags

__all__ = ["application"]

ASKED = "/op/toestemming?"
MINE = f"{ACCESS}/op/toestemmingen"


@pytest.fixture
def app(application: Application) -> Application:
    """An application of somebody else, where the citizen is signed in with a key but was never asked."""
    ClientRow.objects.filter(client_id="zonnegem").update(name="Fietspunt", third_party=True)
    tokens_of.offline(application)
    ClientRow.objects.create(
        client_id="kaart", name="Kaart", redirect_uris=[BACK], scopes=["openid"], auth_method="none"
    )
    _sign_in(application)
    return application


def _sign_in(application: Application, family: str = "Vandenbos") -> None:
    """Show a key, for nothing in particular."""
    page = application.surfer.get(f"{ACCESS}/op/aanmelden?naar=/op/toestemmingen")
    words = dict(re.findall(r'data-([a-z-]+)="([^"]*)"', page.content.decode()))
    keys = object.__new__(SignInPage)
    keys.browser, keys.words, keys.token = application.surfer, words, words["token"]
    assert keys.show(application.box, card(application.box, family)).status_code == 200


def citizen() -> CitizenId:
    """Who is signed in."""
    return CitizenId(SignIn.objects.latest("created_at").citizen_id)


def events() -> list[str]:
    """The consents' events in the trail, in order."""
    return [tag for tag in tags() if tag.startswith("access.consent.")]


def page_of(app: Application, answer: HttpResponse) -> tuple[str, str]:
    """The page that asks; its address and its content."""
    assert answer["Location"].startswith(ASKED), answer["Location"]
    page = app.surfer.get(ACCESS + answer["Location"])
    assert page.status_code == 200
    return answer["Location"], page.content.decode()


def send(surfer: Browser, where: str, content: str = "", **data: str) -> HttpResponse:
    """Send the form on a page of the sign-in host, with what stands hidden in it; `content`: as it was before."""
    content = content or surfer.get(ACCESS + where).content.decode()
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', content))
    return surfer.client(ACCESS).post(where, hidden | data, headers={"host": urlsplit(ACCESS).netloc, "origin": ACCESS})


def allow(app: Application, answer: HttpResponse) -> HttpResponse:
    """Allow what is asked; returns where that leads."""
    where, _content = page_of(app, answer)
    on = send(app.surfer, where)
    assert on.status_code == 303
    return app.surfer.get(ACCESS + on["Location"])


def code_in(answer: HttpResponse) -> str:
    """The code that went to the application."""
    assert answer["Location"].startswith(BACK)
    return query(answer["Location"])["code"]


def agreed(app: Application, scope: str = "openid profile") -> HttpResponse:
    """Ask and allow."""
    return allow(app, app.ask(scope=scope))


# -- being asked ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("leave_out", [False, True])
def test_who_signed_in_since_does_not_allow_what_another_was_asked(app: Application, leave_out: bool) -> None:
    where, content = page_of(app, app.ask(scope="openid profile"))
    _sign_in(app, "Wouters")
    answer = send(app.surfer, where, content, **({"wie": ""} if leave_out else {}))
    assert answer.status_code == 200
    assert "Bram" in answer.content.decode(), "the page asks who is here now"
    assert "Iemand meldde zich intussen opnieuw aan" in answer.content.decode()
    assert not Consent.objects.exists()
    assert send(app.surfer, where).status_code == 303
    assert Consent.objects.get().citizen_id == citizen()


def test_it_learns_nothing_before_the_citizen_agrees_and_then_what_it_asked(app: Application) -> None:
    _where, content = page_of(app, app.ask(scope="openid profile"))
    assert not Code.objects.exists()
    for words in ("Fietspunt", "Noor Maria Vandenbos", "site.example", "Op dit moment mag deze toepassing niets"):
        assert words in content
    answer = agreed(app)
    assert query(answer["Location"])["state"] == "s-123"
    token = app.exchange(code_in(answer)).json()["access_token"]
    assert set(tokens_of.userinfo(app, token).json()) == {"sub", "given_name", "family_name"}
    assert events() == ["access.consent.given"]


def test_the_page_names_the_national_number_and_never_shows_it(app: Application) -> None:
    _where, content = page_of(app, app.ask(scope="openid rrn offline_access"))
    assert "Uw rijksregisternummer" in content
    assert "30 dagen" in content
    assert "85631441236" not in content
    assert "85.63" not in content


def test_who_agreed_is_not_asked_again_for_the_same_or_for_less(app: Application) -> None:
    agreed(app, "openid profile")
    for scope in ("openid profile", "profile openid", "openid"):
        code_in(app.ask(scope=scope))


def test_for_more_the_citizen_is_asked_and_sees_what_is_new(app: Application) -> None:
    agreed(app, "openid profile")
    _where, content = page_of(app, app.ask(scope="openid rrn"))
    assert content.count("Nieuw</span>") == 1
    assert "U liet deze toepassing eerder al iets weten" in content
    code_in(allow(app, app.ask(scope="openid rrn")))
    code_in(app.ask(scope="openid profile rrn"))


def test_our_own_applications_do_not_ask(app: Application) -> None:
    ClientRow.objects.filter(client_id="zonnegem").update(third_party=False)
    code_in(app.ask())
    assert not Consent.objects.exists()


@pytest.mark.parametrize("third_party", [True, False])
def test_with_prompt_consent_the_citizen_is_asked_every_time(app: Application, third_party: bool) -> None:
    ClientRow.objects.filter(client_id="zonnegem").update(third_party=third_party)
    for _time in range(2):
        code_in(allow(app, app.ask(prompt="consent")))
    assert events() == ["access.consent.given"] * 2


def test_with_prompt_none_nobody_is_asked(app: Application) -> None:
    told = query(app.ask(prompt="none")["Location"])
    assert (told["error"], told["state"]) == ("consent_required", "s-123")
    agreed(app, "openid profile rrn")
    code_in(app.ask(prompt="none"))


def test_not_allowing_is_a_normal_outcome(app: Application) -> None:
    _where, content = page_of(app, app.ask())
    cancel = re.search(r'href="(/op/aanmelden/annuleren[^"]*)"', content)
    assert cancel
    told = query(app.surfer.get(ACCESS + cancel[1].replace("&amp;", "&"))["Location"])
    assert (told["error"], told["state"]) == ("access_denied", "s-123")
    assert (events(), Consent.objects.exists(), Code.objects.exists()) == ([], False, False)
    page_of(app, app.ask())


@pytest.mark.parametrize("wish", [{}, {"prompt": "consent"}, {"prompt": "login consent"}])
def test_a_pushed_question_is_carried_on_through_the_page(app: Application, wish: dict[str, str]) -> None:
    agreed(app) if wish else None
    answer = app.surfer.get(door(pushed(app, **wish)))
    if wish.get("prompt") == "login consent":
        _where, page = app.surfer.follow(answer)
        keys = SignInPage(app.surfer, page.content.decode())
        assert keys.show(app.box, card(app.box)).status_code == 200
        answer = app.surfer.get(ACCESS + keys.go_on)
    where, content = page_of(app, answer)
    assert "s-123" not in where + content
    code_in(allow(app, answer))


def test_the_key_is_asked_first_and_a_fresh_one_only_once(app: Application) -> None:
    _where, page = app.surfer.follow(app.ask(prompt="login consent", max_age="0"))
    keys = SignInPage(app.surfer, page.content.decode())
    assert keys.show(app.box, card(app.box)).status_code == 200
    code_in(allow(app, app.surfer.get(ACCESS + keys.go_on)))


def test_a_second_tab_goes_on_when_the_first_was_allowed(app: Application) -> None:
    first, second = app.ask(state="one"), app.ask(state="two")
    page_of(app, second)
    allow(app, first)
    on = app.surfer.get(ACCESS + second["Location"])
    assert query(app.surfer.get(ACCESS + on["Location"])["Location"])["state"] == "two"


def test_a_form_from_elsewhere_or_too_old_changes_nothing_and_the_way_is_kept(app: Application) -> None:
    where, _content = page_of(app, app.ask())
    answer = app.surfer.client(ACCESS).post(
        where, {"csrfmiddlewaretoken": "x" * 64}, headers={"host": urlsplit(ACCESS).netloc, "origin": ACCESS}
    )
    assert (answer.status_code, Consent.objects.exists()) == (403, False)
    on = send(app.surfer, where)
    assert code_in(app.surfer.get(ACCESS + on["Location"]))


def test_who_was_signed_out_meanwhile_shows_a_key_and_is_asked_again(app: Application) -> None:
    where, content = page_of(app, app.ask())
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', content)
    assert token
    SignIn.objects.all().delete()
    on = app.surfer.client(ACCESS).post(
        where, {"csrfmiddlewaretoken": token[1]}, headers={"host": urlsplit(ACCESS).netloc, "origin": ACCESS}
    )
    assert not Consent.objects.exists()
    _where, page = app.surfer.follow(app.surfer.get(ACCESS + on["Location"]))
    keys = SignInPage(app.surfer, page.content.decode())
    assert keys.show(app.box, card(app.box)).status_code == 200
    code_in(allow(app, app.surfer.get(ACCESS + keys.go_on)))


@pytest.mark.parametrize(
    "changes",
    [
        {"redirect_uri": "https://evil.example/"},
        {"client_id": "nobody"},
        {"client_id": "a\x00b"},
        {"scope": "openid gid"},
        {"scope": None},
        {"request_uri": "urn:ietf:params:oauth:request_uri:invented"},
    ],
)
def test_a_wrong_question_at_the_page_gets_no_consent(app: Application, changes: dict[str, str | None]) -> None:
    where = f"{ASKED}{urlencode(app.question(**changes))}"
    for answer in (app.surfer.get(ACCESS + where), send(app.surfer, where)):
        assert answer.status_code in (302, 400, 403)
        assert "code=" not in answer.get("Location", "")
        assert answer.get("Location", BACK).startswith(BACK)
    assert not Consent.objects.exists()


def test_the_form_may_end_at_the_application_that_asks_and_nowhere_else(app: Application) -> None:
    where, _content = page_of(app, app.ask())
    policy = app.surfer.get(ACCESS + where)["Content-Security-Policy"]
    assert policy.endswith(f"{PORTAL} {ACCESS} {settings.CONFIG.desk_origin} https://site.example")


@pytest.mark.parametrize("language", ["nl", "fr", "de", "en"])
def test_the_page_speaks_the_applications_language(app: Application, language: str) -> None:
    where, content = page_of(app, app.ask(ui_locales=language))
    assert f'<html lang="{language}">' in content
    assert where.endswith(f"taal={language}")


# -- withdrawing ---------------------------------------------------------------------------------------------------


def tokens_for(app: Application) -> dict[str, Any]:
    """Agree to everything, and exchange."""
    answer = app.exchange(code_in(agreed(app, tokens_of.OFFLINE)))
    assert answer.status_code == 200, answer.content
    return dict(answer.json())


def active(app: Application, token: str) -> bool:
    """What introspection says."""
    return bool(tokens_of.introspect(app, token).json()["active"])


def test_the_list_says_who_what_since_and_last(app: Application) -> None:
    assert "Geen enkele toepassing heeft nu toegang" in app.surfer.get(MINE).content.decode()
    agreed(app)
    content = app.surfer.get(MINE).content.decode()
    for words in ("Fietspunt", "Dat u het bent · Uw naam", "Toegestaan: ", "Nog niet gebruikt"):
        assert words in content
    app.exchange(code_in(app.ask(scope="openid profile")))
    assert "Nog niet gebruikt" not in app.surfer.get(MINE).content.decode()


def test_withdrawing_is_asked_first_and_works_at_once_everywhere(app: Application) -> None:
    given = tokens_for(app)
    waiting = code_in(app.ask())
    where = "/op/toestemmingen/intrekken?toepassing=zonnegem"
    assert "Fietspunt" in app.surfer.get(ACCESS + where).content.decode()
    assert active(app, given["access_token"])
    done = send(app.surfer, where, toepassing="zonnegem")
    assert done["Location"] == "/op/toestemmingen?gedaan=een"
    assert not active(app, given["access_token"])
    assert not active(app, given["refresh_token"])
    assert tokens_of.userinfo(app, given["access_token"]).status_code == 401
    assert tokens_of.refresh(app, given["refresh_token"]).json()["error"] == "invalid_grant"
    assert app.exchange(waiting).json()["error"] == "invalid_grant"
    assert events() == ["access.consent.given", "access.consent.withdrawn"]
    page_of(app, app.ask())
    code_in(agreed(app))


def test_all_of_it_can_be_withdrawn_at_once(app: Application) -> None:
    agreed(app)
    consents.give(citizen(), "kaart", ["openid"], _trace())
    content = app.surfer.get(f"{ACCESS}/op/toestemmingen/intrekken").content.decode()
    assert "Fietspunt, Kaart" in content
    assert send(app.surfer, "/op/toestemmingen/intrekken")["Location"] == "/op/toestemmingen?gedaan=alle"
    assert consents.mine(citizen()) == []
    assert events()[2:] == ["access.consent.withdrawn"] * 2


def test_an_application_of_our_own_is_on_the_list_while_it_has_access_and_can_be_ended(app: Application) -> None:
    ClientRow.objects.filter(client_id="zonnegem").update(third_party=False)
    given = tokens_of.granted(app)
    content = app.surfer.get(MINE).content.decode()
    assert "Een toepassing van de overheid" in content
    send(app.surfer, "/op/toestemmingen/intrekken", toepassing="zonnegem")
    assert not active(app, given["access_token"])
    assert (Token.objects.exists(), RefreshToken.objects.exists()) == (False, False)


@pytest.mark.parametrize(
    ("third_party", "then"), [(True, "dan vragen we het u eerst."), (False, "dan is er weer toegang.")]
)
def test_before_withdrawing_the_citizen_reads_what_the_next_sign_in_does(
    app: Application, third_party: bool, then: str
) -> None:
    ClientRow.objects.filter(client_id="zonnegem").update(third_party=third_party)
    code_in(allow(app, app.ask(prompt="consent")))
    page = app.surfer.get(f"{ACCESS}/op/toestemmingen/intrekken?toepassing=zonnegem")
    assert f"Meldt u zich daar opnieuw aan, {then}" in page.content.decode()


def test_another_citizens_consent_stays(app: Application) -> None:
    given = tokens_for(app)
    other = Browser()
    stranger = Application(other, app.box, app.outside)
    _where, page = other.follow(stranger.ask(scope="openid"))
    keys = SignInPage(other, page.content.decode())
    assert keys.show(app.box, card(app.box, "Peeters")).status_code == 200
    answer = other.get(ACCESS + keys.go_on)
    code_in(allow(stranger, answer))
    send(other, "/op/toestemmingen/intrekken", toepassing="zonnegem")
    assert active(app, given["access_token"])
    code_in(app.ask(scope=tokens_of.OFFLINE))


@pytest.mark.parametrize("name", ["nobody", "a\x00b", "mijn-burgerprofiel", "é" * 500])
def test_what_is_not_on_the_list_cannot_be_withdrawn(app: Application, name: str) -> None:
    agreed(app)
    where = f"/op/toestemmingen/intrekken?{urlencode({'toepassing': name})}"
    assert app.surfer.get(ACCESS + where)["Location"] == "/op/toestemmingen"
    assert send(app.surfer, "/op/toestemmingen/intrekken", toepassing=name)["Location"] == "/op/toestemmingen"
    assert [each.client_id for each in consents.mine(citizen())] == ["zonnegem"]


def test_an_application_that_becomes_somebody_elses_gets_nothing_more_until_it_asked(app: Application) -> None:
    ClientRow.objects.filter(client_id="zonnegem").update(third_party=False)
    given = tokens_of.granted(app)
    ClientRow.objects.filter(client_id="zonnegem").update(third_party=True)
    assert tokens_of.refresh(app, given["refresh_token"]).json()["error"] == "invalid_grant"


def _trace() -> Trace:
    return Trace(actor="test")
