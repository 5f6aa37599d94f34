"""An application that asks for it (scope `ssm_mandaat`) hears for whom somebody acts, for as long as that stands."""

from __future__ import annotations

import base64
import json
from typing import Any
from uuid import UUID

import pytest

from burgerprofiel.access.models import Client as ClientRow
from burgerprofiel.access.provider.subject import subject
from burgerprofiel.audit.queries import events_of
from burgerprofiel.people.mandates import actions, naming
from burgerprofiel.simulators.magda.cast import BY_SLUG
from tests.access import tokens_of
from tests.access.coded import known
from tests.access.surfing import query
from tests.access.test_provider import Application, application
from tests.people.mandated import TRACE, citizen, effective, terms

__all__ = ["application"]
SCOPE = "openid profile rrn ssm_mandaat"


@pytest.fixture
def mandate_id(application: Application) -> UUID:
    """Jozef lets Noor look after his benefits; Noor is signed in, and the application may ask for whom."""
    tokens_of.offline(application)
    row = ClientRow.objects.get(client_id="zonnegem")
    ClientRow.objects.filter(client_id="zonnegem").update(scopes=[*row.scopes, "ssm_mandaat"])
    known(application.surfer)
    return effective(citizen("jozef"), citizen("noor"), terms("benefits"))


def hint(mandate_id: UUID | str) -> str:
    return base64.b64encode(json.dumps({"cap_hint": "BUR", "code_hint": str(mandate_id)}).encode()).decode()


def granted(application: Application, **asked: str) -> dict[str, Any]:
    """What the application is given once Noor acts."""
    answer = application.ask(**asked)
    tokens: dict[str, Any] = application.exchange(query(answer["Location"])["code"]).json()
    return tokens


def told(application: Application, tokens: dict[str, Any]) -> dict[str, Any]:
    claims: dict[str, Any] = tokens_of.userinfo(application, tokens["access_token"]).json()
    return claims


def test_who_may_see_the_number_is_told_the_givers(application: Application, mandate_id: UUID) -> None:
    claims = told(application, granted(application, scope=SCOPE, login_hint=hint(mandate_id)))
    assert claims["ssm_mandaatgever"] == BY_SLUG["jozef"].ssin
    assert claims["ssm_mandaat_onderdelen"] == ["benefits"]
    assert (claims["given_name"], claims["rrn"]) == ("Noor", BY_SLUG["noor"].ssin)
    assert "ssm_mandaat_id" not in claims


def test_who_did_not_ask_for_the_number_this_time_is_not_told_the_givers(
    application: Application, mandate_id: UUID
) -> None:
    claims = told(application, granted(application, scope="openid ssm_mandaat", login_hint=hint(mandate_id)))
    assert "rrn" not in claims
    assert claims["ssm_mandaatgever"] == subject(ClientRow.objects.get(client_id="zonnegem"), citizen("jozef"))


def test_others_are_told_their_own_name_for_the_giver(application: Application, mandate_id: UUID) -> None:
    ClientRow.objects.filter(client_id="zonnegem").update(scopes=["openid", "ssm_mandaat"])
    claims = told(application, granted(application, scope="openid ssm_mandaat", login_hint=hint(mandate_id)))
    row = ClientRow.objects.get(client_id="zonnegem")
    assert claims["ssm_mandaatgever"] == subject(row, citizen("jozef"))
    assert claims["sub"] == subject(row, citizen("noor"))


def test_both_trails_tell_that_it_was_told(application: Application, mandate_id: UUID) -> None:
    granted(application, scope=SCOPE, login_hint=hint(mandate_id))
    for slug in ("jozef", "noor"):
        event = next(each for each in events_of(citizen(slug)).events if each.tag == "access.mandate.told")
        assert event.details["client"] == "zonnegem"
        names = [naming.opened(citizen(slug), str(event.details[side])) for side in ("giver", "actor")]
        assert names == ["Jozef De Smet", "Noor Vandenbos"]


def test_without_the_scope_nobody_is_asked_and_nothing_is_told(application: Application, mandate_id: UUID) -> None:
    claims = told(application, granted(application, scope="openid profile", login_hint=hint(mandate_id)))
    assert not {name for name in claims if name.startswith("ssm_")}


def test_who_has_the_choice_is_asked_and_never_silently(application: Application, mandate_id: UUID) -> None:
    assert application.ask(scope=SCOPE)["Location"].startswith("/op/doelgroep?")
    assert query(application.ask(scope=SCOPE, prompt="none")["Location"])["error"] == "interaction_required"
    own = base64.b64encode(b'{"cap_hint": "BUR"}').decode()
    assert "ssm_mandaatgever" not in told(application, granted(application, scope=SCOPE, login_hint=own))


def test_a_client_that_is_not_registered_for_it_is_refused(application: Application) -> None:
    assert query(application.ask(scope=SCOPE)["Location"])["error"] == "invalid_scope"


def test_what_was_given_for_a_mandate_ends_with_it(application: Application, mandate_id: UUID) -> None:
    tokens = granted(application, scope=f"{SCOPE} offline_access", login_hint=hint(mandate_id))
    late = query(application.ask(scope=SCOPE, login_hint=hint(mandate_id))["Location"])["code"]
    actions.withdraw(citizen("jozef"), mandate_id, TRACE)
    assert tokens_of.userinfo(application, tokens["access_token"]).status_code == 401
    assert tokens_of.introspect(application, tokens["access_token"]).json() == {"active": False}
    assert tokens_of.refresh(application, tokens["refresh_token"]).json()["error"] == "invalid_grant"
    assert application.exchange(late).json()["error"] == "invalid_grant"


def test_somebody_elses_mandate_fits_no_hint(application: Application, mandate_id: UUID) -> None:
    other = effective(citizen("jozef"), citizen("emma"))
    assert application.ask(scope=SCOPE, login_hint=hint(other))["Location"].startswith("/op/doelgroep?")
    chooser = application.surfer.follow(application.ask(scope=SCOPE, login_hint=hint(other)))[1].content.decode()
    assert str(other) not in chooser
