"""The pages between an application's question and its answer look like it, and everybody can read them."""

from __future__ import annotations

import html
import re
from urllib.parse import urlencode

import pytest
from django.http import HttpResponse

from burgerprofiel.access.models import Client as ClientRow
from burgerprofiel.kit.brand import AA, LIGHT, contrast
from tests.access.surfing import ACCESS, PORTAL
from tests.access.test_par import door, pushed
from tests.access.test_provider import OP, Application, application

__all__ = ["application"]

PALE = {"name": "Fietspunt", "colour": "#ffe680", "action": "#ff9900"}


@pytest.fixture
def branded(application: Application) -> Application:
    """An application with colours that nobody could read."""
    ClientRow.objects.filter(client_id="zonnegem").update(brand=PALE)
    return application


def page(application: Application, address: str = "") -> str:
    """The page where one chooses a key, or another one for the same question."""
    _where, answer = application.surfer.follow(application.surfer.get(address) if address else application.ask())
    assert answer.status_code == 200
    return answer.content.decode()


def files(content: str) -> list[str]:
    """Addresses of the stylesheet and the mark in a page."""
    found = re.findall(r'(?:href|src)="((?:/op)?/merk\.(?:css|svg)[^"]*)"', content)
    return [html.unescape(each) for each in dict.fromkeys(found)]


def fetched(application: Application, path: str) -> HttpResponse:
    """A file of the sign-in host."""
    return application.surfer.get(ACCESS + path)


def test_the_choice_of_a_key_bears_the_applications_name_and_colours(branded: Application) -> None:
    content = page(branded)
    assert "<b>Fietspunt</b><span>aanmelden met Mijn Burgerprofiel</span>" in content
    assert "· Fietspunt</title>" in content
    css, mark = files(content)
    assert css.startswith("/op/merk.css?van=zonnegem&v=")
    assert fetched(branded, mark).content.decode().count(">f</text>") == 1


def test_its_colours_are_darkened_until_they_read(branded: Application) -> None:
    css = fetched(branded, files(page(branded))[0])
    assert css["Content-Type"] == "text/css; charset=utf-8"
    light = re.search(r"--brand:(#\w{6})", css.content.decode())
    assert light
    assert light[1] != "#ffe680"
    assert all(contrast(light[1], ground) >= AA for ground in LIGHT)


def test_the_service_itself_stays_named(branded: Application) -> None:
    assert re.search(r"<footer.*<b>Mijn Burgerprofiel</b>", page(branded), re.DOTALL)


@pytest.mark.parametrize("where", ["/op/aanmelden/app", "/op/aanmelden/sms", "/op/aanmelden/passkey"])
def test_the_page_of_a_key_does_too(branded: Application, where: str) -> None:
    on = urlencode({"verder": f"/op/v1/auth?{urlencode(branded.question())}"})
    assert "<b>Fietspunt</b>" in page(branded, f"{ACCESS}{where}?{on}")


def test_a_pushed_question_does_too(branded: Application) -> None:
    assert "<b>Fietspunt</b>" in page(branded, door(pushed(branded)))


def test_the_question_for_consent_does_too(branded: Application) -> None:
    branded.answer()
    ClientRow.objects.filter(client_id="zonnegem").update(third_party=True)
    assert "<b>Fietspunt</b>" in page(branded)


def test_without_a_brand_it_is_our_own_face(application: Application) -> None:
    assert files(page(application)) == ["/merk.css", "/merk.svg"]


@pytest.mark.parametrize(
    "address",
    [
        f"{ACCESS}/op/sleutels?client_id=zonnegem",
        f"{ACCESS}/op/sleutels?verder=/op/v1/auth?client_id=zonnegem",
        f"{ACCESS}/op/toestemmingen?client_id=zonnegem",
        f"{ACCESS}/op/aanmelden/app?verder=https://evil.example/?client_id=zonnegem",
        f"{PORTAL}/afgemeld?client_id=zonnegem",
    ],
)
def test_pages_of_our_own_keep_our_face_whatever_the_address_says(branded: Application, address: str) -> None:
    branded.answer()
    assert files(page(branded, address)) == ["/merk.css", "/merk.svg"]


def test_a_name_alone_keeps_our_colours(application: Application) -> None:
    ClientRow.objects.filter(client_id="zonnegem").update(brand={"name": "Stad & <b>co</b>"})
    assert "Stad &amp; &lt;b&gt;co&lt;/b&gt;" in page(application)


def test_the_files_are_kept_until_the_brand_changes(branded: Application) -> None:
    before = files(page(branded))
    for path in before:
        assert fetched(branded, path)["Cache-Control"] == "public, max-age=31536000, immutable"
    ClientRow.objects.filter(client_id="zonnegem").update(brand=PALE | {"colour": "#003366"})
    assert set(files(page(branded))).isdisjoint(before)
    assert fetched(branded, before[0])["Cache-Control"] == "public, max-age=60"


@pytest.mark.parametrize("van", ["", "nobody", "a\x00b", "x" * 500, "../zonnegem"])
def test_for_whom_there_is_none_there_is_nothing_to_learn(branded: Application, van: str) -> None:
    for name in ("css", "svg"):
        answer = branded.surfer.get(f"{OP}/merk.{name}?{urlencode({'van': van})}")
        assert (answer.status_code, answer["Cache-Control"]) == (200, "public, max-age=60")
        assert "#" not in answer.content.decode()
