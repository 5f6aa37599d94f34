"""What ends while it is being exchanged leaves nothing behind, whichever comes first: the database decides."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from burgerprofiel.access import consents, ending
from burgerprofiel.access.models import Client as ClientRow
from burgerprofiel.access.models import Token
from burgerprofiel.access.provider.client import EXCHANGE
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit.ids import CitizenId
from tests.access.test_consent_races import together
from tests.access.test_provider import Application, application
from tests.access.test_token_exchange import FORM, SCOPES, exchange
from tests.access.tokens_of import granted, offline, refresh, register, revoke, userinfo

__all__ = ["application"]
pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 4
TRACE = Trace(actor="test")

End = Callable[[Application, dict[str, str]], object]


def citizen() -> CitizenId:
    """Whose tokens they are."""
    return CitizenId(Token.objects.latest("issued_at").citizen_id)


ENDS: dict[str, End] = {
    "the access token is given back": lambda app, told: revoke(app, told["access_token"]),
    "the refresh token is given back": lambda app, told: revoke(app, told["refresh_token"]),
    "a refresh token is used again": lambda app, told: refresh(app, told["used"]),
    "everything ends": lambda _app, _told: ending.end_everywhere(citizen(), TRACE),
}


@pytest.mark.parametrize("how", ENDS)
def test_nothing_that_was_exchanged_outlives_it(application: Application, how: str) -> None:
    register(FORM[0], scopes=["openid", "profile", "rrn"], trusted_exchangers=[application.client_id])
    app = offline(application, scopes=SCOPES, grant_types=["authorization_code", "refresh_token", EXCHANGE])
    for _round in range(ROUNDS):
        first = granted(app)
        told = refresh(app, first["refresh_token"]).json() | {"used": first["refresh_token"]}
        together(lambda told=told: exchange(app, told["access_token"]), lambda told=told: ENDS[how](app, told))
        assert userinfo(app, told["access_token"]).status_code == 401
        assert not Token.objects.exclude(exchanged_by="").exists()


def test_a_consent_that_is_withdrawn_while_it_is_exchanged_leaves_nothing(application: Application) -> None:
    register(FORM[0], scopes=["openid", "profile"], trusted_exchangers=[application.client_id], third_party=True)
    app = offline(application, scopes=SCOPES, grant_types=["authorization_code", EXCHANGE])
    token = granted(app)["access_token"]
    whose = citizen()
    for _round in range(ROUNDS):
        consents.give(whose, FORM[0], ["openid", "profile"], TRACE)
        together(lambda: exchange(app, token), lambda: consents.withdraw(whose, [FORM[0]], TRACE))
        assert not Token.objects.filter(client_id=FORM[0]).exists()
    assert ClientRow.objects.filter(client_id=FORM[0]).exists()
    assert userinfo(app, token).status_code == 200


@pytest.mark.parametrize("how", ENDS)
def test_no_token_for_the_personal_data_service_outlives_it(application: Application, how: str) -> None:
    app = offline(application, scopes=[*SCOPES, "papi"])
    for _round in range(ROUNDS):
        first = granted(app)
        told = refresh(app, first["refresh_token"]).json() | {"used": first["refresh_token"]}
        together(lambda told=told: userinfo(app, told["access_token"]), lambda told=told: ENDS[how](app, told))
        assert userinfo(app, told["access_token"]).status_code == 401
        assert not Token.objects.filter(scope="papi").exists()
