"""E-mails, texts and pushes about notices: named, greeted, to be checked, without a link (C6, E5)."""

from __future__ import annotations

import dataclasses
import json
import re
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.conf import settings
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from burgerprofiel.kit.brand import AA, Brand, contrast
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.letters import proof
from burgerprofiel.kit.letters.colours import palette
from burgerprofiel.kit.letters.topics import Topic
from burgerprofiel.kit.post import Message, septets
from burgerprofiel.notices.kinds import KINDS
from burgerprofiel.notices.letters import writing
from burgerprofiel.notices.letters.told import Told, of_kind
from burgerprofiel.notices.preferences import unsubscribe
from burgerprofiel.people.profile.contact import Contact, Kind, Reach

ID, AT = UUID(int=7), datetime(2026, 3, 14, 8, 41, tzinfo=UTC)
OWNER = CitizenId(UUID(int=9))
FACTS = {"dossier": {"nl": "Renovatiepremie", "fr": "Prime à la rénovation"}, "state": "In behandeling"}


def reach(language: str = "nl", name: str = "Nonkel Noor") -> Reach:
    """Somebody who is reached by all."""
    email = Contact(UUID(int=1), Kind.EMAIL, "noor@post.example", AT)
    return Reach(OWNER, name, language, email, Contact(UUID(int=2), Kind.PHONE, "+32470000000", AT))


def told(kind: str = "dossiers.changed", number: int = 1, **more: object) -> Told:
    """A notice."""
    facts = {"certificate": "Attest van woonst", "sender": "Gemeente Zonnegem", "subject": "Uw parkeerkaart"}
    known = KINDS[kind]
    values = dict.fromkeys(known.needs, "een waarde") | {**facts, **FACTS}
    return of_kind(known, UUID(int=number), values, AT, "/dossiers/1", **more)  # type: ignore[arg-type]


def mail(*notices: Told, language: str = "nl", name: str = "Nonkel Noor") -> Message:
    """The e-mail that tells them."""
    return writing.mail(reach(language, name), notices or [told()], ID)


def said(message: Message) -> str:
    """Everything that it says, the text on one line."""
    return " ".join(message.text.split()) + message.html


def test_it_greets_by_the_name_that_was_chosen_and_names_what_and_who() -> None:
    message = mail(told(sender="0316380841", sender_name="Agentschap Wonen"))
    assert message.subject == "Uw dossier is gewijzigd: Renovatiepremie"
    for part in (message.text, message.html):
        assert "Dag Nonkel Noor," in part
        assert "Agentschap Wonen" in part
        assert "14 maart 2026, 9.41" in part


@pytest.mark.parametrize(("language", "begin"), [("fr", "Votre dossier"), ("de", "Ihre Akte"), ("en", "Your file")])
def test_it_is_in_the_readers_language(language: str, begin: str) -> None:
    message = mail(language=language)
    assert message.subject.startswith(begin)
    assert message.language == language
    assert f'<html lang="{language}"' in message.html
    assert proof.read(message.text)


def test_it_holds_no_link_and_fetches_nothing() -> None:
    html = mail().html
    assert not re.search(r"<(a|img|link|script|iframe|object|svg|form)\b|href|src=|url\(|https?:|@import", html)
    assert "http" not in mail().text


@pytest.mark.parametrize("language", ["nl", "fr", "de", "en"])
def test_the_menu_it_names_is_called_so_in_the_portal(language: str) -> None:
    with translation.override(language):
        menu = translation.gettext("How we tell you")
        ends = translation.gettext(
            "You choose what we write about, and how often: in your profile, under “How we tell you”."
        )
    assert menu in ends


def test_it_says_how_to_check_it_and_its_code_is_ours() -> None:
    message = mail()
    assert f"Open zelf {settings.CONFIG.portal_address}, meld u aan en kijk onder “Meldingen”" in said(message)
    assert f"{settings.CONFIG.portal_address}/is-dit-echt" in said(message)
    for part in (message.text, message.html):
        found = proof.read(part)
        assert found
        assert found.topic is Topic.DOSSIERS
        assert found.went_to("Noor@post.example ")
        assert not found.went_to("jozef@post.example")


def test_one_click_ends_e_mails_of_that_group_only() -> None:
    headers = mail().headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    meant = unsubscribe.read(headers["List-Unsubscribe"].rstrip(">").partition("link=")[2])
    assert meant
    assert meant == (OWNER, ("dossiers",), False)


def test_one_click_ends_a_daily_letter_for_the_groups_that_it_names_and_that_can_be_ended() -> None:
    some = [told("mail.new"), told("dossiers.changed", 2), told("safety.key_added", 3), told("mandates.ended", 4)]
    headers = mail(*some).headers
    meant = unsubscribe.read(headers["List-Unsubscribe"].rstrip(">").partition("link=")[2])
    assert meant == (OWNER, ("mail", "dossiers"), True)
    assert "List-Unsubscribe-Post" in headers
    assert mail(*some[2:]).headers == {}, "nothing in it can be ended"


def test_what_cannot_be_switched_off_says_so_and_has_no_such_header() -> None:
    for kind in ("mail.registered", "safety.key_added", "mandates.accepted"):
        message = mail(told(kind))
        assert message.headers == {}
        assert "u kunt ze niet uitzetten" in said(message)


def test_a_digest_is_grouped_and_counts_what_it_does_not_name() -> None:
    many = [told("dossiers.changed" if each % 2 else "mail.new", each) for each in range(25)]
    message = mail(*many)
    assert message.subject == "25 nieuwe meldingen in Mijn Burgerprofiel"
    assert message.html.count("<h2") == 3, "two groups, and how to check"
    assert "En nog 5." in said(message)
    assert mail(told(), told(number=2)).headers


def test_nothing_in_it_is_a_national_number_or_becomes_html() -> None:
    hostile = {"dossier": "<script>85.63.14-412.36</script>\r\nBcc: a@b.example", "state": "85631441236 & <b>"}
    notice = Told(
        ID, "dossiers.changed", KINDS["dossiers.changed"].group, KINDS["dossiers.changed"].words, hostile, "", AT
    )
    message = writing.mail(reach(name="<i>Noor"), [notice], ID)
    text = writing.text(reach(), [notice], ID)
    for part in (message.subject, message.text, message.html, text.text):
        assert not re.search(r"85.?63.?14.?412", part)
        assert "•••" in part or "***" in part
    assert "<script" not in message.html
    assert "<b>" not in message.html
    assert "<i>" not in message.html
    assert "\n" not in message.subject


@given(st.text(max_size=3000), st.text(max_size=3000), st.sampled_from(["nl", "fr", "de", "en"]))
def test_whatever_it_tells_it_stays_small_and_its_lines_short(dossier: str, state: str, language: str) -> None:
    kind = KINDS["dossiers.changed"]
    notice = Told(ID, kind.key, kind.group, kind.words, {"dossier": dossier, "state": state}, "", AT)
    message = writing.mail(reach(language), [notice] * 30, ID)
    assert len(message.html.encode()) <= 200_000
    lines = [line for line in message.text.splitlines() if " " in line.strip(" -")]
    assert not lines or all(len(line) <= 76 or len(max(line.split(), key=len)) > 60 for line in lines)
    assert septets.length(writing.text(reach(language), [notice], ID).text).segments <= writing.SEGMENTS


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_fits_on_a_phone_and_in_thirty_kilobytes(kind: str) -> None:
    text = writing.text(reach(), [told(kind)], ID)
    assert septets.length(text.text).segments <= writing.SEGMENTS
    assert "http" not in text.text
    assert text.text.endswith("Kijk daar onder Meldingen.")
    assert len(mail(*[told(kind, each) for each in range(25)]).html.encode()) < 30_000


@pytest.mark.parametrize("kind", KINDS)
def test_a_push_tells_of_which_group_and_by_whom_and_nothing_more(kind: str) -> None:
    payload = writing.push([told(kind, sender_name="Agentschap Wonen")], ID)
    assert b"Renovatie" not in payload
    assert b"parkeer" not in payload
    assert json.loads(payload)["text"].endswith(" (Agentschap Wonen)")
    assert len(payload) < 2000


def test_a_body_has_its_own_look_and_several_bodies_have_ours() -> None:
    wonen = told(sender_name="Agentschap Wonen", brand_name={"nl": "Wonen", "fr": "Logement"}, colour="#ffcc00")
    other = told(number=2, brand_name={"nl": "Zorg"}, colour="#aa0000")
    assert "Wonen" in mail(wonen).text.splitlines()[-1]
    assert "Logement" in mail(wonen, language="fr").text.splitlines()[-1]
    assert 'style="background-color:#ffcc00' not in mail(wonen).html, "too pale to read on paper: darkened"
    assert mail(wonen, other).text.splitlines()[-1] == "Mijn Burgerprofiel · Zonnegem"


COLOURS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


@given(COLOURS, st.booleans())
def test_whatever_colour_a_body_brings_every_text_reads(colour: str, dark: bool) -> None:
    shades = palette(Brand("n", "p", colour, colour), dark=dark)
    pairs = [
        (shades.brand_ink, shades.brand),
        (shades.ink, shades.card),
        (shades.ink, shades.sunk),
        (shades.ink, shades.soft),
        (shades.quiet, shades.soft),
        (shades.quiet, shades.card),
        (shades.quiet_out, shades.ground),
        (shades.brand, shades.card),
    ]
    assert min(contrast(one, other) for one, other in pairs) >= AA


@pytest.mark.parametrize("address", ["https://evil.example/x", "HTTP://a.b", "www.evil.example", "javascript://x"])
def test_an_address_that_a_sender_writes_is_no_link_in_a_letter(address: str) -> None:
    kind = KINDS["dossiers.changed"]
    values = {"dossier": f"Betaal op {address} vandaag", "state": address}
    notice = Told(ID, kind.key, kind.group, kind.words, values, "", AT)
    message = writing.mail(reach(), [notice], ID)
    for part in (message.subject, message.text, message.html, writing.text(reach(), [notice], ID).text):
        assert address not in part
        assert "Betaal op […] vandaag" in part or "Betaal op [...] vandaag" in part


def test_it_says_when_it_was_told_as_the_list_does_and_the_day_of_what_happened_when_that_is_another() -> None:
    late = dataclasses.replace(told(), told_at=AT + timedelta(days=3))
    for message in (mail(late), mail(late, told(number=2))):
        assert "17 maart 2026" in said(message)
        assert "ebeurd op" in said(message)
        assert "14 maart 2026" in said(message)
    same = dataclasses.replace(told(), told_at=AT + timedelta(hours=3))
    assert "ebeurd op" not in said(mail(same)) + said(mail(same, same))
    assert "12.41 uur" in said(mail(same))
