"""Every e-mail and text that we can send, in four languages: valid, readable, greeted, and telling no number (C6)."""

from __future__ import annotations

import ast
import re
from email import message_from_bytes, policy
from functools import cache
from pathlib import Path

import html5lib
import pytest
from django.core.management import call_command
from django.utils import translation
from lxml import html as lxml_html

import burgerprofiel
from burgerprofiel.kit.letters import proof
from burgerprofiel.kit.post import letter, septets
from burgerprofiel.kit.ssin import stands_in
from burgerprofiel.site.gallery.letters import Shown, all_of

SOURCE = Path(burgerprofiel.__file__).parent
LANGUAGES = ("nl", "fr", "de", "en")
GREETING = {"nl": "Dag Noor,", "fr": "Bonjour Noor,", "de": "Guten Tag Noor,", "en": "Dear Noor,"}
WITH_LINK = re.compile(r"access\.(activation|[a-z_]+|last-for-a-while)|certificates\.(link|attached)")
"""Decision 0045: three letters are of no use without a link."""


@cache
def every(language: str) -> tuple[Shown, ...]:
    """All in one language."""
    with translation.override(language):
        return tuple(all_of(language))


def mails(language: str) -> list[Shown]:
    """The e-mails."""
    return [each for each in every(language) if not each.is_text]


def test_there_are_all_of_them_in_each_language() -> None:
    names = [sorted(each.name for each in every(language)) for language in LANGUAGES]
    assert names[0] == names[1] == names[2] == names[3]
    assert len(set(names[0])) == len(names[0]) > 40


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_valid_html_and_complete_in_itself(language: str) -> None:
    for each in mails(language):
        page = each.message.html
        html5lib.HTMLParser(strict=True).parse(page)
        tree = lxml_html.document_fromstring(page.encode())
        assert tree.get("lang") == language, each.name
        assert len(tree.findall(".//h1")) == 1, each.name
        assert tree.findtext(".//title") == each.message.subject
        assert not re.search(r"<(img|script|link|iframe|object|svg|form|input)\b|src=|url\(|@import|http-equiv", page)
        assert all(table.get("role") == "presentation" for table in tree.findall(".//table"))
        assert len(page.encode()) <= 30_000, (each.name, len(page))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_link_is_seen_as_it_is_and_only_where_a_letter_is_of_no_use_without(language: str) -> None:
    for each in mails(language):
        links = lxml_html.document_fromstring(each.message.html.encode()).findall(".//a")
        assert all(link.text == link.get("href") for link in links)
        assert len(links) == len(re.findall(r"https?://", each.message.text)) <= 1
        assert not links or WITH_LINK.fullmatch(each.name), each.name


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_text_reads_by_itself(language: str) -> None:
    for each in mails(language):
        text = each.message.text
        long = [line for line in text.splitlines() if len(line) > 76 and "://" not in line]
        assert not long, each.name
        assert not re.search(r"</?[a-z]+[ >]|&(amp|lt|gt|quot|#\d+);|%\(|\{\w*\}|None", text), each.name
        assert each.message.subject, each.name
        assert "\n\n\n" not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_text_and_page_say_the_same(language: str) -> None:
    for each in mails(language):
        body = lxml_html.document_fromstring(each.message.html.encode()).find("body")
        assert body is not None
        page = re.sub(r"[^\w]", "", "".join(body.itertext())).casefold()
        for line in each.message.text.replace("\n  ", " ").split("\n\n"):
            for part in line.split("\n"):
                said = re.sub(r"[^\w]", "", part).casefold()
                assert said in page, (each.name, part)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_greets_by_the_call_name_and_can_be_checked(language: str) -> None:
    for each in mails(language):
        if each.name != "access.code-nameless":
            assert GREETING[language] in each.message.text, each.name
            assert GREETING[language] in each.message.html, each.name
        for part in (each.message.text, each.message.html):
            found = proof.read(part)
            assert found, each.name
            assert found.went_to(each.message.to)


@pytest.mark.parametrize("language", LANGUAGES)
def test_none_tells_a_national_number_or_anything_untranslated(language: str) -> None:
    for shown in every(language):
        message = shown.message
        assert not any(map(stands_in, (message.subject, message.text, message.html)))
    if language != "en":
        english = {each.name: each.message.subject for each in mails("en")}
        same = [each.name for each in mails(language) if each.message.subject == english[each.name]]
        assert not same


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_is_short_and_holds_no_link(language: str) -> None:
    for each in every(language):
        if each.is_text:
            assert septets.length(each.message.text).segments <= 2, (each.name, each.message.text)
            assert "://" not in each.message.text
            assert "\n" not in each.message.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_mail_program_reads_it_back(language: str) -> None:
    for each in mails(language):
        whole = letter.made(each.message, "a@post.example", "Mijn Burgerprofiel").as_bytes()
        found = message_from_bytes(whole, policy=policy.default)
        plain, page = found.get_body(("plain",)), found.get_body(("html",))  # type: ignore[attr-defined]
        assert plain.get_content().replace("\r\n", "\n") == each.message.text
        assert page.get_content().replace("\r\n", "\n") == each.message.html
        assert found["Subject"] == each.message.subject
        assert found.get_content_type() == ("multipart/mixed" if each.message.attachments else "multipart/alternative")


def _makes_one(path: Path) -> bool:
    """Whether a module makes a `kit.post.Message`."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "burgerprofiel.kit.post"
        for alias in node.names
        if alias.name == "Message"
    }
    calls = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    return any(isinstance(each, ast.Name) and each.id in names for each in calls)


def test_nobody_writes_but_the_one_writer() -> None:
    makers = {str(path.relative_to(SOURCE)) for path in SOURCE.rglob("*.py") if _makes_one(path)}
    assert makers == {"kit/letters/writing.py"}


def test_whoever_sends_is_in_the_gallery() -> None:
    """A module that hands something to `mail` or `sms` writes with a function that the gallery shows."""
    sending = re.compile(r"\b(mail|sms)\)?\.send\(|_WAYS\[row")
    rooms = [path for path in SOURCE.rglob("*.py") if path.relative_to(SOURCE).parts[0] != "kit"]
    sends = {str(path.relative_to(SOURCE)) for path in rooms if sending.search(path.read_text(encoding="utf-8"))}
    assert sends == {
        "access/letters/activation.py",
        "access/letters/codes.py",
        "access/letters/warning.py",
        "certificates/emailing/actions.py",
        "mailbox/activation/news.py",
        "people/profile/contacts/letter.py",
    }
    gallery = (SOURCE / "site" / "gallery" / "letters.py").read_text(encoding="utf-8")
    for each in sends:
        package, _slash, module = each.removesuffix(".py").rpartition("/")
        assert re.search(rf"from burgerprofiel\.{package.replace('/', '.')} import .*\b{module}\b", gallery), each


def test_the_team_can_look_at_all_of_them(tmp_path: Path) -> None:
    call_command("notices_letters", "--to", str(tmp_path))
    index = (tmp_path / "index.html").read_text(encoding="utf-8")
    for language in LANGUAGES:
        for each in every(language):
            assert (tmp_path / language / f"{each.name}.txt").exists()
            assert each.name in index
    whole = b"".join(path.read_bytes() for path in tmp_path.rglob("*.*"))
    assert proof.read(whole.decode(errors="replace")[: proof.LONGEST]) is None, "no code of a letter never sent"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_that_we_word_ourselves_is_one_segment_and_none_is_more_than_two(language: str) -> None:
    for each in every(language):
        if not each.is_text:
            continue
        length = septets.length(each.message.text)
        assert length.alphabet == "gsm7", each.name
        assert length.segments == 1 or (length.segments == 2 and ".mail." in each.name), each.name
