"""Anybody can check whether an e-mail is ours, and hears neither to whom it went nor what was in it (C6)."""

from __future__ import annotations

from datetime import date

import pytest
from django.http import HttpResponse
from django.test import Client

from burgerprofiel.access import limits
from burgerprofiel.kit.letters import proof
from burgerprofiel.kit.letters.topics import Topic

pytestmark = pytest.mark.django_db
HERE, ADDRESS = "/is-dit-echt", "noor.vandenbos@post.example"


@pytest.fixture
def stranger() -> Client:
    """Somebody who is not signed in, on the portal's host."""
    return Client(headers={"host": "mijn.localhost"})


def code() -> str:
    """The code of a letter about files, written on 14 March 2026."""
    return proof.written(Topic.DOSSIERS, date(2026, 3, 14), ADDRESS)


def shown(client: Client, typed: str, address: str = "") -> HttpResponse:
    """The page after typing."""
    return client.post(HERE, {"code": typed, "address": address})  # type: ignore[return-value]


def told(response: HttpResponse) -> str:
    """What the page says."""
    return " ".join(response.content.decode().split())


def test_a_code_of_ours_tells_the_day_what_it_was_about_and_from_where(stranger: Client) -> None:
    page = told(shown(stranger, code()))
    assert "Wij schreven een e-mail met deze code" in page
    assert "14 maart 2026" in page
    assert "dossiers en aanvragen" in page
    assert "niet-antwoorden@" in page
    assert "post.example" not in page.replace("burgerprofiel.example", "")


def test_who_names_the_address_hears_that_it_went_there(stranger: Client) -> None:
    assert "Ja, wij stuurden deze e-mail naar dat adres" in told(shown(stranger, code(), f" {ADDRESS.upper()} "))


def test_a_code_copied_from_an_e_mail_to_somebody_else_is_found_out(stranger: Client) -> None:
    page = told(shown(stranger, code(), "jozef@post.example"))
    assert "Vertrouw het niet" in page
    assert "verdacht@safeonweb.be" in page
    assert ADDRESS not in page


def test_a_whole_e_mail_may_be_pasted(stranger: Client) -> None:
    assert "14 maart 2026" in told(shown(stranger, f"Dag Noor,\n\nCode van deze e-mail: {code().lower()}\n\nDag."))


@pytest.mark.parametrize("typed", ["0000-0000-0000-0000", "geen code", "<script>", "1" * 20_000, "\0"])
def test_what_is_not_ours_gives_advice_and_shows_nothing(stranger: Client, typed: str) -> None:
    response = shown(stranger, typed)
    assert response.status_code == 200
    assert "Dit is geen code van ons" in told(response)
    assert "1700" in told(response)
    assert "<script>" not in told(response).replace("<script type", "").replace("<script async", "")


def test_nothing_typed_is_said_beside_the_field(stranger: Client) -> None:
    response = shown(stranger, " ")
    assert response.status_code == 422
    assert "Typ eerst de code." in told(response)


def test_who_guesses_waits_and_who_is_right_does_not(stranger: Client) -> None:
    for _each in range(40):
        assert shown(stranger, code()).status_code == 200
    for _each in range(30):
        assert shown(stranger, "0000-0000-0000-0000").status_code == 200
    waiting = shown(stranger, code())
    assert waiting.status_code == 429
    assert int(waiting["Retry-After"]) > 0
    assert "Van hier werden te veel codes geprobeerd" in told(waiting)


def test_while_very_many_ask_about_the_same_fraud_nobody_waits_for_the_others(
    stranger: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "OVERALL", limits.Limit("overall", 2))
    for each in range(5):
        answer = stranger.post(HERE, {"code": "0000-0000-0000-0000"}, REMOTE_ADDR=f"198.51.{each}.7")
        assert answer.status_code == 200


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("fr", "Cet e-mail vient-il vraiment de nous"),
        ("de", "Ist diese E-Mail wirklich"),
        ("en", "Is this e-mail really"),
    ],
)
def test_it_is_in_four_languages(stranger: Client, language: str, title: str) -> None:
    stranger.cookies["mbp_taal"] = language
    response = stranger.get(HERE, headers={"accept-language": language})
    assert title in told(response)  # type: ignore[arg-type]


def test_help_leads_there(stranger: Client) -> None:
    assert HERE in told(stranger.get("/hulp"))  # type: ignore[arg-type]
