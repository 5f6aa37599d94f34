"""The words of a category: places for what is sent, parts that go when it was not, and nothing else."""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from burgerprofiel.notices.categories import grammar
from burgerprofiel.notices.categories.category import Category, Content, Text, mistakes
from burgerprofiel.notices.categories.grammar import MistakeError
from burgerprofiel.notices.categories.shipped import SHIPPED
from burgerprofiel.notices.kinds import Group

VALUES = st.dictionaries(st.sampled_from(("A", "B", "C")), st.text(max_size=20))


def written(text: str, **values: str) -> str:
    return grammar.written(grammar.read(text), values)


@pytest.mark.parametrize(
    ("text", "values", "meant"),
    [
        ("Uw dossier {A}", {"A": "12"}, "Uw dossier 12"),
        ("Uw dossier[: {A}]", {}, "Uw dossier"),
        ("Uw dossier[: {A}]", {"A": "x"}, "Uw dossier: x"),
        ("[{A} van {B}]!", {"A": "x"}, "!"),
        ("{{A}} [[B]]", {"A": "x"}, "{A} [B]"),
        ("{A}", {"A": "{B}", "B": "geheim"}, "{B}"),
    ],
)
def test_words_are_written(text: str, values: dict[str, str], meant: str) -> None:
    assert written(text, **values) == meant


@pytest.mark.parametrize(
    "text", ["{A", "A}", "{}", "{1A}", "{a b}", "[{A}", "{A}]", "[[{A}]", "[niets]", "[{A} [{B}]]"]
)
def test_what_cannot_be_read_says_why(text: str) -> None:
    with pytest.raises(MistakeError, match=r"\."):
        grammar.read(text)


@given(st.text(alphabet="AB{}[] x", max_size=30), VALUES)
def test_what_can_be_read_can_be_written_whatever_is_sent(text: str, values: dict[str, str]) -> None:
    try:
        parts = grammar.read(text)
    except MistakeError:
        return
    grammar.written(parts, values)


@given(st.text(max_size=40))
def test_any_text_can_be_said_by_doubling_the_signs(text: str) -> None:
    doubled = "".join(sign * 2 if sign in "{}[]" else sign for sign in text)
    assert written(doubled) == text


@given(VALUES)
def test_what_is_sent_comes_out_as_it_is(values: dict[str, str]) -> None:
    assert written("<{A}|{B}>", **values) == f"<{values.get('A', '')}|{values.get('B', '')}>"


def content(**more: object) -> Content:
    texts = {language: Text("Over {Nummer}", "Meer[: {Naam}].") for language in ("nl", "fr", "de", "en")}
    told = {"key": "Proef", "group": Group.SERVICES, "required": ("Nummer",), "optional": ("Naam",), "texts": texts}
    return Content(**(told | more))  # type: ignore[arg-type]


def test_a_category_that_is_right_has_no_mistakes() -> None:
    assert list(mistakes(content())) == []
    assert all(not list(mistakes(each)) for each in SHIPPED.values())


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Over {Onbekend}", "not one of the keys"),
        ("Over {Naam}", "may be missing"),
        ("Over {", "alone"),
        ("A\nB", "one line"),
    ],
)
def test_words_that_would_fail_later_are_refused_now(title: str, words: str) -> None:
    texts = {**content().texts, "fr": Text(title, "x")}
    with translation.override("en"):
        ((field, told),) = mistakes(content(texts=texts))
    assert field == "fr-title"
    assert words in told


def test_a_language_that_lacks_is_told() -> None:
    texts = {"nl": Text("a", "b")}
    assert {field for field, _told in mistakes(content(texts=texts))} == {"fr-title", "de-title", "en-title"}


def test_a_category_writes_in_dutch_when_it_must() -> None:
    told = Category(content(texts={"nl": Text("Over {Nummer}", "x")})).words({"Nummer": "7"})
    assert told.title == "Over 7"
