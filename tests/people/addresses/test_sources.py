"""Whoever finds addresses keeps one contract: our table, and the address register as its simulator speaks it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import httpx
import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from hypothesis import HealthCheck, given
from hypothesis import settings as how
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.testclient import TestClient

from burgerprofiel.kit import http
from burgerprofiel.people.addresses import search, towns
from burgerprofiel.people.addresses.address import Question
from burgerprofiel.people.addresses.basisregisters import Basisregisters
from burgerprofiel.people.addresses.by_table import ByTable
from burgerprofiel.people.addresses.source import MOST, Source, UnavailableError
from burgerprofiel.simulators.addresses import server
from burgerprofiel.simulators.magda.cast import CAST
from burgerprofiel.site.launch.surroundings import PLACES

URL = "http://adressen.localhost"
VELDSTRAAT = Question(street="Veldstraat", number="12", where="9000 Gent")


@pytest.fixture
def register(monkeypatch: pytest.MonkeyPatch) -> Source:
    """The address register, with the simulator on the other end."""
    application = Starlette(routes=list(server.routes()))
    monkeypatch.setattr(http, "client", lambda _seconds: TestClient(application, base_url=URL))
    return Basisregisters(URL, "a-key-for-tests")


@pytest.fixture(params=["table", "register"])
def source(request: pytest.FixtureRequest) -> Source:
    """Each of them."""
    found: Source = ByTable() if request.param == "table" else request.getfixturevalue("register")
    return found


def test_an_address_that_exists_is_the_first_found(source: Source) -> None:
    found = source.find(VELDSTRAAT)[0]
    assert found.lines == ("Veldstraat 12", "9000 Gent")
    assert found.nis == "44021"


def test_a_municipality_by_name_alone_finds_it_too(source: Source) -> None:
    found = source.find(Question(street="Veldstraat", number="12", where="gent"))
    assert found[0].municipality == "Gent"


def test_what_lies_nowhere_is_not_found(source: Source) -> None:
    assert source.find(Question(street="Veldstraat", number="12", where="Nergenshuizen")) == []
    assert source.find(Question(street="Veldstraat", number="12", where="0000")) == []


_TYPED = st.text(max_size=40)


@how(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(street=_TYPED, number=_TYPED, box=_TYPED, where=_TYPED | st.sampled_from(["9000", "Gent", "9999 Zonnegem", "b"]))
def test_whatever_is_typed_at_most_ten_come_back_each_once(
    source: Source, street: str, number: str, box: str, where: str
) -> None:
    asked = search.question(street, number, box, where)
    found = source.find(asked)
    assert len(found) <= MOST
    assert len({each.key for each in found}) == len(found)
    for each in found:
        assert len(each.postcode) == 4
        assert each.municipality


def test_the_register_finds_a_street_that_is_nearly_right_and_says_its_own_name(register: Source) -> None:
    found = register.find(Question(street="molenwg", number="18", where="9999"))[0]
    assert (found.street, found.register_id) == ("Molenweg", "20180")


def test_of_two_streets_of_one_name_each_is_told_with_its_postcode(register: Source) -> None:
    found = register.find(Question(street="Kerkstraat", number="5", where="Gent"))
    assert {each.postcode for each in found} == {"9050"}


def test_the_demos_own_municipality_is_known_to_the_demo_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = Question(street="Kerkstraat", number="61", where="9999 Zonnegem")
    monkeypatch.setattr(settings, "CONFIG", dataclasses.replace(settings.CONFIG, address_places=None))
    assert ByTable().find(asked) == []
    before = towns.table()
    monkeypatch.setattr(settings, "CONFIG", dataclasses.replace(settings.CONFIG, address_places=PLACES))
    (found,) = ByTable().find(asked)
    assert (found.lines, found.nis) == (("Kerkstraat 61", "9999 Zonnegem"), "41999")
    assert ByTable().find(Question(street="Kerkstraat", number="61", where="zonneg"))[0].municipality == "Zonnegem"
    assert set(towns.table()) - set(before) == {("9999", "41999", "Zonnegem", "Zonnegem")}
    homes = {(each.home.postcode, each.home.municipality) for each in CAST if each.home}
    assert homes <= {town[:3:2] for town in towns.table()}, "wherever the people of the demo live"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "begins with the line"),
        ("postcode;nis;nl;fr\n9999;41999;Zonnegem;Zonnegem\n", "begins with the line"),
        ("postcode,nis,nl,fr\n999,41999,Zonnegem,Zonnegem\n", "place 1: postcode"),
        ("postcode,nis,nl,fr\n9999,41999,Zonnegem,Zonnegem\n9998,4199,,x\n", "place 2: nis, nl"),
        ("postcode,nis,nl,fr\n9999,41999,Zonnegem,Zonnegem,x\n", "more than four"),
        ("postcode,nis,nl,fr\n9999\n", "place 1: nis, nl, fr"),
    ],
)
def test_a_file_of_places_that_is_wrong_is_named_with_its_place(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: str, said: str
) -> None:
    places = tmp_path / "places.csv"
    places.write_text(content)
    monkeypatch.setattr(settings, "CONFIG", dataclasses.replace(settings.CONFIG, address_places=places))
    with pytest.raises(towns.PlacesError, match=said):
        towns.table()
    places.unlink()
    with pytest.raises(towns.PlacesError, match="cannot be read"):
        towns.table()


def test_what_the_shipped_table_knows_is_not_there_twice(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    places = tmp_path / "places.csv"
    places.write_text("postcode,nis,nl,fr\n9000,44021,Gent,Gand\n")
    monkeypatch.setattr(settings, "CONFIG", dataclasses.replace(settings.CONFIG, address_places=places))
    assert len(ByTable().find(VELDSTRAAT)) == 1


def test_a_house_that_is_not_there_is_not_found(register: Source) -> None:
    assert register.find(Question(street="Veldstraat", number="999", where="9000")) == []


def test_a_box_is_kept(register: Source) -> None:
    found = register.find(Question(street="Naamsestraat", number="40", box="12", where="3000 Leuven"))[0]
    assert found.lines == ("Naamsestraat 40 bus 12", "3000 Leuven")


def test_the_register_is_asked_as_its_contract_says(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, json={"adresMatches": [], "warnings": []})

    monkeypatch.setattr(http, "client", lambda _seconds: httpx.Client(transport=httpx.MockTransport(answer)))
    Basisregisters("https://register.example", "secret-key").find(VELDSTRAAT)
    asked = seen[0]
    assert asked.url.path == "/v2/adresmatch"
    assert dict(asked.url.params) == {
        "straatnaam": "Veldstraat",
        "huisnummer": "12",
        "postcode": "9000",
        "gemeentenaam": "Gent",
    }
    assert (asked.headers["x-api-key"], asked.headers["accept"]) == ("secret-key", "application/ld+json")


REAL = {
    "@context": "https://docs.basisregisters.vlaanderen.be/context/adresmatch/2024-03-12/adresmatch.jsonld",
    "adresMatches": [
        {
            "@type": "Adres",
            "identificator": {
                "id": "https://data.vlaanderen.be/id/adres/36416228",
                "naamruimte": "https://data.vlaanderen.be/id/adres",
                "objectId": "36416228",
                "versieId": "2023-11-02T07:37:09+01:00",
            },
            "detail": "https://api.basisregisters.vlaanderen.be/v2/adressen/36416228",
            "gemeente": {
                "objectId": "44021",
                "detail": "https://api.basisregisters.vlaanderen.be/v2/gemeenten/44021",
                "gemeentenaam": {"geografischeNaam": {"spelling": "Gent", "taal": "nl"}},
            },
            "postinfo": {"objectId": "9032", "detail": "https://api.basisregisters.vlaanderen.be/v2/postinfo/9032"},
            "straatnaam": {
                "objectId": "69499",
                "detail": "https://api.basisregisters.vlaanderen.be/v2/straatnamen/69499",
                "straatnaam": {"geografischeNaam": {"spelling": "Aalbessenlaan", "taal": "nl"}},
            },
            "huisnummer": "14",
            "volledigAdres": {"geografischeNaam": {"spelling": "Aalbessenlaan 14, 9032 Gent", "taal": "nl"}},
            "adresPositie": {"geometrie": {"type": "Point", "gml": "<gml:Point/>"}, "positieSpecificatie": "gebouw"},
            "adresStatus": "inGebruik",
            "officieelToegekend": True,
            "score": 89.3,
            "links": [],
        },
        {"@type": "Adres", "gemeente": {"objectId": "44021"}, "score": 95.0},
    ],
    "warnings": [{"code": "1", "message": "…"}],
}
"""An answer as the contract describes it, with a match that names no house."""


def answering(monkeypatch: pytest.MonkeyPatch, answer: Callable[[httpx.Request], httpx.Response]) -> Source:
    """A register that answers so."""
    monkeypatch.setattr(http, "client", lambda _seconds: httpx.Client(transport=httpx.MockTransport(answer)))
    return Basisregisters("https://register.example")


def test_an_answer_as_the_contract_has_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    found = answering(monkeypatch, lambda _asked: httpx.Response(200, json=REAL)).find(VELDSTRAAT)
    assert [(each.lines, each.nis, each.register_id) for each in found] == [
        (("Aalbessenlaan 14", "9032 Gent"), "44021", "36416228")
    ]


def _broken(_asked: httpx.Request) -> httpx.Response:
    raise httpx.ConnectError("nobody there")


@pytest.mark.parametrize(
    "answer",
    [
        _broken,
        lambda _asked: httpx.Response(503),
        lambda _asked: httpx.Response(429),
        lambda _asked: httpx.Response(302, headers={"location": "https://elsewhere.example"}),
        lambda _asked: httpx.Response(200, text="<html>"),
        lambda _asked: httpx.Response(200, json={"adresMatches": "none"}),
        lambda _asked: httpx.Response(200, content=b" " * 600_000),
    ],
)
def test_a_register_that_does_not_answer_usably_says_nothing_about_the_address(
    monkeypatch: pytest.MonkeyPatch, answer: Callable[[httpx.Request], httpx.Response]
) -> None:
    with pytest.raises(UnavailableError):
        answering(monkeypatch, answer).find(VELDSTRAAT)


def configured(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    """Let a register be configured, or none."""
    monkeypatch.setattr(settings, "CONFIG", dataclasses.replace(settings.CONFIG, address_url=url))


def test_without_a_register_an_address_is_kept_as_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    configured(monkeypatch, "")
    found = search.search(VELDSTRAAT)
    assert (found.checked, found.silent) == (False, False)
    assert found.addresses[0].lines == ("Veldstraat 12", "9000 Gent")


def test_a_silent_register_is_told_and_the_table_helps_out(monkeypatch: pytest.MonkeyPatch) -> None:
    configured(monkeypatch, "https://register.example")
    answering(monkeypatch, _broken)
    found = search.search(VELDSTRAAT)
    assert (found.checked, found.silent, len(found.addresses)) == (False, True, 1)


def test_what_the_register_knows_is_checked(monkeypatch: pytest.MonkeyPatch, register: Source) -> None:
    configured(monkeypatch, URL)
    assert search.search(VELDSTRAAT).checked
    assert not search.search(Question(street="Onbekend", number="1", where="9000")).checked


def test_a_box_that_the_register_does_not_know_is_kept_as_typed(
    monkeypatch: pytest.MonkeyPatch, register: Source
) -> None:
    configured(monkeypatch, URL)
    found = search.search(Question(street="Veldstraat", number="12", box="99", where="9000"))
    assert (found.checked, found.other_box) == (False, True)
    assert [(each.lines[0], each.register_id) for each in found.addresses] == [("Veldstraat 12 bus 99", "")]


@pytest.mark.parametrize(
    ("where", "names"),
    [
        ("9000", {"Gent"}),
        ("Gand", {"Gent"}),
        ("GENT", {"Gent"}),
        ("9000 Leuven", {"Gent"}),
        ("Liège", {"Luik"}),
        ("B-3000", {"Leuven"}),
        ("", set()),
        ("1", set()),
        ("90001", set()),
    ],
)
def test_a_municipality_is_meant_by_its_postcode_or_either_name(where: str, names: set[str]) -> None:
    assert {town.name for town in towns.meant_by(where)} == names


def test_the_table_is_of_all_of_belgium(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "CONFIG", dataclasses.replace(settings.CONFIG, address_places=None))
    table: tuple[Any, ...] = towns.table()
    assert len({town.nis for town in table}) == 565, "municipalities since 1 January 2025"
    assert all(len(town.postcode) == 4 and town.postcode.isdigit() for town in table)


def test_an_operator_hears_what_the_register_answers(monkeypatch: pytest.MonkeyPatch, register: Source) -> None:
    told = StringIO()
    configured(monkeypatch, URL)
    call_command("address_check", "Molenweg", "18", "9999", stdout=told)
    assert told.getvalue().splitlines() == [
        "Molenweg 18, 9999 Zonnegem (NIS 41999, 20180)",
        "1 addresses found.",
    ]
    answering(monkeypatch, _broken)
    with pytest.raises(CommandError, match="does not answer"):
        call_command("address_check")
    configured(monkeypatch, "")
    with pytest.raises(CommandError, match="MBP_ADDRESS_URL"):
        call_command("address_check")
