"""Translations: parts of one room become one catalogue, and never two translations of one sentence."""

import gettext
from pathlib import Path

import pytest

from burgerprofiel.site.launch.catalogues import compile_all
from burgerprofiel.site.launch.problem import StartError

HEAD = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
)


@pytest.fixture
def room(tmp_path: Path) -> Path:
    place = tmp_path / "rooms" / "sources" / "locale" / "nl" / "LC_MESSAGES"
    (place / "parts").mkdir(parents=True)
    (place / "django.po").write_text(HEAD + 'msgid "Name"\nmsgstr "Naam"\n')
    (place / "parts" / "work.po").write_text(
        HEAD + 'msgid "%d job"\nmsgid_plural "%d jobs"\nmsgstr[0] "%d baan"\nmsgstr[1] "%d banen"\n'
    )
    return place


def compiled(tmp_path: Path) -> gettext.NullTranslations:
    """What Django would read."""
    compile_all(tmp_path / "out", tmp_path / "rooms")
    with (tmp_path / "out" / "sources" / "nl" / "LC_MESSAGES" / "django.mo").open("rb") as file:
        return gettext.GNUTranslations(file)


def test_parts_become_one_catalogue_with_plurals(room: Path, tmp_path: Path) -> None:
    dutch = compiled(tmp_path)
    assert (dutch.gettext("Name"), dutch.ngettext("%d job", "%d jobs", 3)) == ("Naam", "%d banen")


def test_nothing_is_done_twice_and_a_change_is_seen(room: Path, tmp_path: Path) -> None:
    assert compile_all(tmp_path / "out", tmp_path / "rooms")
    assert not compile_all(tmp_path / "out", tmp_path / "rooms")
    (room / "django.po").write_text(HEAD + 'msgid "Name"\nmsgstr "Uw naam"\n')
    assert compiled(tmp_path).gettext("Name") == "Uw naam"


def test_the_same_translation_twice_is_fine(room: Path, tmp_path: Path) -> None:
    (room / "parts" / "home.po").write_text(HEAD + 'msgid "Name"\nmsgstr "Naam"\n')
    assert compiled(tmp_path).gettext("Name") == "Naam"


def test_a_french_mark_stays_with_its_word(room: Path, tmp_path: Path) -> None:
    french = room.parents[1] / "fr" / "LC_MESSAGES"
    french.mkdir(parents=True)
    words = 'msgid "Really?"\nmsgstr "« Vraiment » ?"\nmsgid "%d try"\nmsgid_plural "%d tries"\n'
    (french / "django.po").write_text(HEAD + words + 'msgstr[0] "essai : %d"\nmsgstr[1] "essais : %d"\n')
    compile_all(tmp_path / "out", tmp_path / "rooms")
    with (tmp_path / "out" / "sources" / "fr" / "LC_MESSAGES" / "django.mo").open("rb") as file:
        told = gettext.GNUTranslations(file)
    assert told.gettext("Really?") == "«\N{NO-BREAK SPACE}Vraiment\N{NO-BREAK SPACE}»\N{NO-BREAK SPACE}?"
    assert told.ngettext("%d try", "%d tries", 2) == "essais\N{NO-BREAK SPACE}: %d"


def test_two_translations_of_one_sentence_name_both_files(room: Path, tmp_path: Path) -> None:
    (room / "parts" / "home.po").write_text(HEAD + 'msgid "Name"\nmsgstr "Benaming"\n')
    with pytest.raises(StartError) as refused:
        compiled(tmp_path)
    assert "“Name” has two translations" in str(refused.value)
    assert "django.po" in str(refused.value)
    assert "home.po" in str(refused.value)


def test_a_broken_file_is_named(room: Path, tmp_path: Path) -> None:
    (room / "parts" / "home.po").write_text(HEAD + "this is no catalogue\n")
    with pytest.raises(StartError, match=r"home\.po cannot be read"):
        compiled(tmp_path)
