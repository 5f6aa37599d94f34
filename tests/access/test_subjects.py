"""What an application calls a citizen: another name per sector, the same name for ever (OpenID Connect Core §8)."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest

from burgerprofiel.access.models import SignIn, Token
from tests.access.test_provider import OP, Application, application
from tests.access.tokens_of import granted, introspect, offline, userinfo

__all__ = ["application"]

WITHOUT_NUMBER = ["openid", "profile"]


def named(application: Application, **changes: object) -> str:
    """What the application hears, everywhere the same."""
    offline(application, **({"scopes": WITHOUT_NUMBER} | changes))
    answer = granted(application)
    subject = str(application.claims(answer["id_token"])["sub"])
    token = answer["access_token"]
    assert userinfo(application, token).json()["sub"] == subject
    assert introspect(application, token).json()["sub"] == subject
    return subject


def test_another_name_per_sector(application: Application) -> None:
    health, tax = named(application, sector="zorg"), named(application, sector="fiscaal")
    assert health != tax
    assert named(application, sector="zorg") == health


def test_without_a_sector_an_application_is_one_by_itself(application: Application) -> None:
    assert named(application) not in (named(application, sector="zonnegem"), named(application, sector="zorg"))


def test_who_may_see_the_number_hears_the_one_name(application: Application) -> None:
    subject = named(application, scopes=["openid", "rrn"], sector="zorg")
    assert subject == Token.objects.latest("issued_at").citizen_id.hex
    assert subject == named(application, scopes=["openid", "rrn"], sector="fiscaal")


def test_a_pairwise_name_says_nothing_about_the_one_name(application: Application) -> None:
    subject = named(application, sector="zorg")
    row = Token.objects.latest("issued_at")
    assert row.citizen_id
    assert row.citizen_id.hex not in subject
    assert len(subject) <= 255


@pytest.mark.parametrize("scopes", [WITHOUT_NUMBER, ["openid", "profile", "rrn"]])
def test_signing_out_knows_the_citizen_by_the_applications_name(application: Application, scopes: list[str]) -> None:
    offline(application, scopes=scopes)
    hint = granted(application)["id_token"]
    assert SignIn.objects.exists()
    query = {"id_token_hint": hint, "post_logout_redirect_uri": "https://site.example/tot-ziens"}
    answer = application.surfer.get(f"{OP}/v1/logout?{urlencode(query)}")
    assert answer["Location"] == "https://site.example/tot-ziens"
    assert not SignIn.objects.exists()
