"""What everybody may see: the landing page, help, privacy, accessibility, faults, the brand, the language."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from burgerprofiel.access import browser
from burgerprofiel.sources.service import Origin
from tests.portal.reading import body, text, tree

PAGES = ["/", "/hulp", "/privacy", "/toegankelijkheid", "/klopt-dit"]


@pytest.mark.usefixtures("themes", "db")
def test_the_landing_page_sets_no_cookie_and_asks_the_database_nothing(anonymous: Client) -> None:
    anonymous.get("/")
    with CaptureQueriesContext(connection) as caught:
        response = anonymous.get("/")
    assert not caught.captured_queries
    assert not response.cookies


@pytest.mark.usefixtures("themes")
def test_the_landing_page_explains_and_leads_to_sign_in(anonymous: Client) -> None:
    page = tree(anonymous.get("/"))
    assert text(page.find(".//h1")) == "Alles wat de overheid over u weet, op één plek"
    assert page.xpath("//a[contains(@href, '/aanmelden')]")
    assert "Woonst en vastgoed" in text(page)


@pytest.mark.usefixtures("themes")
def test_whoever_got_a_strange_e_mail_finds_where_to_check_it_without_signing_in(anonymous: Client) -> None:
    assert tree(anonymous.get("/")).xpath("//footer//a[contains(@href, '/is-dit-echt')]")


@pytest.mark.usefixtures("themes")
@pytest.mark.parametrize("language", ["nl", "fr", "de", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_every_public_page_speaks_every_language(anonymous: Client, path: str, language: str) -> None:
    page = tree(anonymous.get(path, headers={"accept-language": language}))
    assert page.get("lang") == language
    assert len(page.xpath("//h1")) == 1


@pytest.mark.usefixtures("themes")
@pytest.mark.parametrize("path", PAGES)
def test_no_page_asks_anything_of_another_site(anonymous: Client, path: str) -> None:
    addresses = tree(anonymous.get(path)).xpath("//link/@href | //img/@src | //script/@src | //use/@href")
    ours = ("/", settings.CONFIG.portal_origin)
    assert [each for each in addresses if not each.startswith(ours)] == []


def test_every_source_has_a_route_for_faults(anonymous: Client) -> None:
    page = body(anonymous.get("/klopt-dit"))
    assert [origin for origin in Origin if f'id="{origin}"' not in page] == []


def test_the_privacy_page_lists_every_cookie(anonymous: Client) -> None:
    page = body(anonymous.get("/privacy"))
    for name in (
        browser.cookie_name(),
        settings.SESSION_COOKIE,
        settings.DESK_COOKIE,
        settings.SIGN_IN_COOKIE,
        settings.CSRF_COOKIE_NAME,
        settings.LANGUAGE_COOKIE_NAME,
    ):
        assert f"<code>{name}</code>" in page


def test_the_brand_is_a_stylesheet_of_its_own(anonymous: Client) -> None:
    response = anonymous.get("/merk.css")
    assert response.headers["Content-Type"].startswith("text/css")
    assert "--brand:" in body(response)


@pytest.mark.parametrize(
    ("code", "told"), [("nl", "als bezorgd geldt"), ("fr", "compte comme remise"), ("de", "als zugestellt")]
)
def test_help_says_what_a_letter_in_the_mailbox_means(anonymous: Client, code: str, told: str) -> None:
    assert told in text(tree(anonymous.get("/hulp", headers={"accept-language": code})))


def _choose(client: Client, code: str, back: str = "/hulp", **headers: str) -> Any:
    return client.post("/taal", {"taal": code, "terug": back}, headers=headers)


def test_choosing_a_language_is_remembered_and_leads_back(anonymous: Client) -> None:
    response = _choose(anonymous, "fr", origin=settings.CONFIG.portal_origin)
    assert (response.status_code, response.headers["Location"]) == (303, "/hulp")
    assert tree(anonymous.get("/hulp")).get("lang") == "fr"


@pytest.mark.parametrize("origin", ["https://evil.example", "null"])
def test_another_site_cannot_choose_for_the_reader(anonymous: Client, origin: str) -> None:
    response = _choose(anonymous, "fr", origin=origin)
    assert response.status_code == 400
    assert not response.cookies


@pytest.mark.parametrize("back", ["//evil.example", "https://evil.example", "/\\evil.example"])
def test_choosing_a_language_leads_to_our_own_pages_only(anonymous: Client, back: str) -> None:
    assert _choose(anonymous, "de", back, origin=settings.CONFIG.portal_origin).headers["Location"] == "/"


@pytest.mark.parametrize(
    ("back", "place"),
    [
        ("/op/aanmelden?scope=openid+vo&ui_locales=nl&taal=nl", "/op/aanmelden?scope=openid+vo"),
        ("/op/volmachten?taal=nl", "/op/volmachten"),
        (
            "/op/aanmelden/app?verder=%2Fop%2Fv1%2Fauth%3Fstate%3Da%252Bb%26ui_locales%3Dnl",
            "/op/aanmelden/app?verder=%2Fop%2Fv1%2Fauth%3Fstate%3Da%252Bb",
        ),
        ("/op/sleutels?gedaan=&taal=fr&taal=de", "/op/sleutels?gedaan="),
    ],
)
def test_what_the_reader_chooses_goes_before_what_the_address_asks(anonymous: Client, back: str, place: str) -> None:
    assert _choose(anonymous, "de", back, origin=settings.CONFIG.portal_origin).headers["Location"] == place


def test_an_unknown_language_is_refused(anonymous: Client) -> None:
    assert _choose(anonymous, "xx", origin=settings.CONFIG.portal_origin).status_code == 400


def test_a_page_that_does_not_exist_says_so_calmly(anonymous: Client) -> None:
    response = anonymous.get("/nergens")
    assert response.status_code == 404
    page = text(tree(response))
    assert "Naar het overzicht" in page
    assert "Referentie voor de helpdesk" in page
