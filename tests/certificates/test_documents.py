"""A certificate as a document: made to last, told to everybody, small, with its facts as data."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from burgerprofiel.certificates import codes, documents
from burgerprofiel.certificates.content import Content, Field, Group, Holder
from burgerprofiel.certificates.kinds import KINDS, LANGUAGES, Kind
from burgerprofiel.certificates.seal import actions as seal
from burgerprofiel.kit import clock
from burgerprofiel.sources.facts import Words
from tests.certificates import contents

LARGEST = 100_000
"""Bytes of a certificate with its seal (issue 5)."""
EACH_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)


def a_document(kind: str = "diplomas", language: str = "nl") -> bytes:
    """One of somebody of the demo."""
    found = (content for _slug, each, content in contents.of_the_cast(language) if each.key == kind)
    return documents.made(KINDS[kind], language, next(found), codes.new(), contents.DAY)


def words_of(name: str) -> Content:
    """A certificate of somebody with this name."""
    return Content(
        holder=Holder(name, "85631441236"),
        purpose="own",
        parts=(Group("facts", "Facts", (Field("fact", "Fact", Words(name)),)),),
        source="Source",
        as_of=contents.MOMENT,
    )


@EACH_LANGUAGE
def test_every_certificate_of_the_demo_is_made_and_stays_small_with_its_seal(language: str, simulators: str) -> None:
    made = set()
    for slug, kind, content in contents.of_the_cast(language):
        pdf = documents.made(kind, language, content, codes.new(), contents.DAY)
        assert json.loads(documents.data_of(pdf))["kind"] == kind.key
        if kind.key not in made:
            sealed = seal.seal(pdf, reason=documents.reason(kind, language)).pdf
            assert len(sealed) <= LARGEST, (slug, kind.key)
            assert documents.data_of(sealed) == documents.data_of(pdf)
        made.add(kind.key)
    assert made == set(KINDS)


@pytest.mark.shared
@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.key)
def test_every_certificate_of_the_shared_answers_is_made(kind: Kind, magda_mock: Path) -> None:
    for place, (name, _content) in enumerate(list(contents.of_the_shared(magda_mock, kind, "nl"))):
        language = LANGUAGES[place % len(LANGUAGES)]
        content = next(each for file, each in contents.of_the_shared(magda_mock, kind, language) if file == name)
        pdf = documents.made(kind, language, content, codes.new(), contents.DAY)
        assert len(pdf) <= LARGEST - 40_000, f"{name}: no room for a seal"


def test_it_is_tagged_names_its_language_and_shows_its_title() -> None:
    root = PdfFileReader(BytesIO(a_document(language="fr"))).root
    assert root["/Lang"] == "fr-BE"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert root["/StructTreeRoot"]


def test_it_is_one_revision_before_it_is_sealed() -> None:
    assert PdfFileReader(BytesIO(a_document())).xrefs.total_revisions == 1


def test_the_data_says_what_the_page_says() -> None:
    told = json.loads(documents.data_of(a_document("learning-credit", "de")))
    assert told["holder"]["nationalNumber"] in {person.ssin for person in contents.BY_SLUG.values()}
    assert told["format"] == "mijn-burgerprofiel-certificate/1"
    assert told["language"] == "de"
    assert (told["issuedOn"], told["validUntil"]) == ("2026-03-14", "2026-04-14")
    assert told["purpose"] == "work"
    assert told["verify"].endswith(f"/controleren/{told['code']}")
    assert codes.read(told["code"])
    assert set(told["parts"][0]["items"][0]) <= {"balance", "reserve", "bonus"}


def test_data_has_the_same_names_in_every_language() -> None:
    def keys(language: str) -> list[list[str]]:
        told = json.loads(documents.data_of(a_document("employment", language)))
        return [sorted(item) for part in told["parts"] for item in part["items"]]

    assert keys("nl") == keys("fr") == keys("de") == keys("en")


@pytest.mark.parametrize("name", ["Żółć Őry Ñandú", "Ioannis Παπαδόπουλος", "Олена Шевченко", "D’Hoore-Van ’t Hooft"])
def test_names_of_all_of_europe_are_drawn(name: str) -> None:
    assert documents.made(KINDS["diplomas"], "nl", words_of(name), codes.new(), contents.DAY)


@pytest.mark.parametrize("name", ["山田太郎", "Noor \U0001f600", "Noor\u0007"])
def test_a_name_that_cannot_be_drawn_is_no_certificate_rather_than_another_name(name: str) -> None:
    with pytest.raises(documents.NotSetError):
        documents.made(KINDS["diplomas"], "nl", words_of(name), codes.new(), contents.DAY)


@pytest.mark.parametrize(
    "name", ["#panic()", "*Noor* _V_ $x$ `c` <l> @r", '"\\u{0}', "</script>%PDF-1.7 endstream endobj"]
)
def test_what_a_source_writes_is_text_and_never_a_command(name: str) -> None:
    pdf = documents.made(KINDS["diplomas"], "nl", words_of(name), codes.new(), contents.DAY)
    assert json.loads(documents.data_of(pdf))["holder"]["name"] == name


def test_a_list_of_a_lifetime_still_fits() -> None:
    part = next(content for _who, kind, content in contents.of_the_cast("nl") if kind.key == "employment").parts[0]
    long = type(part)(part.key, part.title, part.columns, part.rows[:1] * 200)  # type: ignore[union-attr, call-arg]
    content = contents.content(KINDS["employment"], "nl", (long,))
    assert len(documents.made(KINDS["employment"], "nl", content, codes.new(), contents.DAY)) <= LARGEST


@pytest.mark.parametrize("pdf", [b"", b"%PDF-1.7", b"%PDF-1.7\n%%EOF", b"\x00" * 100])
def test_a_file_that_is_no_certificate_of_ours_holds_no_data(pdf: bytes) -> None:
    with pytest.raises(documents.NoDataError):
        documents.data_of(pdf)


def test_in_the_first_hour_of_a_day_it_is_not_dated_in_the_future() -> None:
    moment = datetime(2026, 3, 13, 23, 30, 5, 123456, tzinfo=UTC)
    with clock.frozen_at(moment):
        pdf = documents.made(KINDS["diplomas"], "nl", words_of("Noor"), codes.new(), clock.today())
    info = PdfFileReader(BytesIO(pdf)).trailer["/Info"]
    assert info["/CreationDate"].startswith("D:20260313233005")
