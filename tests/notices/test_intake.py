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

from burgerprofiel.access.models import Token
from burgerprofiel.audit.events import Trace
from burgerprofiel.audit.queries import events_of
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.notices import queries
from burgerprofiel.notices.models import Bundle, Delivery, Notice
from burgerprofiel.notices.own import lines
from burgerprofiel.people.profile.contact import Kind
from burgerprofiel.people.profile.contacts.actions import take_over
from tests.notices.sending import (
    CHANGED,
    JOZEF,
    NEVER_HERE,
    NOOR,
    NOTICES,
    OTHER,
    PAIRS,
    Json,
    Program,
    bundle,
    program,
)
from tests.programs import Answer

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


def test_a_refusal_says_in_which_language_it_is(premies: Program) -> None:
    sent = bundle()
    del sent["Id"]
    answer = premies.send(sent)
    assert answer.status == 400
    assert "`Id`" in answer.json["issues"][0]["detail"]
    assert answer.headers["Content-Language"] == "en"


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


def raw(premies: Program, content: bytes, kind: str = "application/json", **headers: str) -> Answer:
    """What comes of these bytes; nothing may have come of it."""
    answer = premies.ask("POST", NOTICES, content, kind, **headers)
    assert not Notice.objects.exists()
    assert not Bundle.objects.exists()
    return answer


def text(**said: Any) -> str:
    """A bundle as a program writes it."""
    return json.dumps(bundle(**said))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b'{"Id": "\xff"}', "UTF-8"),
        (b"\xff\xfe{\x00}\x00", "malformed"),
        (text(pairs=PAIRS | {"Status": "half \ud83d"}).encode(), "half a letter"),
        (text(pairs=PAIRS | {"Status": "half \udc00."}).encode(), "half a letter"),
        (text().replace("RP-2025", "\ud800", 1).encode("utf-8", "surrogatepass"), "UTF-8"),
        (text().replace('{"Id"', '{"Id": "other", "Id"', 1).encode(), "more than once"),
        (text().replace('{"Insz"', '{"Insz": "52620915336", "Insz"', 1).encode(), "more than once"),
        (b"[" * 100_000, "Expected `object`"),
        (b'{"Kanalen": ' + b"[" * 5_000 + b"]" * 5_000 + b"}", "Expected `object`"),
    ],
)
def test_bytes_that_are_no_bundle_are_a_clear_problem(premies: Program, content: bytes, words: str) -> None:
    answer = raw(premies, content)
    assert answer.status == 400
    assert words in answer.json["issues"][0]["detail"]


@pytest.mark.parametrize(
    ("kind", "headers", "words"),
    [
        ("application/json; charset=utf-16", {}, "UTF-8"),
        ("application/json; charset=iso-8859-1", {}, "UTF-8"),
        ("application/json", {"Content-Encoding": "gzip"}, "not packed"),
        ("application/xml", {"Content-Encoding": "deflate"}, "not packed"),
        ("text/plain", {}, "application/json or application/xml"),
        ("", {}, "application/json or application/xml"),
    ],
)
def test_what_is_written_or_packed_otherwise_is_not_taken(
    premies: Program, kind: str, headers: dict[str, str], words: str
) -> None:
    answer = raw(premies, text().encode(), kind, **headers)
    assert answer.status == 415
    assert words in answer.json["detail"]
    assert answer.headers.get("Accept-Encoding") == ("identity" if headers else None)


def test_a_byte_order_mark_and_a_charset_that_says_utf_8_do_no_harm(premies: Program) -> None:
    sent = b"\xef\xbb\xbf" + text().encode()
    assert premies.ask("POST", NOTICES, sent, 'application/json; charset="UTF-8"').status == 202


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("DossierNaam", "factuur\u202egpj.exe", "U+202E"),
        ("DossierNaam", "a\u2066b\u2069", "U+2066"),
        ("DossierNaam", "Zonne\u200bgem", "U+200B"),
        ("DossierNaam", "a\ufeffb", "U+FEFF"),
        ("DossierNaam", "a\U000e0041b", "U+E0041"),
        ("DossierNaam", "a\uffffb", "U+FFFF"),
        ("DossierNaam", "a\u2028b", "one line"),
        ("DossierBeheerderEmail", "info@z\u043ennegem.be", "one e-mail address"),
        ("DossierBeheerderEmail", "a@b.example, c@d.example", "one e-mail address"),
        ("DossierBeheerderEmail", "info", "one e-mail address"),
        ("DossierBeheerderWebsite", "javascript:alert(1)", "https://"),
        ("DossierBeheerderWebsite", "https://z\u043ennegem.be", "https://"),
        ("DocumentLinkUri", "https://zonnegem.be@elders.example/", "https://"),
        ("DocumentLinkUri", "https://zonnegem.be\\@elders.example", "https://"),
    ],
)
def test_what_reads_as_something_else_reaches_no_letter(premies: Program, key: str, value: str, words: str) -> None:
    assert words in wrong(bundle(pairs=PAIRS | {key: value}), premies)["SleutelWaardeParen[3]"]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("DossierNaam", "Café ‘De Brug’ – ٣ קומות 👨\u200d👩\u200d👧 n\u200cm"),
        ("DossierBeheerderEmail", "o'neill+dossier@stad.zonnegem.example"),
        ("DossierBeheerderWebsite", "https://www.xn--znnegem-x7g.example:8443/a/b?c=d%20e&f=[1]#g"),
        ("DocumentLinkUri", ""),
    ],
)
def test_what_people_write_every_day_is_taken(premies: Program, key: str, value: str) -> None:
    assert premies.send(bundle(pairs=PAIRS | {key: value})).status == 202


@pytest.mark.parametrize("value", ["a\r\nBcc: iedereen@voorbeeld.example", "a\u202eb", "a\tb"])
def test_a_transaction_is_one_line_with_nothing_hidden(premies: Program, value: str) -> None:
    assert "TransactieId" in wrong(bundle(TransactieId=value), premies)


def test_a_trial_is_checked_tells_nobody_and_keeps_nothing(premies: Program, noor: CitizenId) -> None:
    before = len(events_of(noor).events)
    answer = premies.ask("POST", f"{NOTICES}?proef=ja", bundle(to=(NOOR, NEVER_HERE)), x_correlation_id="keten-1")
    assert (answer.status, answer.json["Status"]) == (200, "Proef")
    assert answer.json["Woorden"]["nl"]["Titel"] == "Uw dossier RP-2025-004512 is gewijzigd"
    assert set(answer.json["Woorden"]) == {"nl", "fr", "de", "en"}
    assert "Bestemmelingen" not in answer.json, "who has a profile here is nobody's to try out"
    refused = premies.ask("POST", f"{NOTICES}?proef=ja", bundle(pairs={"DossierNummer": "1"}))
    assert refused.status == 400
    assert "is missing" in refused.json["issues"][0]["detail"]
    assert not Notice.objects.exists()
    assert not Bundle.objects.exists()
    assert not Delivery.objects.exists()
    assert len(events_of(noor).events) == before
    assert premies.send().status == 202
    assert premies.ask("POST", f"{NOTICES}?proef=ja", bundle(ProductId="698")).status == 409
    assert Notice.objects.count() == 1


@pytest.mark.parametrize("query", ["proef=nee", "proef=", "proef=ja&proef=nee", "test=1", "Proef=ja", "proef=ja&x=1"])
def test_a_trial_that_is_spelled_otherwise_sends_nothing(premies: Program, query: str) -> None:
    answer = premies.ask("POST", f"{NOTICES}?{query}", bundle())
    assert answer.status == 400
    assert not Bundle.objects.exists()


def test_a_token_that_is_over_or_that_nobody_gave_opens_nothing(premies: Program) -> None:
    Token.objects.update(expires_at=clock.now() - timedelta(seconds=1))
    for each in (premies, Program("no-such-token"), Program("")):
        answer = each.send()
        assert answer.status == 401
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")
        assert answer.headers["Content-Type"] == "application/problem+json"
    assert not Bundle.objects.exists()


def test_a_token_for_another_address_opens_nothing(premies: Program) -> None:
    Token.objects.update(audience="https://api.elders.example")
    assert premies.send().status == 401
    assert not Bundle.objects.exists()
