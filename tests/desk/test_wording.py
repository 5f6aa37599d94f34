"""The words of notices, on screen: written in four languages, looked at as they arrive, kept with who wrote them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

import pytest
from django.http import HttpResponse

from burgerprofiel.audit.queries import events_of
from burgerprofiel.desk.roles import DeskRole
from burgerprofiel.kit import remembered
from burgerprofiel.notices import categories
from burgerprofiel.notices.categories import queries
from burgerprofiel.notices.models import Category, CategoryVersion
from tests.desk.reading import hidden, told
from tests.desk.staff import BRAM, SOFIE, Colleague, at_work, the_site
from tests.notices.sending import CHANGED

LIST, NEW = "/meldingen/sjablonen", "/meldingen/sjablonen/nieuw"
TEXTS = {f"{language}-title": "Over {Nummer}" for language in ("nl", "fr", "de", "en")}
TEXTS |= {f"{language}-text": "Kijk na[: {Naam}]." for language in ("nl", "fr", "de", "en")}
FORM = {
    "key": "Proef",
    "group": "services",
    "leads": "",
    "required": "Nummer",
    "optional": "Naam",
    "nl-act": "Zien",
    **TEXTS,
}


@pytest.fixture(autouse=True)
def nothing_remembered(db: None) -> Iterator[None]:
    """Ask the tables."""
    remembered.forget()
    yield
    remembered.forget()


@pytest.fixture
def sofie() -> Colleague:
    """Who manages applications."""
    return at_work(SOFIE, DeskRole.APPLICATIONS, at=the_site())


def keep(who: Colleague, path: str, **form: str) -> HttpResponse:
    """Write, look, and keep."""
    looked = who.post(path, **form)
    assert looked.status_code == 200, told(looked)
    return who.post(path, **hidden(looked), stap="bewaren")


def test_a_category_is_written_looked_at_and_then_told(sofie: Colleague) -> None:
    looked = sofie.post(NEW, **FORM)
    assert "Over ‹Nummer›" in told(looked)
    assert "Kijk na: ‹Naam›." in told(looked)
    assert "Kijk na." in told(looked), "as it arrives when the name was not sent"
    assert "••••-••••" in told(looked), "no code that says that an e-mail was sent"
    assert told(looked).count("1 text message ·") == 8, "no text has the marks around what senders say"
    assert not Category.objects.exists()
    assert sofie.post(NEW, **hidden(looked), stap="bewaren").status_code == 303
    remembered.forget()
    kind = categories.find("Proef")
    assert kind
    assert (kind.needs, kind.may_have >= {"Naam"}) == ({"Nummer"}, True)


def test_all_that_is_lacking_is_named_at_once(sofie: Colleague) -> None:
    looked = sofie.post(NEW, key="", group="services", leads="", required="", optional="")
    page = told(looked)
    assert looked.status_code == 400
    assert "Letters, digits and dots" in page
    for language in ("Nederlands", "Français", "Deutsch", "English"):
        assert page.count(f"{language}: Fill this in") == 4, "title and text, in the summary and beside each"


def test_the_shipped_one_stands_there_and_can_be_reworded(sofie: Colleague) -> None:
    page = html.unescape(sofie.get(f"{LIST}/van/{CHANGED}").content.decode())
    assert "Uw dossier {DossierNummer} is gewijzigd" in page
    fields = re.findall(r'<input id="([^"]+)"[^>]* value="([^"]*)"|<textarea id="([^"]+)"[^>]*>([^<]*)', page)
    form = {one or other: value or text for one, value, other, text in fields}
    form |= {"group": "dossiers", "leads": "/dossiers", "nl-title": "Nieuws over {DossierNummer}"}
    assert keep(sofie, f"{LIST}/van/{CHANGED}", **form).status_code == 303
    remembered.forget()
    known = queries.category(CHANGED)
    assert known
    assert known.content.texts["nl"].title == "Nieuws over {DossierNummer}"
    assert known.version == 1


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("nl-title", "Over {Onbekend}", "is not one of the keys"),
        ("fr-title", "", "people read it"),
        ("de-text", "{", "stands alone"),
        ("en-text", "Over {Naam}", "may be missing"),
        ("required", "a b-c", "One key on each line"),
        ("key", "9 dingen", "Letters, digits and dots"),
        ("key", "mail.new", "one of our own"),
        ("key", CHANGED, "There is one with this name"),
        ("group", "alles", "Choose one"),
        ("leads", "//elders.example", "Choose one"),
    ],
)
def test_a_mistake_is_told_beside_its_field_and_nothing_is_kept(
    sofie: Colleague, field: str, value: str, sentence: str
) -> None:
    page = sofie.post(NEW, **FORM | {field: value}, stap="bewaren", na="0")
    assert page.status_code == 400
    assert sentence in told(page)
    assert not Category.objects.exists()


def test_what_was_written_comes_back_whole_from_the_second_look(sofie: Colleague) -> None:
    looked = sofie.post(NEW, **FORM)
    again = html.unescape(sofie.post(NEW, **hidden(looked), stap="terug").content.decode())
    assert 'value="Over {Nummer}"' in again
    assert "Kijk na[: {Naam}]." in again


def test_two_colleagues_at_once_overwrite_nothing(sofie: Colleague) -> None:
    keep(sofie, NEW, **FORM)
    at = f"{LIST}/van/Proef"
    remembered.forget()
    mine, theirs = sofie.post(at, **FORM | {"nl-title": "Ik"}), sofie.post(at, **FORM | {"nl-title": "Zij"})
    assert sofie.post(at, **hidden(theirs), stap="bewaren").status_code == 303
    late = sofie.post(at, **hidden(mine), stap="bewaren")
    assert late.status_code == 409
    assert [row.version for row in queries.versions("Proef")] == [2, 1]


def test_who_changed_it_stands_in_the_history_and_the_trail(sofie: Colleague) -> None:
    keep(sofie, NEW, **FORM)
    remembered.forget()
    assert "Version 1" in told(sofie.get(f"{LIST}/van/Proef"))
    row = CategoryVersion.objects.get()
    assert str(sofie.id) == row.by
    assert "notices.category.changed" in [event.tag for event in events_of(sofie.id).events]


def test_it_is_for_who_manages_applications() -> None:
    bram = at_work(BRAM, DeskRole.COUNTER)
    assert [bram.get(path).status_code for path in (LIST, NEW, f"{LIST}/van/{CHANGED}")] == [403, 403, 403]
    assert bram.post(NEW, **FORM, stap="bewaren", na="0").status_code == 403
    assert not Category.objects.exists()


def test_a_name_that_nobody_can_have_written_is_not_there(sofie: Colleague) -> None:
    assert sofie.get(f"{LIST}/van/Proef%00").status_code == 404


def test_nobody_tells_in_the_group_that_cannot_be_switched_off(sofie: Colleague) -> None:
    assert sofie.post(NEW, **FORM | {"group": "safety"}).status_code == 400
    assert not Category.objects.exists()


def test_other_bodies_read_the_words_of_everybodys_notices_and_cannot_change_them(sofie: Colleague) -> None:
    keep(sofie, NEW, **FORM)
    remembered.forget()
    bram, at = at_work(BRAM, DeskRole.APPLICATIONS), f"{LIST}/van/Proef"
    for path in (LIST, at):
        page = bram.get(path)
        assert page.status_code == 200
        assert "changes it" in told(page)
        assert "New category" not in told(page)
        assert "Look it over" not in told(page)
    for answer in (bram.get(NEW), bram.post(NEW, **FORM), bram.post(at, **FORM, stap="bewaren", na="1")):
        assert answer.status_code == 403
        assert "Ask the application manager of" in told(answer)
    assert [row.version for row in queries.versions("Proef")] == [1]


def test_who_manages_applications_finds_the_words_from_the_start_page(sofie: Colleague) -> None:
    ways = sofie.get("/").content.decode().partition("<main")[2]
    assert f'href="{LIST}"' in ways
