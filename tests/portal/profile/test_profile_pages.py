"""“My profile” as its owner uses it: given, shown with its reason, removed; and nobody else's."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from burgerprofiel.access.capacity import Capacity
from burgerprofiel.access.viewer import Actor
from burgerprofiel.kit import clock
from burgerprofiel.kit.answers import Answer, Cause, NotAllowed, Nothing, Unavailable
from burgerprofiel.people.models import Contact, ContactProof, Profile, SavedAddress
from burgerprofiel.people.profile.actions import SYSTEM, note_dead
from burgerprofiel.people.profile.contact import Kind
from burgerprofiel.people.profile.mine import Mine, profile_of
from burgerprofiel.people.profile.photo import picture
from burgerprofiel.portal.pages.profile import own
from tests.people.profile import giving
from tests.people.profile.test_photo import SVG, bomb, drawn
from tests.portal.profile.conftest import Sender, citizen
from tests.portal.reading import body, one, tree

Open = Callable[..., Client]
pytestmark = pytest.mark.django_db
HOME = "/profiel"


def added(client: Client, post: Sender, way: str = "e-mail", to: str = "noor@example.be") -> Any:
    """Add a contact through the pages."""
    asked = client.post(f"{HOME}/{way}", {"naar": to})
    assert (asked.status_code, asked["location"]) == (303, f"{HOME}/{way}/code")
    done = client.post(f"{HOME}/{way}/code", {"code": post.code})
    ContactProof.objects.update(asked_at=[])
    return done


def test_who_gave_nothing_reads_so_and_what_they_could_give(browser: Open) -> None:
    page = tree(browser().get(HOME))
    assert "We kunnen u nog niet bereiken" in one(page, "reach")
    assert "Noor Anna" in one(page, "names")
    assert "Noortje" in one(page, "names")
    assert not Profile.objects.exists(), "looking makes nothing"


def test_an_address_is_reached_once_its_code_is_typed(browser: Open, post: Sender) -> None:
    noor = browser()
    done = added(noor, post)
    assert done["location"] == f"{HOME}?gedaan=contact#reach"
    page = tree(noor.get(done["location"]))
    assert "noor@example.be" in one(page, "reach")
    assert "We kunnen u bereiken" in one(page, "reach")
    assert added(noor, post, "gsm", "0470 12 34 56").status_code == 303
    assert "0470 12 34 56" in one(tree(noor.get(HOME)), "reach")


def test_a_wrong_code_says_so_and_after_five_asks_for_a_new_one(browser: Open, post: Sender) -> None:
    noor = browser()
    noor.post(f"{HOME}/e-mail", {"naar": "noor@example.be"})
    wrong = giving.other(post.code)
    for _each in range(4):
        answer = noor.post(f"{HOME}/e-mail/code", {"code": wrong})
        assert (answer.status_code, "niet juist" in body(answer)) == (400, True)
    assert "vijf keer" in body(noor.post(f"{HOME}/e-mail/code", {"code": wrong}))
    assert noor.get(f"{HOME}/e-mail/code")["location"] == f"{HOME}/e-mail"
    assert not Contact.objects.exists()


@pytest.mark.parametrize(
    "typed", ["", "noor", "nооr@example.be", "noor@example.be\r\nBcc: x@example.be", "x" * 300_000, "noor@exämple.be"]
)
def test_what_is_no_address_is_refused_and_nothing_is_sent(browser: Open, post: Sender, typed: str) -> None:
    answer = browser().post(f"{HOME}/e-mail", {"naar": typed})
    assert answer.status_code == 400
    assert tree(answer).get_element_by_id("naar-wrong") is not None
    assert not post.sent
    assert not ContactProof.objects.exists()


def test_asking_again_at_once_says_how_long_to_wait(browser: Open, post: Sender) -> None:
    noor = browser()
    noor.post(f"{HOME}/e-mail", {"naar": "noor@example.be"})
    answer = noor.post(f"{HOME}/e-mail", {"naar": "noor@example.be"})
    assert (answer.status_code, "1 minuut" in body(answer), len(post.sent)) == (429, True, 1)


def test_without_a_mail_server_no_code_is_promised(
    browser: Open, post: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "CONFIG", dataclasses.replace(settings.CONFIG, smtp_url=""))
    assert browser().post(f"{HOME}/e-mail", {"naar": "noor@example.be"}).status_code == 503
    assert not ContactProof.objects.exists()


def test_another_is_chosen_to_come_first_and_removed_with_a_warning_for_the_last(browser: Open, post: Sender) -> None:
    noor = browser()
    added(noor, post, to="first@example.be")
    added(noor, post, to="second@example.be")
    first, second = profile_of(citizen()).of(Kind.EMAIL)
    assert noor.post(f"{HOME}/contact/{second.id}/eerst").status_code == 303
    assert profile_of(citizen()).of(Kind.EMAIL)[0].id == second.id
    assert "niet meer bereiken" not in body(noor.get(f"{HOME}/contact/{second.id}/weg"))
    assert noor.post(f"{HOME}/contact/{second.id}/weg").status_code == 303
    assert noor.post(f"{HOME}/contact/{second.id}/weg").status_code == 303, "a double click does nothing twice"
    assert "niet meer bereiken" in body(noor.get(f"{HOME}/contact/{first.id}/weg"))
    assert "second@" not in body(noor.get(HOME))


def test_a_dead_address_is_red_with_what_to_do_and_is_proved_again(browser: Open, post: Sender) -> None:
    noor = browser()
    added(noor, post)
    mine = profile_of(citizen()).contacts[0]
    note_dead(citizen(), mine.id, "550", SYSTEM)
    page = tree(noor.get(HOME))
    assert "Er komt niets aan" in one(page, f"contact-{mine.id}")
    assert "niets van wat wij sturen" in one(page, "reach")
    added(noor, post, to="other@example.be")
    other = profile_of(citizen()).of(Kind.EMAIL)[1]
    assert "Dit gebruiken we eerst" in one(tree(noor.get(HOME)), f"contact-{other.id}")
    assert 'value="noor@example.be"' in body(noor.get(f"{HOME}/e-mail?opnieuw={mine.id}"))
    added(noor, post)
    assert profile_of(citizen()).contacts[0].works


def test_a_call_name_is_chosen_with_the_registers_names_beside_it(browser: Open) -> None:
    noor = browser()
    page = tree(noor.get(f"{HOME}/roepnaam"))
    assert page.get_element_by_id("roepnaam").value == "Noortje", "the usual first name is proposed"
    assert "Noor Anna" in one(page, "names")
    assert noor.post(f"{HOME}/roepnaam", {"roepnaam": "Nono"}).status_code == 303
    assert "Nono" in one(tree(noor.get(HOME)), "name")
    wrong = noor.post(f"{HOME}/roepnaam", {"roepnaam": "<b>hallo</b>"})
    assert (wrong.status_code, "alleen letters" in body(wrong)) == (400, True)
    assert noor.post(f"{HOME}/roepnaam/weg").status_code == 303
    assert profile_of(citizen()) == Mine()


def test_who_chose_no_name_reads_with_which_they_are_greeted_and_switches_it_off(browser: Open, post: Sender) -> None:
    noor = browser()
    noor.post(f"{HOME}/e-mail", {"naar": "noor@example.be"})
    assert "Dag Noor," in post.sent[-1].text, "as the key told it"
    noor.post(f"{HOME}/e-mail/code", {"code": post.code})
    section = one(tree(noor.get(HOME)), "name")
    assert "Noor" in section
    assert "U koos geen naam" in section
    assert noor.post(f"{HOME}/roepnaam/geen")["location"] == f"{HOME}?gedaan=zonder-naam#name"
    assert profile_of(citizen()).given_name == ""
    section = one(tree(noor.get(HOME)), "name")
    assert "zonder naam" in section
    assert "Noor" not in section
    ContactProof.objects.update(asked_at=[])
    noor.post(f"{HOME}/e-mail", {"naar": "second@example.be"})
    assert "Dag," in post.sent[-1].text
    assert "Noor" not in post.sent[-1].text
    assert noor.post(f"{HOME}/roepnaam/voornaam").status_code == 303
    assert profile_of(citizen()).given_name == "Noor"
    noor.post(f"{HOME}/roepnaam", {"roepnaam": "Nono"})
    assert profile_of(citizen()).given_name == ""
    noor.post(f"{HOME}/roepnaam/weg")
    assert profile_of(citizen()).given_name == "Noor", "as the session knows it, since there is an address still"


def test_the_overview_greets_without_a_name_whoever_wants_none(browser: Open) -> None:
    noor = browser()
    noor.post(f"{HOME}/roepnaam/geen")
    assert tree(noor.get("/")).xpath("//h1")[0].text_content().strip() == "Dag"


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (Nothing(clock.now()), "geen naam van u"),
        (NotAllowed(clock.now(), "R-1"), "R-1"),
        (Unavailable(clock.now(), Cause.TIMEOUT), "Opnieuw proberen"),
    ],
    ids=["nothing", "barred", "down"],
)
def test_each_answer_of_the_register_is_told_and_costs_nothing_else(
    browser: Open, register: Callable[[Answer[Any]], None], answer: Answer[Any], said: str
) -> None:
    register(answer)
    page = tree(browser().get(HOME))
    assert said in one(page, "names")
    assert "We kunnen u nog niet bereiken" in one(page, "reach")


def test_a_language_is_one_of_four(browser: Open, post: Sender) -> None:
    noor = browser()
    assert noor.post(f"{HOME}/taal", {"taal": "it"}).status_code == 400
    assert noor.post(f"{HOME}/taal", {"taal": "fr"}).status_code == 303
    assert "Français" in one(tree(noor.get(HOME)), "language")
    added(noor, post)
    assert "est votre code" in post.sent[-1].text, "what we send is in that language, whatever the page is in"
    assert noor.post(f"{HOME}/taal/weg").status_code == 303
    assert profile_of(citizen()).language == ""


def sent_photo(content: bytes, name: str = "foto.jpg") -> dict[str, Any]:
    """A form with a photo."""
    return {"foto": SimpleUploadedFile(name, content, "image/jpeg"), "deel": "begin"}


def test_a_photo_is_seen_by_its_owner_alone(browser: Open) -> None:
    noor = browser()
    assert noor.get(f"{HOME}/foto/eigen").status_code == 404
    assert noor.post(f"{HOME}/foto", sent_photo(drawn().getvalue())).status_code == 303
    seen = noor.get(f"{HOME}/foto/eigen")
    assert seen.content.startswith(b"\xff\xd8\xff")
    assert (seen["content-type"], seen["x-content-type-options"]) == ("image/jpeg", "nosniff")
    assert "no-store" in seen["cache-control"]
    assert "/profiel/foto/eigen" in body(noor.get(HOME))
    assert browser("wouter").get(f"{HOME}/foto/eigen").status_code == 404
    assert noor.post(f"{HOME}/foto/weg").status_code == 303
    assert noor.get(f"{HOME}/foto/eigen").status_code == 404
    assert not Profile.objects.exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Kies eerst een foto"),
        (b"hello", "geen foto die wij kunnen lezen"),
        (SVG, "geen foto die wij kunnen lezen"),
        (bomb().getvalue(), "te veel beeldpunten"),
        (b"\xff\xd8\xff" + b"x" * 10_100_000, "groter dan 10 MB"),
    ],
    ids=["nothing", "text", "svg", "bomb", "large"],
)
def test_what_is_no_photo_is_refused_in_words(browser: Open, content: bytes, said: str) -> None:
    answer = browser().post(f"{HOME}/foto", sent_photo(content))
    assert (answer.status_code, said in body(answer)) == (400, True)
    assert not Profile.objects.exists()


def test_a_photo_never_lies_on_a_disk_in_the_clear(
    browser: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "FILE_UPLOAD_TEMP_DIR", str(tmp_path))
    before, lay = picture.made, list[Path]()

    def made(content: IO[bytes], part: picture.Part) -> bytes:
        lay.extend(tmp_path.iterdir())
        return before(content, part)

    monkeypatch.setattr(picture, "made", made)
    assert browser().post(f"{HOME}/foto", sent_photo(drawn().getvalue())).status_code == 303
    assert not lay


def test_a_photo_without_the_forms_token_is_not_taken(browser: Open) -> None:
    noor = browser()
    strict = Client(enforce_csrf_checks=True, headers={"host": settings.CONFIG.portal_origin.removeprefix("http://")})
    strict.cookies = noor.cookies
    assert strict.post(f"{HOME}/foto", sent_photo(drawn().getvalue())).status_code == 403
    assert not Profile.objects.exists()


QUESTION = {"straat": "Veldstraat", "nummer": "12", "bus": "", "waar": "9000"}


def test_an_address_is_sought_chosen_and_saved_under_a_name(browser: Open, post: Sender) -> None:
    noor = browser()
    found = tree(noor.post(f"{HOME}/adressen/nieuw", QUESTION))
    key = found.xpath("//input[@name='gekozen']/@value")
    assert key == ["Veldstraat 12|9000 Gent|"]
    chosen = QUESTION | {"gekozen": key[0], "naam": "Oma Lea"}
    assert noor.post(f"{HOME}/adressen/nieuw", chosen).status_code == 303
    assert "Oma Lea" in one(tree(noor.get(HOME)), "addresses")
    again = noor.post(f"{HOME}/adressen/nieuw", chosen)
    assert (again.status_code, "al bewaard" in body(again)) == (400, True)
    saved = profile_of(citizen()).saved[0]
    assert noor.post(f"{HOME}/adressen/{saved.id}/naam", {"naam": "Oma"}).status_code == 303
    assert noor.post(f"{HOME}/adressen/{saved.id}/naam", {"naam": ""}).status_code == 400
    assert profile_of(citizen()).saved[0].name == "Oma"
    assert noor.post(f"{HOME}/adressen/{saved.id}/weg").status_code == 303
    assert not SavedAddress.objects.exists()


def test_nothing_of_an_address_comes_from_the_form_but_what_was_typed(browser: Open, post: Sender) -> None:
    forged = QUESTION | {"gekozen": "Elders 1|9999 Nergens|", "naam": "Oma"}
    answer = browser().post(f"{HOME}/adressen/nieuw", forged)
    assert answer.status_code == 200
    assert not SavedAddress.objects.exists()


@pytest.mark.parametrize("lacking", ["straat", "nummer", "waar"])
def test_an_address_without_its_parts_is_asked_again(browser: Open, post: Sender, lacking: str) -> None:
    answer = browser().post(f"{HOME}/adressen/nieuw", QUESTION | {lacking: " "})
    assert answer.status_code == 400
    assert one(tree(answer), f"{lacking}-wrong")


def test_a_place_that_is_not_in_belgium_is_told(browser: Open, post: Sender) -> None:
    assert "geen postcode of gemeente" in body(browser().post(f"{HOME}/adressen/nieuw", QUESTION | {"waar": "Nergens"}))


def test_everything_goes_at_once(browser: Open, post: Sender) -> None:
    noor = browser()
    added(noor, post)
    noor.post(f"{HOME}/roepnaam", {"roepnaam": "Nono"})
    assert "niet meer bereiken" in body(noor.get(f"{HOME}/wissen"))
    assert noor.post(f"{HOME}/wissen").status_code == 303
    assert profile_of(citizen()) == Mine()
    page = body(noor.get(f"{HOME}?gedaan=alles-weg"))
    assert "Nono" not in page
    assert "noor@" not in page


def test_the_history_tells_what_was_given_and_removed_newest_first(browser: Open, post: Sender) -> None:
    noor = browser()
    noor.post(f"{HOME}/roepnaam", {"roepnaam": "Nono"})
    noor.post(f"{HOME}/roepnaam/weg")
    page = tree(noor.get(f"{HOME}/toestemmingen"))
    said = [" ".join(each.itertext()) for each in page.xpath("//ol[@class='history']/li/span")]
    assert said[:2] == ["U verwijderde uw roepnaam", "U gaf een roepnaam"]
    assert "Nono" not in body(noor.get(f"{HOME}/toestemmingen"))
    for nonsense in ("x", "-1", "9" * 40, "٣"):
        assert noor.get(f"{HOME}/toestemmingen?voor={nonsense}").status_code == 200


def test_another_citizen_reaches_none_of_it(browser: Open, post: Sender) -> None:
    noor, wouter = browser(), browser("wouter")
    added(noor, post)
    noor.post(f"{HOME}/adressen/nieuw", QUESTION | {"gekozen": "Veldstraat 12|9000 Gent|", "naam": "Oma"})
    mine = profile_of(citizen())
    contact, place = mine.contacts[0].id, mine.saved[0].id
    assert wouter.get(f"{HOME}/contact/{contact}/weg").status_code == 404
    assert wouter.post(f"{HOME}/contact/{contact}/eerst").status_code == 404
    wouter.post(f"{HOME}/contact/{contact}/weg")
    assert wouter.get(f"{HOME}/adressen/{place}/naam").status_code == 404
    assert wouter.post(f"{HOME}/adressen/{place}/naam", {"naam": "Van mij"}).status_code == 404
    wouter.post(f"{HOME}/adressen/{place}/weg")
    assert "noor@" not in body(wouter.get(f"{HOME}/e-mail?opnieuw={contact}"))
    assert "noor@" not in body(wouter.get(HOME))
    wouter.post(f"{HOME}/wissen")
    noor.post(f"{HOME}/e-mail", {"naar": "other@example.be"})
    wouter.post(f"{HOME}/e-mail/code", {"code": post.code})
    assert profile_of(citizen("wouter")) == Mine()
    assert profile_of(citizen()) == mine


PAGES = ["/roepnaam", "/taal", "/foto", "/foto/eigen", "/e-mail", "/e-mail/code", "/gsm", "/adressen/nieuw", "/wissen"]
FORMS = [
    "/roepnaam",
    "/roepnaam/weg",
    "/roepnaam/geen",
    "/roepnaam/voornaam",
    "/taal",
    "/taal/weg",
    "/foto",
    "/foto/weg",
    "/e-mail",
    "/adressen/nieuw",
]


@pytest.mark.parametrize("how", ["for an organisation", "under a mandate"])
def test_who_is_here_for_somebody_else_sees_and_changes_none(
    browser: Open, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    noor, before = browser(), own.viewer_in
    capacity = Capacity(group="GOV", organisation=str(uuid.uuid4()))
    actor = Actor(citizen("wouter"), "Wouter", "Claes", uuid.uuid4(), ("family",), clock.today())
    change: dict[str, Any] = {"capacity": capacity} if "organisation" in how else {"actor": actor}
    monkeypatch.setattr(own, "viewer_in", lambda request: dataclasses.replace(before(request), **change))
    for path in ["", *PAGES]:
        answer = noor.get(HOME + path)
        assert (answer.status_code, "alleen voor uzelf" in body(answer)) == (403, True), path
    for path in FORMS:
        assert noor.post(HOME + path, {"roepnaam": "Nono", "taal": "fr"}).status_code == 403, path
    assert not Profile.objects.exists()


def test_a_dead_address_is_told_on_the_overview_until_it_works(browser: Open, post: Sender) -> None:
    noor = browser()
    assert "We kunnen u nog niet bereiken: zeg ons uw e-mailadres" in body(noor.get("/"))
    added(noor, post)
    assert "nog niet bereiken" not in body(noor.get("/"))
    assert "Wat wij u sturen komt terug" not in body(noor.get("/"))
    note_dead(citizen(), profile_of(citizen()).contacts[0].id, "550", SYSTEM)
    page = body(noor.get("/"))
    assert "Wat wij u sturen komt terug" in page
    assert "noor@example.be" in page
    assert 'href="/profiel#reach"' in page


def test_the_overview_greets_with_the_call_name(browser: Open) -> None:
    noor = browser()
    noor.post(f"{HOME}/roepnaam", {"roepnaam": "Nono"})
    assert "Dag Nono" in body(noor.get("/")) or "Hallo Nono" in body(noor.get("/"))


def test_a_full_profile_costs_at_most_twelve_statements(browser: Open, post: Sender) -> None:
    noor = browser()
    added(noor, post)
    noor.post(f"{HOME}/roepnaam", {"roepnaam": "Nono"})
    noor.post(f"{HOME}/adressen/nieuw", QUESTION | {"gekozen": "Veldstraat 12|9000 Gent|", "naam": "Oma"})
    noor.get(HOME)
    with CaptureQueriesContext(connection) as caught:
        body(noor.get(HOME))
    statements = [each["sql"] for each in caught if not each["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    assert len(statements) <= 12, "\n".join(statements)
