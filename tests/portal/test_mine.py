"""What we hold of somebody ourselves is found and taken along by them (B11, GDPR art. 15, 20), and by nobody else."""

from __future__ import annotations

import dataclasses
import json
import uuid
from base64 import urlsafe_b64encode
from datetime import time
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from django.db import transaction
from django.test import Client

from burgerprofiel.access import actions as access
from burgerprofiel.access import consents
from burgerprofiel.access.capacity import Capacity
from burgerprofiel.access.consents import Access
from burgerprofiel.access.identity import Identity
from burgerprofiel.access.provider.details import NONE as DETAILS
from burgerprofiel.access.viewer import Actor, Proof
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock, typesetting
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.levels import Key
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.notices import actions as notices
from burgerprofiel.notices.kinds import Group, How
from burgerprofiel.notices.notice import Channel, Notice
from burgerprofiel.notices.preferences import actions as preferences
from burgerprofiel.notices.push import actions as push
from burgerprofiel.notices.push.subscription import read
from burgerprofiel.people.actions import meet
from burgerprofiel.people.profile import own
from burgerprofiel.people.profile.contact import Kind
from burgerprofiel.people.profile.contacts.actions import take_over
from burgerprofiel.people.profile.saved.actions import save
from burgerprofiel.portal.pages import export as exporting
from burgerprofiel.portal.pages import search as searching
from burgerprofiel.simulators.magda.cast import BY_SLUG
from tests.people.profile.test_saved import address
from tests.portal import world
from tests.portal.reading import body, text, tree

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sources")]
TRACE = Trace(actor="citizen")
SCOPES = tuple(each.key for each in world.THEMES)
NOOR, WOUTER = (Ssin(BY_SLUG[slug].ssin) for slug in ("noor", "wouter"))


def gives(who: CitizenId, name: str, number: str) -> None:
    """Give and choose all there is."""
    own.choose_call_name(who, name, TRACE)
    own.choose_language(who, "fr", TRACE)
    take_over(who, Kind.EMAIL, f"{name.lower()}@example.be", clock.now(), TRACE)
    take_over(who, Kind.PHONE, number, clock.now(), TRACE)
    save(who, f"Oma van {name}", address(), TRACE)
    preferences.choose(who, {(Group.MAIL, Channel.EMAIL): How.DIGEST}, TRACE)
    preferences.set_times(who, (time(22), time(7)), time(18), TRACE)
    point = ec.generate_private_key(ec.SECP256R1()).public_key()
    raw = point.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    keys = {"p256dh": urlsafe_b64encode(raw).decode(), "auth": urlsafe_b64encode(b"s" * 16).decode()}
    push.start(who, read("https://fcm.googleapis.com/x" + name, keys, f"Firefox van {name}"), TRACE)
    consents.give(who, "portal", ["profile"], TRACE)
    values = {"sender": f"Gemeente {name}", "subject": "Uw kaart"}
    with transaction.atomic():
        notices.tell(Notice(citizen_id=who, kind="mail.new", key=f"k {name}", values=values, path="/berichten"))


@pytest.fixture
def given(db: None) -> None:
    """Two citizens who gave everything."""
    gives(meet(NOOR), "Nono", "+32470123456")
    gives(meet(WOUTER), "Wim", "+32470999888")


def seek(citizen: Client, words: str) -> dict[str, str]:
    """Where the hits lead, with what they say."""
    page = tree(citizen.post("/zoeken", {"q": words}))
    return {each.get("href"): text(each) for each in page.xpath("//ol[contains(@class, 'hits')]/li/a")}


@pytest.mark.parametrize(
    ("words", "where", "said"),
    [
        ("mijn telefoon", "/profiel#reach", "0470 12 34 56"),
        ("0470 12 34", "/profiel#reach", "0470 12 34 56"),
        ("+32470123456", "/profiel#reach", "0470 12 34 56"),
        ("nono@example.be", "/profiel#reach", "nono@example.be"),
        ("roepnaam", "/profiel#name", "Nono"),
        ("veldstraat oma", "/profiel#addresses", "Oma van Nono"),
        ("mijn taal", "/profiel#language", "Français"),
        ("stille uren", "/profiel/meldingen", "22:00–07:00"),
        ("firefox", "/profiel/meldingen", "Firefox van Nono"),
        ("foto profiel", "/profiel#photo", "U gaf niets op"),
    ],
)
def test_what_one_gave_is_found_where_it_is_changed(
    citizen: Client, given: None, words: str, where: str, said: str
) -> None:
    found = seek(citizen, words)
    assert where in found, found
    assert said in found[where]


def test_what_one_gave_comes_before_what_registers_say(citizen: Client, given: None) -> None:
    pages = list(seek(citizen, "n"))
    mine = [each.startswith(("/profiel", "/meldingen")) for each in pages]
    assert mine == sorted(mine, reverse=True)
    assert any(mine)
    assert not all(mine)


def test_who_gave_nothing_is_led_to_where_it_is_given(citizen: Client) -> None:
    told = "Mijn profiel · Hoe wij u bereiken Telefoonnummer (gsm) U gaf niets op"
    assert seek(citizen, "mijn telefoon") == {"/profiel#reach": told}
    assert "/profiel#name" in seek(citizen, "roepnaam")


def test_nothing_of_somebody_else_is_found_or_taken_along(
    citizen: Client, given: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for words in ("wim@example.be", "0470 99 98 88", "Oma van Wim", "Firefox van Wim"):
        assert not seek(citizen, words), words
    whole = body(citizen.get("/uitvoer.json"))
    assert "Nono" in whole
    assert "Wim" not in whole
    assert "+32470999888" not in whole


def profile(citizen: Client) -> dict[str, list[dict[str, Any]]]:
    """The facts of the export, by section."""
    out = json.loads(citizen.get("/uitvoer.json").content)
    (theme,) = [each for each in out["themes"] if each["key"] == "profile"]
    return {each["key"]: each["facts"] for each in theme["sections"]}


def test_all_that_we_hold_is_in_the_open_data(citizen: Client, given: None) -> None:
    told = profile(citizen)
    values = {fact["label"]: fact["value"]["text"] for facts in told.values() for fact in facts if fact["value"]}
    assert values["Roepnaam"] == "Nono"
    assert values["E-mailadres"] == "nono@example.be"
    assert values["Telefoonnummer (gsm)"] == "0470 12 34 56"
    assert values["Taal"] == "Français"
    assert "Veldstraat" in values["Oma van Nono"]
    assert values["Stille uren"] == "22:00–07:00"
    assert values["Uw mailbox"] == "Niet open: brieven komen op papier."
    (mail,) = [fact for fact in told["telling"] if fact["key"] == "group-mail"]
    assert {each["label"]: each["value"]["text"] for each in mail["details"]}["E-mail"] == "Eén keer per dag"
    assert [fact["label"] for fact in told["devices"]] == ["Firefox van Nono"]
    assert [fact["details"][0]["label"] for fact in told["devices"]] == ["Bewaard sinds"]
    (notice,) = told["notices"]
    assert notice["label"] == "Nieuw bericht van Gemeente Nono: Uw kaart"
    assert {each["label"] for each in notice["details"]} >= {"Gemeld op", "E-mail"}
    assert "fcm.googleapis.com" not in json.dumps(told), "where a browser is reached opens it to others"


def test_whoever_has_access_is_named_with_since_when(
    citizen: Client, given: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    bank = Access("bank", "Bank van Gent", ("profile", "ebox"), DETAILS, clock.now(), None, asks=True)
    monkeypatch.setattr(consents, "mine", lambda _citizen: [bank])
    (fact,) = [each for each in profile(citizen)["consents"] if each["key"] == "application-bank"]
    told = {each["label"]: each["value"]["text"] for each in fact["details"]}
    assert (fact["label"], told["Wat ze mag opvragen"]) == ("Bank van Gent", "profile, ebox")
    assert told["Toegestaan op"]
    assert seek(citizen, "bank van gent")["/profiel/toestemmingen"]


def test_the_document_has_it_too_and_says_so(citizen: Client, given: None, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    monkeypatch.setattr(typesetting, "_made", lambda _template, data, **_how: made.append(data) or b"")
    citizen.get("/uitvoer.pdf")
    for said in ("wat dit portaal zelf over u bewaart", "nono@example.be", "Oma van Nono", "Firefox van Nono"):
        assert said in made[0], said


def test_the_document_can_be_read(citizen: Client, given: None) -> None:
    content = citizen.get("/uitvoer.pdf").content
    assert content.startswith(b"%PDF-1.7")
    assert b"pdfuaid:part" in content


@pytest.mark.parametrize("how", ["for an organisation", "under a mandate"])
def test_who_is_here_for_somebody_else_finds_and_takes_none(
    citizen: Client, given: None, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = exporting.viewer_in
    actor = Actor(
        meet(WOUTER), "Wouter", "Claes", uuid.uuid4(), tuple(each.key for each in world.THEMES), clock.today()
    )
    capacity = Capacity(group="GOV", organisation=str(uuid.uuid4()))
    change: dict[str, Any] = {"capacity": capacity} if "organisation" in how else {"actor": actor}
    for page in (exporting, searching):
        monkeypatch.setattr(page, "viewer_in", lambda request: dataclasses.replace(before(request), **change))
    assert not [each for each in seek(citizen, "nono") if "profiel" in each]
    assert not [each for each in seek(citizen, "telefoon") if "profiel" in each]
    whole = body(citizen.get("/uitvoer.json"))
    assert "Nono" not in whole
    assert '"profile"' not in whole


def test_another_citizen_reads_their_own(given: None, anonymous: Client) -> None:
    who = Identity("Wouter", "Claes", BY_SLUG["wouter"].ssin)
    cookie = access.open_session(who, [Proof(Key.eid, clock.now())], "test", "", Trace(actor="test"))
    anonymous.cookies[settings.SESSION_COOKIE] = cookie.text
    whole = body(anonymous.get("/uitvoer.json"))
    assert "Wim" in whole
    assert "Nono" not in whole
