"""The shell leaves at once; each place follows when its sources answered, in order, without JavaScript (B7)."""

from __future__ import annotations

import re
import time

import pytest
from django.test import Client
from lxml import html

from burgerprofiel.kit import clock
from burgerprofiel.kit.answers import Data, Nothing
from tests.portal import world
from tests.portal.reading import body, chunks, text

pytestmark = pytest.mark.django_db
SLOT = re.compile(r'<slot name="([\w-]+)">')
FILLED = re.compile(r'(?<!<slot )slot="([\w-]+)"')


def _slow(sources: world.Sources, **delays: float) -> None:
    sources.sealed = False
    sources.delays = delays


def test_the_shell_leaves_before_any_source_answered(citizen: Client, sources: world.Sources) -> None:
    _slow(sources, **{each.name: 2.0 for each in world.ALL})
    began = time.monotonic()
    shell = next(iter(chunks(citizen.get("/")))).decode()
    assert time.monotonic() - began < 1.5
    assert "Dag Noor" in shell
    assert '<template shadowrootmode="open">' in shell
    assert shell.index("</template>") > shell.index("Onderwijs")


def test_the_slots_keep_the_order_of_the_page_however_answers_arrive(citizen: Client, sources: world.Sources) -> None:
    _slow(sources, GeefPersoon=0.2)
    shell, *rest = (chunk.decode() for chunk in chunks(citizen.get("/")))
    slots = SLOT.findall(shell)
    assert [name for name in slots if not name.startswith("due-")] == [
        "standing",
        "todos",
        "notices",
        "mail",
        "news",
        *(f"tile-{theme.key}" for theme in world.THEMES),
    ]
    arrived = [name for chunk in rest for name in FILLED.findall(chunk)]
    assert arrived.index("tile-education") < arrived.index("tile-family")
    assert set(arrived) <= set(slots)
    assert {name for name in slots if not name.startswith("due-")} <= set(arrived)


def test_a_slow_source_holds_up_its_own_tile_only(citizen: Client, sources: world.Sources) -> None:
    _slow(sources, GeefAanslag=2.0)
    seen = {}
    began = time.monotonic()
    for chunk in chunks(citizen.get("/")):
        for name in FILLED.findall(chunk.decode()):
            seen.setdefault(name, time.monotonic() - began)
    assert seen["tile-benefits"] > 2.0
    assert all(moment < 1.5 for name, moment in seen.items() if name.startswith("tile-") and name != "tile-benefits")


def test_what_needs_the_citizen_waits_for_no_other_theme(citizen: Client, sources: world.Sources) -> None:
    _slow(sources, GeefAanslag=0.4)
    page = body(citizen.get("/"))
    assert page.index("Laad de ontbrekende facturen op") < page.index('id="tile-benefits"')
    assert page.count("Eerst doen") == 1


def test_what_is_due_first_stands_first_though_it_arrived_last(citizen: Client, sources: world.Sources) -> None:
    _slow(sources, GeefDossiers=0.2)
    with clock.frozen_at(world.AS_OF):
        page = body(citizen.get("/"))
    slots, arrived = SLOT.findall(page), re.findall(r'<article class="card todo" slot="([\w-]+)"', page)
    assert arrived == ["due-12", "due-9"]
    assert slots.index("due-9") < slots.index("due-12")


def test_a_part_that_we_cannot_draw_costs_no_other(citizen: Client, sources: world.Sources) -> None:
    _slow(sources)
    sources.answers[world.HOUSEHOLD.name] = Data(object(), world.AS_OF)
    sources.answers[world.EPC.name] = Data("B", None)  # type: ignore[arg-type]  # what cannot be, to make drawing fail
    page = body(citizen.get("/"))
    assert "We kunnen dit deel nu niet tonen" in page
    assert "AZ Zonnegem" in page


def test_when_answers_stop_arriving_the_page_still_ends_well(citizen: Client, sources: world.Sources) -> None:
    _slow(sources)
    del sources.answers[world.TAX.name]
    page = body(citizen.get("/"))
    assert page.rstrip().endswith("</html>")
    assert "We kunnen dit deel nu niet tonen" in page
    assert "4 gezinsleden" in page


def test_a_theme_page_streams_its_sections(citizen: Client, sources: world.Sources) -> None:
    _slow(sources, GeefPersoon=0.1)
    page = body(citizen.get("/gegevens/family"))
    slots = [name for name in SLOT.findall(page) if name.startswith("section-")]
    assert slots == ["section-identity", "section-household"]
    assert page.index('id="section-household"') < page.index('id="section-identity"')


@pytest.mark.parametrize("sealed", [True, False])
def test_what_nobody_knows_anything_of_goes_to_a_list_at_the_end(
    citizen: Client, sources: world.Sources, *, sealed: bool
) -> None:
    sources.sealed = sealed
    sources.answers[world.PERSON.name] = Nothing(world.AS_OF)
    page = body(citizen.get("/gegevens/family"))
    assert page.index('slot="section-household"') > 0
    assert '<div slot="section-identity" class="empty-slot"></div>' in page
    row = html.fromstring(page).xpath("//div[@slot='nothing-identity' and @id='section-identity']")[0]
    assert text(row) == "Wie u bent Het Rijksregister kent u niet."
    assert "Hierover weten de bronnen niets van u" in page


@pytest.mark.parametrize("sealed", [True, False])
@pytest.mark.parametrize(
    "path", ["/", "/gegevens/family", "/gegevens/home", "/gegevens/work", "/gegevens/benefits", "/zoeken"]
)
def test_pages_hold_no_inline_style_or_script(
    citizen: Client, sources: world.Sources, path: str, *, sealed: bool
) -> None:
    sources.sealed = sealed
    page = body(citizen.get(path))
    assert not re.search(r"\sstyle=|\son\w+=|<style|javascript:", page)
    assert not re.findall(r"<script(?![^>]*\ssrc=)", page)
