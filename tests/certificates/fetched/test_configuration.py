"""Which sources are asked, by file: what cannot be is said when the product starts."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import msgspec
import pytest
from django.core.management import CommandError, call_command

from burgerprofiel.certificates.fetched.configuration import Source, SourceError, read
from burgerprofiel.simulators.certificates.faults import Mode
from tests.certificates.fetched.conftest import KEEPERS, Trouble

RIGHT = """
[[source]]
id = "natuur"
name = { nl = "a", fr = "b", de = "c", en = "d" }
url = "https://attesten.example"
theme = "home"
token_url = "https://oauth.example/token"
client_id = "portaal"
secret_file = "FOLDER/secret"
"""


def written(folder: Path, text: str) -> Path:
    """A file, and the secret that it names."""
    (folder / "secret").write_text("geheim\n")
    (folder / "empty").write_text("\n")
    path = folder / "sources.toml"
    path.write_text(text.replace("FOLDER", str(folder)))
    return path


def test_the_demo_s_file_is_right(keepers: tuple[Source, ...]) -> None:
    assert tuple(each.id for each in keepers) == KEEPERS


def test_a_right_file_is_read(tmp_path: Path) -> None:
    (source,) = read(written(tmp_path, RIGHT))
    assert (source.id, source.budget, source.name.en) == ("natuur", 3.0, "d")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (('id = "natuur"', 'id = "Natuur"'), "small letters"),
        (("https://attesten.example", "ftp://attesten.example"), "https addresses"),
        (("https://attesten.example", "https://a:b@attesten.example"), "https addresses"),
        (("https://oauth.example/token", "https://oauth.example/token?x=1"), "https addresses"),
        (('theme = "home"', 'theme = "fun"'), "theme is one of family, home"),
        (('theme = "home"', 'theme = "home"\nbudget = 99.0'), "budget is at most 30 seconds"),
        (("FOLDER/secret", "FOLDER/none"), "cannot be read"),
        (("FOLDER/secret", "FOLDER/empty"), "is empty"),
        (('theme = "home"', 'theme = "home"\nurls = "x"'), "unknown field `urls`"),
        ((', en = "d"', ""), "missing required field `en`"),
        (("[[source]]", "[[source"), "cannot be read as TOML"),
    ],
)
def test_a_wrong_file_is_refused_with_a_sentence(tmp_path: Path, change: tuple[str, str], sentence: str) -> None:
    with pytest.raises(SourceError, match=sentence):
        read(written(tmp_path, RIGHT.replace(*change)))


def test_a_name_stands_there_once(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="more than once"):
        read(written(tmp_path, RIGHT + RIGHT))


def _checked(monkeypatch: pytest.MonkeyPatch, *wanted: Source) -> str:
    command = "burgerprofiel.certificates.management.commands.certificates_sources.configured"
    monkeypatch.setattr(command, lambda: wanted)
    said = StringIO()
    try:
        call_command("certificates_sources", "--check", stdout=said)
    except CommandError as error:
        said.write(str(error))
    return said.getvalue()


def test_the_operator_hears_whether_each_can_be_used(
    keepers: tuple[Source, ...], trouble: Trouble, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _checked(monkeypatch, *keepers).count("all right") == len(KEEPERS)
    nowhere = msgspec.structs.replace(keepers[0], url="http://127.0.0.1:9")
    assert "does not answer as it should" in _checked(monkeypatch, nowhere)
    trouble("natuur", Mode.LOCKED)
    said = _checked(monkeypatch, keepers[0])
    assert "does not know our client “burgerprofiel-attesten”" in said
    assert "Not every source can be used as it stands." in said
