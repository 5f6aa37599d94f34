"""Organisations and who works there come from a file: all of it or nothing, and a sentence for every mistake."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from burgerprofiel.audit.queries import events_of
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.organisations import queries
from burgerprofiel.organisations.groups import TargetGroup
from burgerprofiel.people.actions import meet
from burgerprofiel.site.launch import prepare_check

pytestmark = pytest.mark.django_db

SOFIE = "88.67.16-168.20"
PERSON = "85.07.30-033.28"
"""The example number of the contract: in its form somebody could have it."""

BOTH = """
[[organisation]]
group = "LB"
code = "0812.345.603"
name = { nl = "Gemeente Zonnegem", fr = "Commune de Zonnegem" }

[[role]]
person = "sofie"
group = "LB"
organisation = "0812345603"
application = "burgerprofiel_balie"
role = "Loketmedewerker"
"""


def run(folder: Path, text: str, *options: str, people: str = f'sofie = "{SOFIE}"', mode: int = 0o600) -> str:
    """Load what stands in a file; returns what was said."""
    file, secret = folder / "organisations.toml", folder / "people.toml"
    file.write_text(text)
    secret.write_text(people)
    secret.chmod(mode)
    said = io.StringIO()
    call_command("organisations_load", str(file), "--people", str(secret), *options, stdout=said)
    return said.getvalue()


def nobody_works_anywhere() -> bool:
    """Whether a refused file truly changed nothing."""
    return queries.organisation_with(TargetGroup.LOCAL_AUTHORITY, "0812345603") is None and not queries.roles_of(
        meet(Ssin(SOFIE))
    )


def trail() -> list[str]:
    """What Sofie's trail says."""
    return [seen.tag for seen in events_of(meet(Ssin(SOFIE))).events]


def test_a_file_registers_organisations_and_gives_roles_and_the_trail_tells_it(tmp_path: Path) -> None:
    assert run(tmp_path, BOTH) == (
        "LB 0812345603: registered\nsofie, 0812345603, burgerprofiel_balie: Loketmedewerker: given\n"
    )
    (role,) = queries.roles_of(meet(Ssin(SOFIE)))
    assert role.rol_3d == "Loketmedewerker:0812345603"
    assert role.organisation.name("fr") == "Commune de Zonnegem"
    assert role.organisation.name("de") == "Gemeente Zonnegem"
    assert trail() == ["organisations.role.given"]


def test_loading_twice_changes_nothing_and_writes_nothing_in_the_trail(tmp_path: Path) -> None:
    run(tmp_path, BOTH)
    assert set(run(tmp_path, BOTH).replace("\n", ": ").split(": ")) >= {"as it was"}
    assert "given" not in run(tmp_path, BOTH)
    assert trail() == ["organisations.role.given"]


def test_a_new_name_is_a_change(tmp_path: Path) -> None:
    run(tmp_path, BOTH)
    assert run(tmp_path, BOTH.replace("Gemeente", "Stad")).startswith("LB 0812345603: changed\n")


def test_a_role_that_is_written_as_ended_is_taken_away_at_once_and_once(tmp_path: Path) -> None:
    run(tmp_path, BOTH)
    ended = BOTH + "ended = true\n"
    assert run(tmp_path, ended).endswith("ended\n")
    assert queries.roles_of(meet(Ssin(SOFIE))) == []
    assert run(tmp_path, ended).endswith("as it was\n")
    assert sorted(trail()) == ["organisations.role.ended", "organisations.role.given"]


def test_checking_changes_nothing(tmp_path: Path) -> None:
    assert run(tmp_path, BOTH, "--check") == "1 organisations, 1 roles, all right. Nothing changed.\n"
    assert nobody_works_anywhere()


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ('group = "LB"\ncode', 'group = "BUR"\ncode', "Organisation 1: group: “BUR” is not one of EA"),
        ("0812.345.603", "0812.345.604", "“0812.345.604” is not a valid enterprise number or NIS code."),
        ('group = "LB"\ncode', 'group = "GID"\ncode', "“0812.345.603” is not OVO and six digits."),
        ('group = "LB"\ncode', 'group = "OV"\ncode', "“0812.345.603” is not five or six digits."),
        ('nl = "Gemeente Zonnegem", ', "", "name is a table with nl, and perhaps fr, de and en."),
        ("Gemeente Zonnegem", "", "a name has 1 to 200 characters."),
        ("Gemeente Zonnegem", "a" * 201, "a name has 1 to 200 characters."),
        ('person = "sofie"', "", "Role 1: person is needed."),
        ('person = "sofie"', f'person = "{PERSON}"', "is not a short name of letters, digits, _ and -."),
        ('organisation = "0812345603"', "organisation = 812345603", "organisation is needed: the organisation's code"),
        ('organisation = "0812345603"', 'organisation = "0765432146"', "there is no organisation LB 0765432146"),
        ("Loketmedewerker", "Loket:medewerker", "“Loket:medewerker” is not a role"),
        ("burgerprofiel_balie", "Balie!", "“Balie!” is not an application's scope"),
        ('person = "sofie"', 'person = "sofie"\nlevel = 3', "“level” is not a field; these are: person, group"),
        ('person = "sofie"', 'person = "sofie"\nended = "yes"', "ended is true or false."),
        ('person = "sofie"', 'person = "bram"', "There is no national number for “bram”."),
        ("[[organisation]]", "[organisation]", "“organisation” is written as [[organisation]] tables."),
        ("[[role]]", "[[roles]]", "“roles” has no place here"),
        ("[[role]]", "[[role]", "is not TOML"),
    ],
)  # fmt: skip
def test_a_mistake_is_a_sentence_and_changes_nothing(tmp_path: Path, before: str, after: str, sentence: str) -> None:
    assert before in BOTH
    with pytest.raises(CommandError) as refused:
        run(tmp_path, BOTH.replace(before, after, 1))
    assert sentence in str(refused.value)
    assert "Nothing was changed." in str(refused.value)
    assert nobody_works_anywhere()


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(CommandError) as refused:
        run(tmp_path, BOTH.replace("0812.345.603", "1").replace("Loketmedewerker", ""), people='sofie = "1"')
    assert len(str(refused.value).splitlines()) == 4


def test_what_stands_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"more than once(.|\n)*more than once"):
        run(tmp_path, BOTH + BOTH)


def test_a_person_goes_before_the_eyes_of_nobody_else(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="chmod 600") as refused:
        run(tmp_path, BOTH, people=f'sofie = "{PERSON}"', mode=0o640)
    assert "33.28" not in str(refused.value)
    assert nobody_works_anywhere()
    run(tmp_path, BOTH, people=f'sofie = "{PERSON}"', mode=0o600)
    assert len(queries.roles_of(meet(Ssin(PERSON)))) == 1


def test_a_wrong_number_is_told_by_its_name_only(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="The number of “sofie”") as refused:
        run(tmp_path, BOTH, people='sofie = "85.07.30-033.29"')
    assert "033" not in str(refused.value)


def test_numbers_come_on_standard_input_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "organisations.toml"
    file.write_text(BOTH)
    monkeypatch.setattr("sys.stdin", io.StringIO(f'sofie = "{SOFIE}"\n'))
    call_command("organisations_load", str(file), stdout=io.StringIO())
    assert len(queries.roles_of(meet(Ssin(SOFIE)))) == 1


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("organisations_load", str(tmp_path / "none.toml"))


def test_the_demo_has_organisations_of_every_group_and_people_who_work_there() -> None:
    demo = prepare_check.DEMO
    for _twice in range(2):
        call_command(
            "organisations_load", str(demo / "organisations.toml"), "--people", str(demo / "people.toml"), verbosity=0
        )
    roles = queries.roles_of(meet(Ssin(SOFIE)))
    sofies = {"Loketmedewerker", "Toepassingsbeheerder", "Lokaalbeheerder", "Postbeheerder"}
    sofies |= {"Functionaris_gegevensbescherming", "Terugmeldingsbehandelaar", "Communicatiemedewerker"}
    assert sofies == {role.role for role in roles}
    (samira,) = queries.roles_of(meet(Ssin("91682728828")))
    assert (samira.organisation.group, samira.organisation.code) == (TargetGroup.ENTREPRENEUR, "0765432146")
