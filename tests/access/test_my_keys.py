"""My digital keys and My sign-ins (A8): list, name, take away; what is open, and ending it."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.http import HttpResponse

from burgerprofiel.access import actions, device, faces, queries, visits
from burgerprofiel.access.identity import Identity
from burgerprofiel.access.keys import catalogue, reach, store
from burgerprofiel.access.models import Code, DigitalKey, RefreshToken, Restriction, Session, SignIn, Token, Visit
from burgerprofiel.access.viewer import Proof
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.levels import Key
from burgerprofiel.people.actions import meet
from burgerprofiel.simulators.card_reader.cards import Box, Card
from burgerprofiel.simulators.magda.cast import BY_SLUG
from tests.access.surfing import ACCESS, PORTAL, Browser, card
from tests.access.test_sign_in import tags

KEYS, VISITS = f"{ACCESS}/op/sleutels", f"{ACCESS}/op/aanmeldingen"
_TRACE = Trace(actor="test")


def someone(slug: str = "noor") -> Identity:
    """One of the cast."""
    person = BY_SLUG[slug]
    return Identity(slug.title(), "Vandenbos", person.ssin)


def signed_in(browser: Browser, who: Identity, key: Key = Key.eid) -> CitizenId:
    """Let somebody be signed in at the provider with this browser."""
    cookie = actions.sign_in(who, (Proof(key, clock.now()),), _TRACE)
    browser.client(ACCESS).cookies[settings.SIGN_IN_COOKIE] = cookie.text
    return meet(who.ssin)


def a_key(who: Identity, label: str = "Telefoon van Noor", kind: Key = Key.passkey) -> UUID:
    """A key of theirs."""
    return store.add(meet(who.ssin), who, kind, label, b"secret", _TRACE)


@pytest.fixture
def noor(surfer: Browser) -> Browser:
    """Noor's browser, at the provider."""
    signed_in(surfer, someone())
    return surfer


def submit(browser: Browser, address: str, form_of: str, **data: str) -> HttpResponse:
    """Open a page, and send its form to an address."""
    page = browser.get(form_of).content.decode()
    token = re.search(r'name="csrf" value="([^"]*)"|name="csrfmiddlewaretoken" value="([^"]*)"', page)
    assert token
    path, _mark, query = address.partition("?")
    client = browser.client(ACCESS)
    headers = {"host": ACCESS.partition("//")[2], "origin": ACCESS}
    sent = {"csrfmiddlewaretoken": token[1] or token[2], **data}
    return client.post(path.removeprefix(ACCESS) + (f"?{query}" if query else ""), sent, headers=headers)


def text(response: HttpResponse) -> str:
    """What the page says."""
    return response.content.decode()


def test_a_key_is_listed_with_its_kind_its_name_and_its_moments(noor: Browser) -> None:
    a_key(someone())
    page = text(noor.get(KEYS))
    assert "Telefoon van Noor" in page
    assert "Toegevoegd:" in page
    assert "Nog niet gebruikt" in page
    assert "DOC STOP" in page


def test_keys_of_somebody_else_are_not_listed_renamed_or_removed(noor: Browser) -> None:
    key = a_key(someone("bram"), "Van Bram")
    assert "Van Bram" not in text(noor.get(KEYS))
    for page in ("naam", "weg"):
        assert noor.get(f"{KEYS}/{page}?sleutel={key}")["Location"] == "/op/sleutels"
        a_key(someone())
        answer = submit(noor, f"{KEYS}/{page}?sleutel={key}", VISITS, name="Mijn")
        assert answer["Location"] == "/op/sleutels"
    assert DigitalKey.objects.get(id=key).label == "Van Bram"


@pytest.mark.parametrize("key", ["", "x", "' or 1=1", "00000000-0000-0000-0000-000000000000", "\x00"])
def test_a_key_that_is_none_leads_to_the_list(noor: Browser, key: str) -> None:
    for page in ("naam", "weg"):
        answer = noor.client(ACCESS).get(
            f"/op/sleutels/{page}", {"sleutel": key}, headers={"host": ACCESS.partition("//")[2]}
        )
        assert (answer.status_code, answer["Location"]) == (303, "/op/sleutels")


def test_a_key_gets_another_name_and_the_trail_knows(noor: Browser) -> None:
    key = a_key(someone())
    there = f"{KEYS}/naam?sleutel={key}"
    answer = submit(noor, there, there, name="  Mijn   werktelefoon ")
    assert (answer.status_code, answer["Location"]) == (303, "/op/sleutels?gedaan=naam")
    assert DigitalKey.objects.get(id=key).label == "Mijn werktelefoon"
    assert tags()[-1] == "access.key.renamed"


@pytest.mark.parametrize("name", ["", "   ", "x" * 81, "a\u202eb", "a\x07b"])
def test_a_name_that_is_no_name_is_refused_beside_the_field(noor: Browser, name: str) -> None:
    there = f"{KEYS}/naam?sleutel={a_key(someone())}"
    answer = submit(noor, there, there, name=name)
    assert answer.status_code == 400
    page = text(answer)
    assert 'href="#name"' in page
    assert 'aria-invalid="true"' in page
    assert DigitalKey.objects.get().label == "Telefoon van Noor"


def test_markup_in_a_name_stays_text(noor: Browser) -> None:
    a_key(someone(), "<script>alert(1)</script>")
    assert "<script>alert" not in text(noor.get(KEYS))


def test_removing_asks_first_and_says_what_still_works(noor: Browser) -> None:
    key = a_key(someone())
    page = text(noor.get(f"{KEYS}/weg?sleutel={key}"))
    assert "U kunt daarna nog aanmelden met: eID en kaartlezer." in page
    assert DigitalKey.objects.exists()


def test_removing_takes_effect_at_once_and_is_in_the_trail(noor: Browser) -> None:
    key = a_key(someone())
    there = f"{KEYS}/weg?sleutel={key}"
    assert submit(noor, there, there)["Location"] == "/op/sleutels?gedaan=weg"
    assert not DigitalKey.objects.exists()
    assert tags()[-1] == "access.key.removed"
    assert "Telefoon van Noor" not in text(noor.get(KEYS))


@pytest.mark.parametrize(("asked", "stays"), [({"elders": "ja"}, False), ({}, True)])
def test_removing_also_ends_what_is_open_elsewhere_if_wished(noor: Browser, asked: dict[str, str], stays: bool) -> None:
    elsewhere = actions.sign_in(someone(), (Proof(Key.passkey, clock.now()),), _TRACE)
    portal = actions.open_session(someone(), [Proof(Key.passkey, clock.now())], "test", "", _TRACE)
    there = f"{KEYS}/weg?sleutel={a_key(someone())}"
    submit(noor, there, there, **asked)
    assert bool(queries.signed_in(elsewhere)) is stays
    assert bool(queries.viewer(portal, _TRACE, faces.portal())) is stays
    assert noor.get(KEYS).status_code == 200


def test_a_form_without_its_token_changes_nothing(noor: Browser) -> None:
    key = a_key(someone())
    answer = noor.submit(f"{KEYS}/weg", {"sleutel": str(key)})
    assert answer.status_code == 403
    assert DigitalKey.objects.exists()


def test_who_is_signed_in_weakly_shows_a_stronger_key_first(surfer: Browser) -> None:
    signed_in(surfer, someone(), Key.csammail)
    where, page = surfer.follow(surfer.get(KEYS))
    assert where == f"{ACCESS}/op/aanmelden?naar=%2Fop%2Fsleutels&niveau=25"
    assert "Voor deze pagina hebt u een sterkere sleutel nodig" in text(page)


def test_the_portal_leads_to_the_keys(surfer: Browser) -> None:
    cookie = actions.open_session(someone(), [Proof(Key.eid, clock.now())], "test", "", _TRACE)
    surfer.client(PORTAL).cookies[settings.SESSION_COOKIE] = cookie.text
    assert text(surfer.get(f"{PORTAL}/hulp")).count(f'href="{KEYS}"') == 3


def visit_with(browser: Browser, box: Box, someone_: Card, agent: str = "") -> Visit:
    """Sign in with a card in a browser that calls itself `agent`; returns what was written down."""
    for client in browser.hosts.values():
        client.defaults["HTTP_USER_AGENT"] = agent
    browser.sign_in(box, someone_)
    return Visit.objects.latest("id")


def test_a_sign_in_is_written_down_with_its_key_and_device(surfer: Browser, box: Box) -> None:
    agent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
    visit = visit_with(surfer, box, card(box), agent)
    assert (visit.kind, visit.device, visit.new_device) == ("eid", "Firefox, Linux", False)
    assert visit.sign_in_id == SignIn.objects.get().id
    assert "Firefox, Linux" in text(surfer.get(VISITS))


def test_the_same_browser_is_not_new_and_another_is(surfer: Browser, provider: None, box: Box) -> None:
    visit_with(surfer, box, card(box))
    del surfer.client(PORTAL).cookies[settings.SESSION_COOKIE]
    del surfer.client(ACCESS).cookies[settings.SIGN_IN_COOKIE]
    assert not visit_with(surfer, box, card(box)).new_device
    assert visit_with(Browser(), box, card(box)).new_device
    assert "Nieuw toestel" in text(surfer.get(VISITS))


def test_the_mark_of_a_browser_is_kept_for_a_year_and_only_hashed_here(surfer: Browser, box: Box) -> None:
    visit = visit_with(surfer, box, card(box))
    morsel = surfer.client(ACCESS).cookies[device.cookie_name()]
    assert (morsel["httponly"], morsel["max-age"]) == (True, 365 * 24 * 3600)
    assert morsel.value.encode() not in bytes(visit.device_hash)


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36", "Chrome, Windows"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1", "Safari, iPhone"),
        ("Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile Safari/537.36", "Chrome, Android"),
        ("curl/8.0", ""),
        ("<script>Firefox/", "Firefox"),
        ("", ""),
    ],
)
def test_a_browser_is_named_in_two_words(agent: str, words: str) -> None:
    assert device.words(agent) == words


def test_sign_ins_are_forgotten_after_a_year(surfer: Browser, box: Box) -> None:
    visit_with(surfer, box, card(box))
    with clock.frozen_at(clock.now() + timedelta(days=364)):
        visits.forget_old()
        assert Visit.objects.exists()
    with clock.frozen_at(clock.now() + timedelta(days=366)):
        actions.purge()
    assert not Visit.objects.exists()


def test_one_session_is_ended_and_the_others_stay(noor: Browser) -> None:
    other = actions.sign_in(someone(), (Proof(Key.eid, clock.now()),), _TRACE)
    row = SignIn.objects.get(token_hash=other.digest)
    answer = submit(noor, f"{VISITS}/afmelden", VISITS, sessie=str(row.id))
    assert answer["Location"] == "/op/aanmeldingen?gedaan=afgemeld"
    assert queries.signed_in(other) is None
    assert noor.get(VISITS).status_code == 200
    assert tags()[-1] == "access.citizen.signed_out"


def test_a_portal_session_is_ended_from_here(noor: Browser) -> None:
    cookie = actions.open_session(someone(), [Proof(Key.eid, clock.now())], "test", "", _TRACE)
    submit(noor, f"{VISITS}/afmelden", VISITS, sessie=str(Session.objects.get().id))
    assert queries.viewer(cookie, _TRACE, faces.portal()) is None


@pytest.mark.parametrize("session", ["", "x", str(uuid4())])
def test_ending_what_is_not_there_does_nothing(noor: Browser, session: str) -> None:
    before = tags()
    assert submit(noor, f"{VISITS}/afmelden", VISITS, sessie=session)["Location"] == "/op/aanmeldingen"
    assert tags() == before


def test_nobody_ends_the_session_of_somebody_else(noor: Browser) -> None:
    bram = actions.sign_in(someone("bram"), (Proof(Key.eid, clock.now()),), _TRACE)
    submit(noor, f"{VISITS}/afmelden", VISITS, sessie=str(SignIn.objects.get(token_hash=bram.digest).id))
    assert queries.signed_in(bram)


def test_signing_out_everywhere_ends_everything_at_once(surfer: Browser, box: Box) -> None:
    surfer.sign_in(box, card(box))
    elsewhere = Browser()
    elsewhere.sign_in(box, card(box))
    assert Token.objects.count() == 2
    answer = submit(surfer, f"{VISITS}/overal", VISITS)
    assert (answer.status_code, answer["Location"]) == (303, f"{PORTAL}/afgemeld")
    for kind in (SignIn, Session, Token, RefreshToken, Code):
        assert not kind.objects.exists(), kind
    assert answer.cookies[settings.SIGN_IN_COOKIE].value == ""
    assert elsewhere.get(f"{PORTAL}/gegevens")["Location"].startswith("/afgemeld/verlopen")
    assert elsewhere.get(KEYS)["Location"].startswith("/op/aanmelden?")


def test_signing_out_everywhere_leaves_others_alone(noor: Browser) -> None:
    bram = actions.sign_in(someone("bram"), (Proof(Key.eid, clock.now()),), _TRACE)
    submit(noor, f"{VISITS}/overal", VISITS)
    assert queries.signed_in(bram)


def test_a_lock_keeps_everybody_out_but_the_card(surfer: Browser, box: Box) -> None:
    surfer.sign_in(box, card(box))
    key = a_key(Identity("Noor", "Vandenbos", card(box).holder.subject.ssin))
    answer = submit(surfer, f"{ACCESS}/op/slot", f"{ACCESS}/op/slot")
    assert (answer.status_code, answer["Location"]) == (303, f"{PORTAL}/afgemeld")
    assert not SignIn.objects.exists()
    assert not Session.objects.exists()
    assert "access.restriction.set" in tags()
    surfer.sign_in(box, card(box))
    page = text(surfer.get(KEYS))
    assert "Uw digitale sleutels zijn op slot" in page
    assert "Een sleutel toevoegen" not in page
    opened = submit(surfer, f"{ACCESS}/op/slot/open", KEYS)
    assert opened["Location"] == "/op/sleutels?gedaan=open"
    assert not Restriction.objects.exists()
    assert DigitalKey.objects.get().id == key


def test_under_a_lock_no_key_of_elsewhere_is_said_to_work(noor: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reach, "used_elsewhere", lambda _citizen: [(catalogue.EID, clock.now())])
    assert "Werkt zonder dat u iets toevoegt" in text(noor.get(KEYS))
    Restriction.objects.create(citizen_id=meet(someone().ssin), kind="locked", since=clock.today())
    page = text(noor.get(KEYS))
    assert "Uw digitale sleutels zijn op slot" in page
    assert "Werkt zonder dat u iets toevoegt" not in page


def test_only_the_card_opens_a_lock(surfer: Browser) -> None:
    citizen = signed_in(surfer, someone(), Key.passkey)
    Restriction.objects.create(citizen_id=citizen, kind="locked", since=clock.today())
    answer = submit(surfer, f"{ACCESS}/op/slot/open", VISITS)
    assert answer["Location"] == "/op/aanmelden?naar=%2Fop%2Fsleutels&niveau=35"
    assert Restriction.objects.exists()
