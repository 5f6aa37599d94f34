"""A certificate of the National Register on the portal: asked for now, four answers, saved by its citizen alone."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from burgerprofiel.audit.models import AuditEvent
from burgerprofiel.kit import clock
from burgerprofiel.kit.answers import Answer, Cause, Data, NotAllowed, Nothing, Unavailable
from burgerprofiel.sources import cache
from burgerprofiel.sources.connectors.magda.services.geef_attest import SERVICES, Paper
from burgerprofiel.sources.models import SealedAnswer
from tests.certificates.listing.conftest import acting, person, viewer_of
from tests.mailbox.owning import Owner, owner

pytestmark = pytest.mark.django_db
LIFE = "/attesten/rijksregister/life"
FILE = f"{LIFE}/document?versie=fr"


def ask(who: Owner, page: str = LIFE, language: str = "fr") -> str:
    """Ask for one, and read the page that follows."""
    answer = who.send(page, taal=language)
    assert answer.status_code == 303
    return who.text(answer["Location"].partition("#")[0])


def saved(who: Owner, path: str = FILE) -> bytes:
    answer = who.get(path)
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)  # type: ignore[attr-defined]


def test_it_is_asked_for_in_a_language_and_saved_as_the_register_sealed_it(noor: Owner) -> None:
    assert "Vraag dit attest aan" in noor.text(LIFE)
    told = ask(noor)
    assert "Uw attest is klaar" in told
    assert "Français" in told
    content = saved(noor)
    assert content.startswith(b"%PDF-")
    assert b"/Type /Sig" in content or b"/Type/Sig" in content
    answer = noor.get(FILE)
    assert answer["Content-Disposition"] == 'attachment; filename="Certificat de vie.pdf"'
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Cache-Control"] == "no-store"
    assert answer["Content-Length"] == str(len(content))


def test_asking_and_saving_stand_in_the_trail(noor: Owner) -> None:
    ask(noor)
    saved(noor)
    tags = list(AuditEvent.objects.filter(citizen_id=noor.citizen_id).order_by("seq").values_list("tag", flat=True))
    assert tags.count("certificates.register.asked") == tags.count("certificates.register.fetched") == 1
    assert "sources.answer.fetched" in tags


def test_it_lies_in_the_sealed_answers_of_the_session_only_and_goes_with_it(noor: Owner) -> None:
    ask(noor)
    row = SealedAnswer.objects.get(citizen_id=noor.citizen_id, service="GeefAttest:life.fr")
    assert b"%PDF" not in bytes(row.sealed)
    noor.send("/afmelden")
    assert not SealedAnswer.objects.filter(citizen_id=noor.citizen_id).exists()


def test_nothing_is_asked_before_the_citizen_asks(noor: Owner) -> None:
    noor.get(LIFE)
    assert not SealedAnswer.objects.filter(service__startswith="GeefAttest").exists()


def test_each_language_is_a_certificate_of_its_own(noor: Owner) -> None:
    ask(noor, language="nl")
    assert noor.get(FILE)["Location"] == LIFE
    ask(noor, language="fr")
    assert saved(noor) != saved(noor, f"{LIFE}/document?versie=nl")


def test_what_there_is_none_of_is_no_error(noor: Owner) -> None:
    told = ask(noor, "/attesten/rijksregister/cohabitation", "nl")
    assert "Er is niets om te attesteren" in told
    assert "Uw attest is klaar" not in told


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (Data(Paper(b"%PDF-1.7"), clock.now()), "Uw attest is klaar"),
        (Nothing(clock.now()), "Er is niets om te attesteren"),
        (NotAllowed(clock.now(), "AB-12"), "We mogen dit niet opvragen bij Rijksregister"),
        (Unavailable(clock.now(), Cause.TIMEOUT, "AB-12"), "Rijksregister antwoordt nu niet"),
    ],
)
def test_four_answers_are_told_apart(noor: Owner, answer: Answer[Paper], words: str) -> None:
    viewer = viewer_of(noor)
    cache.write(viewer, [(SERVICES["life", "de"], answer)])
    told = noor.text(f"{LIFE}?versie=de")
    assert words in told
    assert ("AB-12" in told) is isinstance(answer, NotAllowed | Unavailable)
    every = {"is klaar", "niets om te attesteren", "niet opvragen bij", "antwoordt nu niet"}
    assert sum(each in told for each in every) == 1


def test_a_language_that_is_not_offered_is_asked_again(noor: Owner) -> None:
    answer = noor.send(LIFE, taal="en")
    assert answer.status_code == 400
    assert "Kies een taal" in answer.content.decode()


def test_a_name_that_is_none_is_not_there(noor: Owner) -> None:
    for path in ("/attesten/rijksregister/goed-gedrag", "/attesten/rijksregister/goed-gedrag/document"):
        assert noor.get(path).status_code == 404


def test_nobody_saves_a_certificate_of_somebody_else(noor: Owner, emma: Owner) -> None:
    ask(noor)
    assert emma.get(FILE)["Location"] == LIFE
    assert "Uw attest is klaar" not in emma.text(LIFE)
    ask(emma)
    assert saved(emma) != saved(noor)


def test_a_second_session_of_the_same_citizen_has_to_ask_anew(noor: Owner) -> None:
    ask(noor)
    assert owner(person("noor")).get(FILE)["Location"] == LIFE


def test_a_mandate_for_the_family_gives_it_of_the_giver_and_another_one_does_not(noor: Owner) -> None:
    family = acting("noor", "family")
    ask(family)
    theirs = saved(family)
    ask(noor)
    assert theirs == saved(noor)
    education = acting("noor", "education")
    assert education.send(LIFE, taal="fr").status_code == 403
    assert education.get(FILE).status_code == 403


def test_a_browser_that_asks_ahead_of_time_fetched_nothing(noor: Owner) -> None:
    ask(noor)
    assert noor.client.get(FILE, headers={"Sec-Purpose": "prefetch"}).status_code == 503
    assert not AuditEvent.objects.filter(tag="certificates.register.fetched").exists()


def test_what_was_saved_can_be_verified_by_anybody(noor: Owner) -> None:
    ask(noor)
    shown = SimpleUploadedFile("attest.pdf", saved(noor), "application/pdf")
    host = settings.CONFIG.portal_origin.partition("//")[2]
    told = Client(headers={"host": host, "accept-language": "nl"}).post("/controleren", {"bestand": shown})
    assert told.status_code == 200
    page = told.content.decode()
    assert "Het zegel van Rijksregister (demo)" in page
    assert "sinds Zonnegem het verzegelde" not in page
