"""`POST /api/v2/notificaties`: taken whole or not at all, once, with every mistake told by the name of its field."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest
from django.utils import translation

from burgerprofiel.audit.events import Trace
from burgerprofiel.audit.queries import events_of
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.notices import queries
from burgerprofiel.notices.models import Bundle, Delivery, Notice
from burgerprofiel.notices.own import lines
from burgerprofiel.people.profile.contact import Kind
from burgerprofiel.people.profile.contacts.actions import take_over
from tests.notices.sending import CHANGED, JOZEF, NEVER_HERE, NOOR, OTHER, PAIRS, Json, Program, bundle, program

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_connection")]


@pytest.fixture
def premies(noor: CitizenId, jozef: CitizenId) -> Program:
    """A body's program; Noor and Jozef were here before, Noor proved an address."""
    take_over(noor, Kind.EMAIL, "noor@voorbeeld.example", clock.now(), Trace(actor="citizen"))
    return program()


def wrong(sent: Json, premies: Program) -> dict[str, str]:
    """What is told to be wrong, by field; nothing may have come of it."""
    answer = premies.send(sent)
    assert answer.status == 400
    assert not Notice.objects.exists()
    assert not Bundle.objects.exists()
    return {each["name"]: each["detail"] for each in answer.json["issues"]}


def read(citizen: CitizenId, language: str = "nl") -> list[queries.Read]:
    with translation.override(language):
        return queries.opened(citizen, list(Notice.objects.filter(citizen_id=citizen)))


def test_the_example_of_the_contract_stands_in_the_list_in_the_words_of_its_category(
    premies: Program, noor: CitizenId
) -> None:
    answer = premies.send()
    assert answer.status == 202
    (told,) = read(noor)
    assert told.words.title == "Uw dossier RP-2025-004512 is gewijzigd"
    assert told.words.text.startswith("Voorbeeld heeft uw dossier gewijzigd op ")
    assert "[" not in told.words.text
    assert read(noor, "fr")[0].words.text.startswith("Exemple a modifié votre dossier le ")
    assert told.sender == "0316380841"


def test_what_was_sent_more_is_said_more(premies: Program, noor: CitizenId) -> None:
    premies.send(bundle(pairs=PAIRS | {"DossierNaam": "Dak isoleren", "Status": "Er ontbreekt een factuur"}))
    (told,) = read(noor)
    assert told.words.title == "Uw dossier RP-2025-004512 is gewijzigd: Dak isoleren"
    assert "De stand is nu: Er ontbreekt een factuur." in told.words.text


def test_it_comes_as_xml_too(premies: Program, noor: CitizenId) -> None:
    def written(value: Any, name: str) -> str:
        inside = {
            "Bestemmelingen": "Bestemmeling",
            "Kanalen": "NotificatieKanaal",
            "SleutelWaardeParen": "SleutelWaardePaar",
        }
        if isinstance(value, dict):
            return f"<{name}>{''.join(written(each, key) for key, each in value.items())}</{name}>"
        if isinstance(value, list):
            return f"<{name}>{''.join(written(each, inside[name]) for each in value)}</{name}>"
        return f"<{name}>{escape(str(value))}</{name}>"

    sent = written(bundle(pairs=PAIRS | {"DossierNaam": "Dak & muur"}), "NotificatieBundel").encode()
    answer = premies.ask("POST", "/api/v2/notificaties", sent, "application/xml")
    assert answer.status == 202
    assert read(noor)[0].words.title.endswith("Dak & muur")


@pytest.mark.parametrize(
    "sent",
    [
        b"<NotificatieBundel>",
        b"<Iets/>",
        b"not xml",
        b'<!DOCTYPE x [<!ENTITY a "b">]><NotificatieBundel><Id>&a;</Id></NotificatieBundel>',
        b"<NotificatieBundel><Id>1</Id><Id>2</Id></NotificatieBundel>",
        b'<NotificatieBundel a="b"/>',
        b"<NotificatieBundel><!-- x --><Id>1</Id></NotificatieBundel>",
        b"<NotificatieBundel><Bestemmelingen><Iemand/></Bestemmelingen></NotificatieBundel>",
    ],
)
def test_xml_that_is_not_the_contracts_is_a_clear_problem(premies: Program, sent: bytes) -> None:
    assert premies.ask("POST", "/api/v2/notificaties", sent, "application/xml").status == 400
    assert not Bundle.objects.exists()


def test_the_same_id_with_the_same_content_is_one_bundle(premies: Program, noor: CitizenId) -> None:
    sent = bundle()
    first, again = premies.send(sent), premies.send(sent)
    assert (first.status, again.status) == (202, 202)
    assert first.json == again.json
    assert Notice.objects.filter(citizen_id=noor).count() == 1
    assert Delivery.objects.filter(citizen_id=noor).count() == 1


def test_the_same_id_with_other_content_is_refused(premies: Program) -> None:
    premies.send()
    answer = premies.send(bundle(to=(JOZEF,)))
    assert (answer.status, answer.json["code"]) == (409, "ID_USED")


def test_a_missing_key_refuses_the_whole_bundle_and_says_which(premies: Program) -> None:
    told = wrong(bundle(to=(NOOR, JOZEF), pairs={"DossierNummer": "1"}), premies)
    assert told["SleutelWaardeParen"] == "The key StatusVlaamseFase is missing."


def test_everything_that_is_wrong_is_told_at_once(premies: Program) -> None:
    sent = bundle(
        to=(NOOR, "85631441200"),
        Categorie="Onbekend",
        MerkCode="ANDER",
        DatumNotificatie="gisteren",
        Vervaldatum="2025-13-01",
    )
    assert set(wrong(sent, premies)) == {
        "Categorie",
        "MerkCode",
        "DatumNotificatie",
        "Vervaldatum",
        "Bestemmelingen[1].Insz",
    }


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("Status", "Gekeurd\r\nBcc: iedereen@voorbeeld.example", "control characters"),
        ("Status", "nummer 85.63.14-412.36", "national number"),
        ("MerkNaam", "Wij", "filled in by us"),
        ("Onbekend", "x", "knows no key"),
    ],
)
def test_a_value_that_does_not_belong_is_refused(premies: Program, key: str, value: str, words: str) -> None:
    (told,) = wrong(bundle(pairs=PAIRS | {key: value}), premies).values()
    assert words in told
    assert "85" not in told


def test_a_key_twice_is_refused(premies: Program) -> None:
    sent = bundle()
    sent["SleutelWaardeParen"].append({"Sleutel": "Status", "Waarde": "a"})
    sent["SleutelWaardeParen"].append({"Sleutel": "Status", "Waarde": "b"})
    assert "more than once" in wrong(sent, premies)["SleutelWaardeParen[3]"]


def test_ten_megabytes_are_refused_before_they_are_read(premies: Program) -> None:
    answer = premies.send(bundle(pairs=PAIRS | {"Status": "x" * 10_000_000}))
    assert answer.status == 413
    assert not Bundle.objects.exists()


def test_a_long_value_or_an_unknown_name_is_refused_by_name(premies: Program) -> None:
    assert "Waarde" in next(iter(wrong(bundle(pairs=PAIRS | {"Status": "x" * 2001}), premies)))
    answer = premies.send(bundle() | {"Prioriteit": "hoog"})
    assert (answer.status, "Prioriteit" in answer.json["issues"][0]["detail"]) == (400, True)


def test_a_value_is_never_read_as_words_of_ours(premies: Program, noor: CitizenId) -> None:
    premies.send(bundle(pairs=PAIRS | {"Status": "{DossierNummer} [x] %(y)s <b>"}))
    assert "De stand is nu: {DossierNummer} [x] %(y)s <b>." in read(noor)[0].words.text


def test_somebody_who_never_was_here_is_told_nothing_and_the_sender_hears_so(premies: Program, noor: CitizenId) -> None:
    answer = premies.send(bundle(to=(NOOR, NEVER_HERE)))
    noor_told, other = answer.json["Bestemmelingen"]
    assert (noor_told["Status"], other) == ("InLijst", {"Referentie": "1", "Status": "GeenProfiel"})
    assert Notice.objects.count() == 1


def test_the_sender_hears_what_became_of_it_by_its_own_reference_and_no_number(
    premies: Program, noor: CitizenId
) -> None:
    sent = bundle() | {"Bestemmelingen": [{"Insz": NOOR, "Referentie": "klant-7"}]}
    premies.send(sent)
    Delivery.objects.filter(citizen_id=noor).update(way="bounced", why="5.1.1")
    answer = premies.state()
    (told,) = answer.json["Bestemmelingen"]
    assert told["Referentie"] == "klant-7"
    assert (told["Kanalen"][0]["Status"], told["Kanalen"][0]["Reden"]) == ("Teruggekomen", "5.1.1")
    assert NOOR.encode() not in answer.content


def test_what_has_expired_is_taken_and_not_told(premies: Program) -> None:
    day = (clock.today() - timedelta(days=1)).isoformat()
    assert premies.send(bundle(Vervaldatum=day)).json["Status"] == "Vervallen"
    assert not Notice.objects.exists()


def test_on_its_last_day_it_is_still_told(premies: Program, noor: CitizenId) -> None:
    premies.send(bundle(Vervaldatum=clock.today().isoformat()))
    assert lines.standing(noor).unread == 1


def test_only_the_list_means_no_letter(premies: Program, noor: CitizenId) -> None:
    premies.send(bundle(Kanalen=[{"Type": "Passief"}]))
    assert lines.standing(noor).unread == 1
    assert not Delivery.objects.exists()


def test_two_of_one_transaction_belong_together(premies: Program, noor: CitizenId) -> None:
    premies.send()
    premies.send(bundle("ntf-2"))
    premies.send(bundle("ntf-3", TransactieId=None))
    threads = [
        bytes(each) for each in Notice.objects.filter(citizen_id=noor).order_by("id").values_list("thread", flat=True)
    ]
    assert threads[0] == threads[1] != b""
    assert threads[2] == b""


def test_a_program_sends_for_no_source_but_its_own(premies: Program) -> None:
    theirs = program(OTHER, "anderen")
    assert theirs.send().status == 403
    premies.send()
    assert theirs.state().status == 403
    assert theirs.state(source=OTHER).status == 404
    assert premies.state("ntf-9").status == 404


def test_an_ended_source_sends_no_more(noor: CitizenId) -> None:
    assert program(active=False).send().status == 403


def test_a_product_that_the_source_does_not_tell_of_is_refused(noor: CitizenId) -> None:
    premies = program(products=["123"])
    assert set(wrong(bundle(), premies)) == {"ProductId"}


def test_the_correlation_id_comes_back_and_a_strange_one_is_refused(premies: Program) -> None:
    assert premies.send(**{"x-correlation-id": "keten-4711"}).headers["x-correlation-id"] == "keten-4711"
    assert premies.state().json["CorrelatieId"] == "keten-4711"
    answer = premies.send(bundle("ntf-2"), **{"x-correlation-id": "a b"})
    assert (answer.status, answer.json["issues"][0]["in"]) == (400, "header")
    assert premies.send(bundle("ntf-2")).headers["x-correlation-id"]


def test_who_sent_it_stands_in_the_citizens_trail(premies: Program, noor: CitizenId) -> None:
    premies.send()
    told = events_of(noor).events[0]
    assert (told.tag, told.client_id, told.details["kind"]) == ("notices.notice.raised", "premies", CHANGED)


def test_without_the_scope_nothing_is_taken(noor: CitizenId) -> None:
    assert program(scope="DosisImport").send().status == 403
    assert Program().send().status == 401


@pytest.mark.parametrize("field", ["Id", "ProductId"])
def test_a_code_that_goes_on_on_a_next_line_is_refused(premies: Program, field: str) -> None:
    answer = premies.send(bundle(**{field: "697\n"}))
    assert answer.status == 400
    assert not Bundle.objects.exists()


def test_an_id_that_nobody_can_have_sent_is_not_there(premies: Program) -> None:
    assert premies.state("ntf%00").status == 404


def test_what_is_never_over_has_no_day_on_which_it_is(premies: Program) -> None:
    told = wrong(bundle(Vervaldatum="9999-12-31"), premies)
    assert "leave it out" in told["Vervaldatum"]


def test_the_document_for_senders_says_what_is_taken(noor: CitizenId) -> None:
    """docs/send-a-notice.md: what is copied from it and sent, stands in the list."""
    document = (Path(__file__).parents[2] / "docs/send-a-notice.md").read_text()
    (sent,) = re.findall(r"<<END\n(\{.*?\})\nEND\n", document, re.S)
    now = re.sub(r"\$\(date [^)]*\)", clock.now().strftime("%Y-%m-%dT%H:%M:%SZ"), sent)
    brand = {"ZONNEGEM": {"name": {"nl": "Gemeente Zonnegem"}, "colour": "#0a5d6b"}}
    asked = program("urn://zonnegem/omgeving", brands=brand).send(json.loads(now))
    assert (asked.status, read(noor)[0].words.title) == (202, "Uw dossier OMV-4512 is gewijzigd")
