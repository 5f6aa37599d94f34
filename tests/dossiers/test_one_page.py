"""One dossier: what to do first, where it stands in plain words, how it went, whom to ask, and what belongs to it."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from burgerprofiel.audit.models import AuditEvent
from burgerprofiel.certificates.kinds import KINDS
from burgerprofiel.certificates.models.certificates import Certificate, State
from burgerprofiel.dossiers import words
from burgerprofiel.dossiers.actions import take
from burgerprofiel.dossiers.content import Manager
from burgerprofiel.dossiers.models import Dossier, Mark
from burgerprofiel.kit import clock
from burgerprofiel.kit.answers import Cause, Nothing, Unavailable
from burgerprofiel.kit.ids import uuid7
from tests.dossiers import reading
from tests.dossiers.reading import Browser, Magda, a_file, a_source, bell, titles
from tests.dossiers.told import NOOR, SOURCE, change, id_of
from tests.mailbox import boxes

pytestmark = pytest.mark.django_db
PAGE = f"/dossiers/{id_of()}"
CODES = [*words._STATES]
PHASES = [*words.PHASES, words.APPEAL]


@pytest.fixture
def magda(monkeypatch: pytest.MonkeyPatch) -> Magda:
    return reading.magda(monkeypatch)


@pytest.fixture
def noor(magda: Magda) -> Browser:
    return reading.browser()


def test_what_to_do_stands_first_with_its_day_and_the_way_there(noor: Browser) -> None:
    day = clock.today() + timedelta(days=9)
    take([change(action_needed=True, action="Laad de facturen op", due=day, link="https://loket.voorbeeld.be/1")])
    page = noor.html(PAGE)
    told = noor.text(PAGE)
    assert told.index("Laad de facturen op") < told.index("Waar het staat")
    assert "over 9 dagen" in told
    assert 'href="https://loket.voorbeeld.be/1"' in page


@pytest.mark.parametrize("language", ["nl", "fr", "de", "en"])
@pytest.mark.parametrize("code", CODES)
def test_every_code_is_said_in_plain_words_in_each_language(magda: Magda, code: str, language: str) -> None:
    take([change(code=code, phase="Behandeling")])
    told = plain_spaces(reading.browser(language=language).text(PAGE))
    with translation.override(language):
        state, meaning = words.state(code), words.meaning(code)
    assert plain_spaces(state) in told
    assert meaning
    assert plain_spaces(meaning) in told
    with translation.override("en"):
        assert language == "en" or (words.state(code), words.meaning(code)) != (state, meaning)


def plain_spaces(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("phase", PHASES)
def test_every_phase_says_you_are_here_once(noor: Browser, phase: str) -> None:
    take([change(days=1, phase="Samenstelling"), change(days=2, phase=phase)])
    page = noor.html(PAGE)
    assert page.count('aria-current="step"') == 1
    assert reading.plain(page).count("U bent hier") == 1
    here = page.partition('aria-current="step"')[2].partition("<b>")[2].partition("</b>")[0]
    with translation.override("nl"):
        assert here == words.phase(phase)


def test_what_is_behind_one_and_what_is_to_come_is_said_in_words(noor: Browser) -> None:
    take([change(days=1, phase="Samenstelling"), change(days=2, phase="Beslissing")])
    told = noor.text(PAGE)
    assert "Wordt behandeld : voorbij" in told
    assert "Afgerond : moet nog komen" in told


def test_an_unknown_code_and_phase_are_shown_as_they_came(noor: Browser) -> None:
    take([change(code="IN_DE_KAST", phase="Archief")])
    told = noor.text(PAGE)
    assert "IN_DE_KAST" in told
    assert "Archief U bent hier" in told


def test_ten_years_and_four_hundred_states_read_as_the_steps_that_they_were(noor: Browser) -> None:
    codes = ["Ingediend", "InBehandeling", "InWacht", "InBehandeling", "Beslist"]
    take([change(days=each * 9, code=codes[each // 80], details=(f"Melding {each}.",)) for each in range(400)])
    page = noor.html(PAGE)
    assert "400 meldingen van de dienst" in page
    assert "5 echte wijzigingen" in page
    assert page.count("79 aanvullingen in deze stand") == 5
    years = re.findall(r"<h3>(\d{4})</h3>", page)
    assert years == sorted(years, reverse=True)
    assert len(years) == 5


def test_of_very_many_real_changes_the_newest_are_in_sight_and_the_years_are_folded(noor: Browser) -> None:
    take([change(days=each * 9, code="InBehandeling" if each % 2 else "InWacht") for each in range(400)])
    page = noor.html(PAGE)
    folded = sum(map(int, re.findall(r">\s*Nog (\d+) oudere wijziging", page))) + sum(
        map(int, re.findall(r'<span class="small-print">(\d+) wijziging', page))
    )
    assert folded == 400 - 12
    assert "2026" in page


def test_whom_to_ask_is_there_to_call_write_and_find(noor: Browser) -> None:
    manager = Manager(
        name="Team Premies",
        service="Dienst Wonen",
        phone="02 123 45 67",
        email="p@voorbeeld.be",
        street="Marktplein",
        house="1",
        postcode="3000",
        municipality="Leuven",
    )
    take([change(manager=manager)])
    page = noor.html(PAGE)
    for told in (
        "Dienst Wonen",
        "Team Premies",
        'href="tel:021234567"',
        'href="mailto:p@voorbeeld.be"',
        "Marktplein 1",
        "3000 Leuven",
    ):
        assert told in page


def test_a_number_that_is_a_national_number_is_hidden_and_in_no_address(noor: Browser) -> None:
    take([change(NOOR)])
    page = noor.html(f"/dossiers/{id_of(NOOR)}")
    assert f'<span class="told">{NOOR}</span>' in page
    assert page.count(NOOR) == page.count(f'<span class="told">{NOOR}</span>')
    assert NOOR not in noor.html("/dossiers")


def test_who_looked_saw_the_change_and_a_new_one_rings_again(noor: Browser) -> None:
    take([change(days=1), change("b", 1)])
    assert bell(noor.html("/dossiers")) == 2
    assert bell(noor.html(PAGE)) == 1
    assert noor.html("/dossiers").count('class="dossier new"') == 1 == bell(noor.html("/"))
    take([change(days=5, code="Goedgekeurd")])
    assert bell(noor.html("/hulp")) == 2
    assert AuditEvent.objects.filter(tag="dossiers.dossier.seen").count() == 1


def test_a_browser_that_asks_ahead_of_time_saw_nothing(noor: Browser) -> None:
    take([change()])
    noor.get(PAGE, **{"sec-purpose": "prefetch"})
    noor.client.head(PAGE)
    assert bell(noor.html("/hulp")) == 1


def test_what_is_put_away_is_in_the_archive_rings_no_more_and_a_new_state_brings_it_back(noor: Browser) -> None:
    take([change(name="Dossier", days=1)])
    answer = noor.send(f"{PAGE}/weg", terug="/dossiers?toon=lopend")
    assert answer["Location"] == f"/dossiers?toon=lopend&gedaan=weg&dossier={id_of()}"
    page = noor.html(answer["Location"])
    assert titles(page) == []
    assert bell(page) == 0
    assert "Ongedaan maken" in page
    assert titles(noor.html("/dossiers?toon=archief")) == ["Dossier"]
    noor.send(f"{PAGE}/terug")
    assert titles(noor.html("/dossiers")) == ["Dossier"]
    noor.send(f"{PAGE}/weg")
    noor.send(f"{PAGE}/weg")
    take([change(name="Dossier", days=2, code="Goedgekeurd")])
    page = noor.html("/dossiers")
    assert titles(page) == ["Dossier"]
    assert bell(page) == 1
    tags = AuditEvent.objects.filter(tag__startswith="dossiers.dossier.", tag__endswith="ed").values_list(
        "tag", flat=True
    )
    assert sorted(tags) == ["dossiers.dossier.archived"] * 2 + ["dossiers.dossier.restored"]


def test_what_magda_alone_knows_can_be_put_away_and_comes_back_with_a_new_state(noor: Browser, magda: Magda) -> None:
    def tells(day: str) -> None:
        status = f"<Code>InBehandeling</Code><DatumModificatie>{day}T10:00:00</DatumModificatie>"
        magda.tells(a_file("x", "STL", status, "<Naam>Gelezen</Naam>"))

    tells("2026-03-01")
    page = noor.html("/dossiers")
    assert bell(page) == 0, "the first time is no change"
    path = re.findall(r'href="(/dossiers/[0-9a-f-]{36})"', page)[0]
    noor.send(f"{path}/weg")
    assert titles(noor.html("/dossiers")) == []
    assert titles(noor.html("/dossiers?toon=archief")) == ["Gelezen"]
    tells("2026-03-09")
    page = noor.html("/dossiers")
    assert titles(page) == ["Gelezen"]
    assert page.count('class="dossier new"') == 1
    assert bell(page) == 1
    assert bell(noor.html(path)) == 0
    [mark] = Mark.objects.values()
    assert set(mark) == {"owner_id", "id", "changed_at", "seen_at", "archived_at"}, "nothing of what it says"
    magda.tells(a_file("y", "STL", "<Code>Beslist</Code>"))
    noor.html("/dossiers")
    assert [each.id for each in Mark.objects.all()] != [mark["id"]], "what is told no more is forgotten"


def test_one_that_only_magda_knows_is_asked_when_the_session_has_it_not(noor: Browser, magda: Magda) -> None:
    a_source("urn://stl", "STL")
    magda.tells(a_file("x", "STL", "<Code>Beslist</Code>", "<Naam>Gelezen</Naam>"))
    magda.kept = False
    path = f"/dossiers/{id_of('x', 'urn://stl')}"
    assert "Gelezen" in noor.text(path)
    magda.answer = Unavailable(clock.now(), Cause.TIMEOUT, "7F3K-2M9Q")
    assert noor.get(path).status_code == 503
    magda.answer = Nothing(clock.now())
    assert noor.get(path).status_code == 404


def test_messages_of_its_body_that_name_its_number_stand_beside_it_and_no_others(noor: Browser) -> None:
    a_source(SOURCE)
    take([change()])
    boxes.box(noor.citizen_id)

    def named(*values: str) -> list[dict[str, object]]:
        return [{"key": "dossier", "values": list(values)}]

    mine = boxes.message(noor.citizen_id, "Over uw verbouwing", organisation="0812345603", business=named("OMV-2026-1"))
    boxes.message(noor.citizen_id, "Ander dossier", organisation="0812345603", business=named("OMV-2026-2"))
    boxes.message(noor.citizen_id, "Andere dienst", organisation="0206731645", business=named("OMV-2026-1"))
    page = noor.html(PAGE)
    assert f'href="/berichten/{mine.id}"' in page
    assert "Ander dossier" not in page
    assert "Andere dienst" not in page


def test_certificates_of_its_product_stand_beside_it_and_no_others(noor: Browser) -> None:
    take([change(products=("12801",)), change("other", products=("697",))])
    diploma, child = (kind for kind in KINDS.values() if kind.product in ("12801", "12807"))
    made = [
        Certificate.objects.create(
            citizen_id=noor.citizen_id,
            id=uuid7(),
            kind=kind.key,
            language="nl",
            asked_at=clock.now(),
            state=State.READY,
            code=kind.key[:8],
            sealed=b"",
        )
        for kind in (diploma, child)
    ]
    page = noor.html(PAGE)
    assert f'href="/attesten/{made[0].id}"' in page
    assert str(made[1].id) not in page
    assert "/attesten/" not in noor.html(f"/dossiers/{id_of('other')}").partition("<main")[2].partition("<footer")[0]


def test_a_dossier_costs_the_same_statements_for_one_state_and_for_hundreds(noor: Browser) -> None:
    a_source(SOURCE)
    take([change(days=1)])
    noor.html(PAGE)

    def cost() -> int:
        with CaptureQueriesContext(connection) as caught:
            noor.html(PAGE)
        return len([each for each in caught.captured_queries if "SAVEPOINT" not in each["sql"]])

    few = cost()
    take([change(days=2 + each) for each in range(300)])
    noor.html(PAGE)
    assert cost() == few <= 12


def test_a_dossier_with_the_due_day_of_its_row(noor: Browser) -> None:
    take([change(due=date(2027, 1, 5))])
    assert "Verwacht tegen 5 januari 2027" in noor.text(PAGE)
    assert Dossier.objects.get().due == date(2027, 1, 5)
