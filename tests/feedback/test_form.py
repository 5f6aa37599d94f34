"""“Is this right?” under every fact leads to that fact: confirm it, or say what is wrong (B9)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from burgerprofiel.audit.models import AuditEvent
from burgerprofiel.feedback.models import Confirmation
from burgerprofiel.kit import clock
from burgerprofiel.kit.answers import Data
from tests.feedback.citizens import MINE, PDF, Citizen, citizen
from tests.portal import world

pytestmark = pytest.mark.django_db


def tags(who: Citizen) -> list[str]:
    """What the trail says of feedback."""
    rows = AuditEvent.objects.filter(citizen_id=who.citizen_id, tag__startswith="feedback").order_by("seq")
    return list(rows.values_list("tag", flat=True))


def test_under_every_fact_stands_a_link_to_that_very_fact(noor: Citizen) -> None:
    page = noor.html("/gegevens/family")
    for key in ("name", "number", "birth", "address", "photo"):
        assert f'href="{noor.place(key)}"' in page
    assert noor.html("/gegevens/home").count("/klopt-dit/feit/home/") == 2


def test_the_page_shows_the_fact_as_it_stands_and_who_hears_of_it(noor: Citizen, gtmf: str) -> None:
    told = noor.text(noor.place())
    for said in ("Klopt dit?", "Noor Vandenbos", "Rijksregister", "Versturen naar Rijksregister", "Wat is juist?"):
        assert said in told


def test_every_kind_of_fact_can_be_asked_about(noor: Citizen) -> None:
    assert "Pasfoto" in noor.text(noor.place("photo"))
    assert "Uw loopbaan" in noor.text(noor.place("career", "work"))
    assert "Wie woont hier" in noor.text(noor.place("tree", "family", "household"))
    assert "Energielabel" in noor.text(noor.place("label", "home", "energy"))


def test_the_address_says_nothing_of_the_fact_nor_of_whose_it_is(noor: Citizen, wouter: Citizen) -> None:
    assert noor.fact("number") != wouter.fact("number")
    page = noor.html("/gegevens/family")
    hrefs = [each.partition('"')[0] for each in page.split('href="')[1:]]
    assert not [each for each in hrefs if world.SSIN in each or "Vandenbos" in each]


def test_a_number_of_the_state_stays_hidden_on_the_page_about_it(noor: Citizen, gtmf: str) -> None:
    assert f'<span class="told">{world.SSIN}</span>' in noor.html(noor.place("number"))
    noor.report(noor.place("number"))
    (row,) = noor.rows()
    assert f'<span class="told">{world.SSIN}</span>' in noor.html(f"{MINE}/{row.id}")


def test_a_fact_that_is_confirmed_says_since_when(noor: Citizen) -> None:
    answer = noor.confirm()
    assert (answer.status_code, answer["Location"]) == (303, f"{noor.place()}?gezegd=klopt")
    assert "U bevestigde dit op" in noor.text(noor.place())
    assert noor.text("/gegevens/family").count("U bevestigde dit op") == 1
    assert tags(noor) == ["feedback.fact.confirmed"]


def test_what_was_confirmed_is_not_said_of_another_value(noor: Citizen, sources: world.Sources) -> None:
    noor.confirm()
    sources.answers[world.PERSON.name] = Data("Eleonora", world.AS_OF + timedelta(hours=1))
    assert "U bevestigde dit op" not in noor.text("/gegevens/family")


def test_what_was_confirmed_in_one_language_is_in_another(noor: Citizen) -> None:
    noor.confirm()
    assert "Vous l’avez confirmé le" in citizen("noor", language="fr").text("/gegevens/family")


def test_what_is_reported_stands_beside_the_fact_and_with_my_reports(noor: Citizen, gtmf: str) -> None:
    noor.confirm()
    answer = noor.report(**{"waarde-0": "Nora"})
    (row,) = noor.rows()
    assert (answer.status_code, answer["Location"]) == (303, f"{MINE}/{row.id}?gezegd=ja")
    page = noor.html("/gegevens/family")
    assert "Gemeld op" in page
    assert "· verstuurd" in page
    assert f'href="{MINE}/{row.id}"' in page
    assert "U bevestigde" not in page
    told = noor.text(f"{MINE}/{row.id}?gezegd=ja")
    for said in ("Dank u.", "Noor Vandenbos", "Het is fout", "Nora", "Het is Nora.", "Wat er stond"):
        assert said in told
    assert "Naam" in noor.text(MINE)
    read = ["feedback.report.read", "feedback.reports.listed"]
    assert tags(noor) == ["feedback.fact.confirmed", "feedback.report.made", *read]
    assert not Confirmation.objects.exists()


def test_a_fact_that_was_reported_is_not_reported_a_second_time(noor: Citizen, gtmf: str) -> None:
    before = noor.fields(noor.place())
    noor.report()
    (row,) = noor.rows()
    assert "Nee, er klopt iets niet" not in noor.text(noor.place())
    second = before | {"zeg": "fout", "soort": "Fout", "uitleg": "Nog eens.", "formulier": "0" * 32}
    assert noor.send(noor.place(), second)["Location"] == f"{MINE}/{row.id}?gezegd=al"
    assert len(noor.rows()) == 1


def test_a_form_that_is_sent_twice_reports_once(noor: Citizen, gtmf: str) -> None:
    fields = noor.fields(noor.place()) | {"zeg": "fout", "soort": "Fout", "uitleg": "Het is Nora."}
    first, second = noor.send(noor.place(), fields), noor.send(noor.place(), fields)
    assert first["Location"] == second["Location"]
    assert len(noor.rows()) == 1
    assert tags(noor) == ["feedback.report.made"]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"soort": ""}, "Kies wat er scheelt."),
        ({"soort": "Gerucht"}, "Kies wat er scheelt."),
        ({"uitleg": ""}, "Zeg wat hier moet staan, of leg uit wat er fout is."),
        ({"uitleg": "a" * 2001}, "Schrijf hier hoogstens 2000 letters."),
        ({"waarde-0": "a" * 501}, "Schrijf hier hoogstens 500 letters."),
        ({"waarde-1": "gisteren"}, "Schrijf een datum met dag, maand en jaar: 14-3-2026."),
        ({"waarde-1": "2026-02-30"}, "Schrijf een datum met dag, maand en jaar: 14-3-2026."),
    ],
)
def test_what_is_not_right_is_said_beside_the_field_and_nothing_is_kept(
    noor: Citizen, gtmf: str, fields: dict[str, str], sentence: str
) -> None:
    answer = noor.report(**fields)
    assert answer.status_code == 400
    assert answer.content.decode().count(sentence) == 2
    assert not noor.rows()


def test_a_list_of_the_source_is_a_list_on_the_form_and_must_be_chosen_from(noor: Citizen, gtmf: str) -> None:
    where = noor.place("income", "home")
    assert '<option value="Straatnamen">' in noor.html(where)
    lacking = noor.report(where, **{"waarde-0": "Adressen", "waarde-1": ""})
    assert "Vul dit in: de bron vraagt het." in lacking.content.decode()
    invented = noor.report(where, **{"waarde-0": "Bossen", "waarde-1": "Andere"})
    assert "Kies iets uit de lijst." in invented.content.decode()
    assert noor.report(where, **{"waarde-0": "Adressen", "waarde-1": "Andere"}).status_code == 303


def test_a_source_that_hears_of_nothing_here_says_where_to_go(noor: Citizen) -> None:
    told = noor.text(noor.place())
    assert "neemt via deze site nog geen verbetervragen aan" in told
    assert "ibz.rrn.fgov.be" in told
    fields = noor.fields(noor.place()) | {"zeg": "fout", "soort": "Fout", "uitleg": "x"}
    assert noor.send(noor.place(), fields).status_code == 404


def test_a_form_can_be_used_when_the_system_of_its_source_is_silent(noor: Citizen, gtmf: str, trouble: object) -> None:
    from burgerprofiel.simulators.gtmf.faults import Mode

    trouble(Mode.DOWN)  # type: ignore[operator]  # a fixture
    assert "Versturen naar Rijksregister" in noor.text(noor.place())
    assert noor.report().status_code == 303


@pytest.mark.parametrize("language", ["nl", "fr", "de", "en"])
def test_it_is_there_in_four_languages(noor: Citizen, gtmf: str, language: str) -> None:
    words = {"nl": "Ja, dit klopt", "fr": "Oui, c’est exact", "de": "Ja, das stimmt", "en": "Yes, this is right"}
    assert words[language] in citizen("noor", language=language).text(noor.place())


def test_a_document_is_kept_sealed_and_can_be_saved_again(noor: Citizen, gtmf: str) -> None:
    noor.report(file=("geboorteakte.pdf", PDF))
    (row,) = noor.rows()
    assert (row.octets, row.media_type) == (len(PDF), "application/pdf")
    answer = noor.open(f"{MINE}/{row.id}/bijlage")
    assert b"".join(answer.streaming_content) == PDF  # type: ignore[attr-defined]  # it streams
    assert answer["Content-Disposition"] == 'attachment; filename="geboorteakte.pdf"'
    assert "feedback.attachment.read" in tags(noor)


def test_nothing_that_was_said_lies_open_in_the_tables(noor: Citizen, gtmf: str) -> None:
    noor.report(file=("nora.pdf", PDF), **{"waarde-0": "Nora"})
    (row,) = noor.rows()
    held = b"".join(bytes(value) for value in vars(row).values() if isinstance(value, bytes | memoryview))
    texts = " ".join(str(value) for value in vars(row).values() if isinstance(value, str))
    for secret in ("Nora", "Vandenbos", "nora.pdf"):
        assert secret.encode() not in held
        assert secret not in texts


def test_who_is_not_signed_in_goes_to_sign_in(anonymous_browser: Client, noor: Citizen) -> None:
    for path in (noor.place(), MINE, f"{MINE}/{noor.fact()}", f"{MINE}/{noor.fact()}/bijlage"):
        assert anonymous_browser.get(path)["Location"].startswith("/aanmelden?terug=")


def test_the_day_is_that_of_brussels(noor: Citizen, gtmf: str) -> None:
    noor.report()
    (row,) = noor.rows()
    assert row.submitted_at <= clock.now()
