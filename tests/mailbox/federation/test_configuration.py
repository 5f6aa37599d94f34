"""Which other registries are read, by file; and what the federation says of them."""

from __future__ import annotations

import dataclasses
from datetime import date, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from burgerprofiel.access.models import Client
from burgerprofiel.kit import clock
from burgerprofiel.mailbox.federation import configuration, directory, members
from burgerprofiel.mailbox.federation.configuration import Federation, RegistryError, read
from burgerprofiel.mailbox.federation.directory import Provider
from burgerprofiel.simulators.registry.faults import Mode, Plan
from burgerprofiel.site.launch.surroundings import REGISTRIES
from tests.mailbox.federation.conftest import Other

RIGHT = """
[[registry]]
id = "federaal"
name = { nl = "a", fr = "b", de = "c", en = "d" }
url = "https://ebox.example/v3"
audience = "federaal-register"
"""


def written(folder: Path, text: str) -> Path:
    """A file."""
    path = folder / "registries.toml"
    path.write_text(text)
    return path


def test_the_demo_s_file_is_right() -> None:
    assert [peer.id for peer in read(REGISTRIES).registry] == ["federaal"]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (('id = "federaal"', 'id = "own"'), "and not “own”"),
        (('id = "federaal"', 'id = "Fed/eraal"'), "small letters"),
        (("https://ebox.example/v3", "ftp://ebox.example"), "url is an https address"),
        (("https://ebox.example/v3", "https://a:b@ebox.example"), "url is an https address"),
        (("https://ebox.example/v3", "https://ebox.example?x=1"), "url is an https address"),
        (('audience = "federaal-register"', 'audience = "a b"'), "audience is the name"),
        (('audience = "federaal-register"', 'audience = "a"\nbudget = 0.5'), "connect is at most budget"),
        (('audience = "federaal-register"', 'audience = "a"\nbudget = 300.0'), "at most 30 seconds"),
        (('audience = "federaal-register"', 'audience = "a"\nlargest_mb = 0'), "largest_mb"),
        (('audience = "federaal-register"', 'audience = "a"\nbudgets = 3'), "unknown field `budgets`"),
        ((', en = "d"', ""), "missing required field `en`"),
        (('audience = "federaal-register"', ""), "missing required field `audience`"),
        (("[[registry]]", "[[registry"), "cannot be read as TOML"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(tmp_path: Path, change: tuple[str, str], sentence: str) -> None:
    with pytest.raises(RegistryError, match=sentence):
        read(written(tmp_path, RIGHT.replace(*change)))


def test_the_same_name_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RegistryError, match="more than once"):
        read(written(tmp_path, RIGHT * 2))


def test_maintenance_says_its_offset_and_ends_after_it_starts(tmp_path: Path) -> None:
    window = "maintenance = [{ start = 2026-12-01T08:00:00+01:00, end = 2026-12-01T10:00:00+01:00 }]"
    peer = read(written(tmp_path, RIGHT + window)).registry[0]
    inside = datetime.fromisoformat("2026-12-01T07:30:00+00:00")
    assert configuration.closed_until(peer.maintenance, inside) == datetime.fromisoformat("2026-12-01T09:00:00+00:00")
    assert configuration.closed_until(peer.maintenance, inside + timedelta(hours=2)) is None
    for wrong in (window.replace("T10", "T07"), window.replace("+01:00", "")):
        with pytest.raises(RegistryError, match="maintenance"):
            read(written(tmp_path, RIGHT + wrong))


def test_outside_the_demo_mail_does_not_travel_in_the_clear(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "CONFIG", dataclasses.replace(settings.CONFIG, demo=False))
    with pytest.raises(RegistryError, match="https"):
        read(written(tmp_path, RIGHT.replace("https:", "http:")))


def test_who_is_not_active_is_not_asked() -> None:
    today = date(2026, 11, 22)
    assert Provider("a").active(today)
    assert not Provider("a", opens=date(2026, 11, 23)).active(today)
    assert Provider("a", opens=today).active(today)
    assert not Provider("a", stops=today).active(today)


def test_the_federation_s_list_is_read(other: Other) -> None:
    now = clock.now()
    other.state.plan = Plan(start=now - timedelta(hours=1), end=now + timedelta(hours=1), deactivation="2999-01-01")
    found = directory.fetch(f"http://ebox2.localhost:{other.port}/federation/v1")
    assert [(each.id, each.active(clock.today()), len(each.closed)) for each in found] == [("federaal", True, 1)]
    with pytest.raises(directory.DirectoryError):
        directory.fetch(f"http://ebox2.localhost:{other.port}/nothing")


def test_what_it_plans_reaches_the_registry(other: Other, monkeypatch: pytest.MonkeyPatch) -> None:
    url = f"http://ebox2.localhost:{other.port}/federation/v1"
    monkeypatch.setattr(members, "configured", lambda: Federation((other.peer(),), url))
    monkeypatch.setattr(members, "_known", {})
    now = clock.now()
    other.state.plan = Plan(start=now - timedelta(hours=1), end=now + timedelta(hours=1))
    kept = directory._Kept()
    monkeypatch.setattr(directory, "_kept", {url: kept})
    kept.lock.acquire()
    directory._renew(url, kept)
    kept.next = float("inf")
    assert members.others()[0].closed_until() == other.state.plan.end
    kept.providers = {"federaal": Provider("federaal", stops=clock.today())}
    assert members.other("federaal") is None


@pytest.mark.django_db
def test_the_check_says_what_does_not_fit(other: Other, monkeypatch: pytest.MonkeyPatch) -> None:
    command = "burgerprofiel.mailbox.management.commands.mailbox_registries.configured"
    monkeypatch.setattr(command, lambda: Federation((other.peer(),)))
    said = StringIO()
    with pytest.raises(CommandError):
        call_command("mailbox_registries", "--check", stdout=said)
    assert "the sign-in service knows no client “federaal-register”" in said.getvalue()
    Client.objects.create(
        client_id="federaal-register", name="F", redirect_uris=[], scopes=["openid", "rrn"], may_introspect=True
    )
    said = StringIO()
    call_command("mailbox_registries", "--check", stdout=said)
    assert "all right" in said.getvalue()
    other.behave(Mode.REFUSES)
    with pytest.raises(CommandError):
        call_command("mailbox_registries", "--check", stdout=said)
    assert "answers 500 to a token that is none" in said.getvalue()
