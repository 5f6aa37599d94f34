"""An e-mail is put together in one place: nobody adds a header with a subject, and no national number goes out."""

from __future__ import annotations

from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from burgerprofiel.kit.post import Attachment, Message, letter
from burgerprofiel.kit.ssin import without_numbers

NUMBER = "85631441236"
AT = datetime(2026, 3, 14, 9, tzinfo=UTC)
OURS = {"Message-ID", "Date", "From", "To", "Subject", "Auto-Submitted", "MIME-Version"}


def sent(message: Message, name: str = "Mijn Burgerprofiel") -> EmailMessage:
    """The letter as a mail program reads it."""
    whole = letter.made(message, "niet-antwoorden@post.example", name, AT).as_bytes()
    return cast("EmailMessage", message_from_bytes(whole, policy=policy.default))


def told(subject: str = "Nieuw", text: str = "Dag.", **more: object) -> Message:
    """A short letter."""
    return Message("01f", "noor@post.example", subject, text, **more)  # type: ignore[arg-type]


LINES = st.text(st.characters(codec="utf-8")) | st.text(st.sampled_from("\r\n\t \0\x0b\x85\u2028Bcc: a@b.example,;<>"))


@given(LINES, LINES, LINES)
def test_nobody_adds_a_header_or_an_addressee(subject: str, name: str, link: str) -> None:
    found = sent(told(subject, headers={"List-Unsubscribe": link}), name)
    assert set(found.keys()) <= OURS | {"Content-Type", "Content-Transfer-Encoding", "List-Unsubscribe"}
    assert found.get_all("To") == ["noor@post.example"]
    assert [each.addr_spec for each in found["From"].addresses] == ["niet-antwoorden@post.example"]
    assert found.get_content().strip() == "Dag."


@given(LINES)
def test_nobody_writes_to_more_than_one_address(to: str) -> None:
    try:
        found = sent(Message("01", f"noor@post.example{to}", "s", "t"))
    except ValueError:
        return
    assert len(found["To"].addresses) == 1


@pytest.mark.parametrize("name", ["Bcc", "To", "Subject", "X-Any", "bcc", "List-Id\r\nBcc"])
def test_a_letter_says_no_other_header(name: str) -> None:
    with pytest.raises(ValueError, match="header"):
        letter.made(told(headers={name: "x"}), "a@post.example", "n", AT)


NEAR = st.text(st.sampled_from("abc .:;,-/()\n€é"), max_size=5)


@given(NEAR, NEAR, st.lists(st.sampled_from(["", " ", ".", "-", "/", "\u00a0", "–"]), min_size=10, max_size=10))
def test_no_national_number_goes_out_however_it_is_written(before: str, after: str, signs: list[str]) -> None:
    written = "".join(digit + sign for digit, sign in zip(NUMBER, [*signs, ""], strict=True))
    text = f"{before}{written}{after}"
    found = sent(told(text, text, html=f"<p>{text}</p>"))
    parts = [each.get_content() for each in found.walk() if not each.is_multipart()]
    for part in (str(found["Subject"]), *parts):
        assert "•••" in part
        assert written not in part


@pytest.mark.parametrize(
    "text",
    ["BE68 5390 0754 7034", "1700", "02/553.13.37", "123456789012", "2026-03-14 09:31", "€ 1.234,56", "0812.345.603"],
)
def test_other_numbers_stay(text: str) -> None:
    assert without_numbers(text) == text


def test_a_number_is_found_behind_other_digits() -> None:
    assert without_numbers("12 85 63 14 412 36") == "12 •••"
    assert without_numbers("urn:bron+85.63.14-412.36") == "urn:bron+•••"


def test_text_comes_first_and_the_file_last() -> None:
    found = sent(told(html="<p>Dag.</p>", attachments=(Attachment("a\r\nb.pdf", b"%PDF"),), language="nl"))
    kinds = [each.get_content_type() for each in found.walk() if not each.is_multipart()]
    assert kinds == ["text/plain", "text/html", "application/pdf"]
    assert [each.get_filename() for each in found.iter_attachments()] == ["a b.pdf"]
    assert found["Content-Language"] == "nl"


def test_every_line_is_short_on_its_way() -> None:
    whole = letter.made(told("é" * 300, "woord " * 500, html="<p>" + "x" * 5000), "a@post.example", "n", AT)
    assert max(map(len, whole.as_bytes().split(b"\r\n"))) <= 78


def test_a_long_address_of_the_web_stays_whole() -> None:
    link = f"<https://mijn.burgerprofiel.example/meldingen/uitschrijven?link={'a-_Z' * 40}>"
    assert sent(told(headers={"List-Unsubscribe": link}))["List-Unsubscribe"] == link
    whole = letter.made(told(headers={"List-Unsubscribe": link}), "a@post.example", "n", AT).as_bytes()
    assert f"List-Unsubscribe: {link}\r\n".encode() in whole


WORDS = st.lists(
    st.sampled_from(["", "=?", "?=", "l’été", "prolongée", "jusqu’au", "a", "€", "31", "x" * 80, "é" * 60])
)


@given(WORDS.map(" ".join) | LINES)
def test_a_subject_is_read_as_it_was_written_whatever_its_accents_and_blanks(subject: str) -> None:
    wanted = letter.one_line(without_numbers(subject))[:200].rstrip()
    found = sent(told(subject))
    assert found["Subject"] == wanted
    whole = letter.made(told(subject), "a@post.example", "n", AT).as_bytes()
    assert max(map(len, whole.split(b"\r\n"))) <= 78
