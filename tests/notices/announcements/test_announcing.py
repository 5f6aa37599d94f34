"""One text for many: each is told once, in their language, and hears of it when they want (E1, C17)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.notices import queries, tasks
from burgerprofiel.notices.announcements import actions, draft
from burgerprofiel.notices.models import Announcement, Delivery, Notice, Preference, Waiting
from burgerprofiel.people.actions import meet
from burgerprofiel.people.models import CitizenKey
from tests.notices.outbox.by_hand import send_waiting
from tests.notices.outbox.conftest import raised, reached, server
from tests.notices.outbox.posting import Server

__all__ = ["server"]
pytestmark = pytest.mark.django_db
TRACE = Trace(actor="operator")
WRITTEN = """
reference = "2026-energie"
path = "/help"
[nl]
title = "De energietoeslag begint"
text = "U kunt hem vragen tot eind december."
[fr]
title = "La prime énergie commence"
text = "Vous pouvez la demander jusqu’à fin décembre."
[de]
title = "Die Energieprämie beginnt"
text = "Sie können sie bis Ende Dezember beantragen."
[en]
title = "The energy allowance begins"
text = "You can ask for it until the end of December."
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """What an author wrote."""
    path = tmp_path / "announcement.toml"
    path.write_text(WRITTEN)
    return path


@pytest.fixture
def single(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """In one thread, that of the test's transaction."""
    from burgerprofiel.notices.management.commands import notices_announce as command

    monkeypatch.setattr(command, "tell_all", command.tell_left)
    yield


def announced(*citizens: CitizenId) -> None:
    """Announce it to these."""
    known = actions.make(draft.read(tomllib.loads(WRITTEN)), citizens, TRACE)
    while actions.tell_next(known) is not None:
        pass


def choose(citizen_id: CitizenId, how: str, channel: str = "email") -> None:
    """Let somebody choose how announcements come."""
    Preference.objects.create(
        citizen_id=citizen_id, group="announcements", channel=channel, how=how, since=timezone.now()
    )


def test_everybody_has_it_in_the_bell_in_their_own_language(noor: CitizenId, jozef: CitizenId) -> None:
    announced(noor, jozef)
    with translation.override("fr"):
        (read,) = queries.opened(jozef, list(Notice.objects.filter(citizen_id=jozef)))
    assert (read.words.title, read.path) == ("La prime énergie commence", "/help")
    assert Notice.objects.count() == 2
    assert Notice.objects.filter(citizen_id=noor).values_list("sealed", flat=True)[0] == b""


def test_it_comes_as_each_of_them_wants(noor: CitizenId, jozef: CitizenId, server: Server) -> None:
    emma = meet(Ssin("00010100105"))
    for number, each in enumerate((noor, jozef, emma)):
        reached(each, f"n{number}@example.be")
    choose(noor, "now")
    choose(emma, "never")
    announced(noor, jozef, emma)
    send_waiting()
    assert [to for to, _id, _at in server.letters] == ["n0@example.be"]
    raised(jozef, kind="dossiers.changed")
    choose_all_digest(jozef)
    with clock.frozen_at(clock.now() + timedelta(days=1)):
        send_waiting()
    assert sorted(to for to, _id, _at in server.letters) == ["n0@example.be", "n1@example.be", "n1@example.be"]
    assert Delivery.objects.filter(notice_id=Announcement.objects.get().id, way="handed").count() == 2


def choose_all_digest(citizen_id: CitizenId) -> None:
    """Let everything of dossiers come once a day from now on."""
    Preference.objects.create(
        citizen_id=citizen_id, group="dossiers", channel="email", how="digest", since=timezone.now()
    )


def test_a_digest_tells_announcements_and_the_rest_in_one_letter(noor: CitizenId, server: Server) -> None:
    reached(noor)
    choose_all_digest(noor)
    raised(noor, "1")
    announced(noor)
    raised(noor, "2")
    assert send_waiting() == 0
    with clock.frozen_at(clock.now() + timedelta(days=1)):
        assert send_waiting() == 3
    assert len(server.letters) == 1
    assert len(set(Delivery.objects.values_list("letter", flat=True))) == 1


def test_who_was_erased_between_making_and_telling_gets_nothing(noor: CitizenId, jozef: CitizenId) -> None:
    for number, each in enumerate((noor, jozef)):
        reached(each, f"n{number}@example.be")
    known = actions.make(draft.read(tomllib.loads(WRITTEN)), [noor, jozef], TRACE)
    CitizenKey.objects.filter(citizen_id=noor).delete()
    assert actions.tell_next(known) == 1
    assert [row.citizen_id for row in Notice.objects.all()] == [jozef]
    assert {row.citizen_id for row in Waiting.objects.all()} == {jozef}


def test_who_is_reached_by_nothing_waits_for_nothing(noor: CitizenId) -> None:
    announced(noor)
    assert not Waiting.objects.exists()


def test_announcements_go_after_everything_else(noor: CitizenId, jozef: CitizenId, server: Server) -> None:
    reached(noor, "announced@example.be")
    reached(jozef, "told@example.be")
    choose(noor, "now")
    announced(noor)
    raised(jozef)
    send_waiting()
    assert [to for to, _id, _at in server.letters] == ["told@example.be", "announced@example.be"]


def test_the_same_reference_is_announced_once(noor: CitizenId) -> None:
    announced(noor)
    with pytest.raises(actions.MadeBeforeError):
        announced(noor)
    assert Notice.objects.count() == 1


def test_a_stretch_takes_the_same_statements_for_one_and_for_many(noor: CitizenId, jozef: CitizenId) -> None:
    said = draft.read(tomllib.loads(WRITTEN))
    many = [noor, jozef, *(meet(Ssin(f"{nine}{97 - nine % 97:02d}")) for nine in range(446501001, 446501041))]
    for number, each in enumerate(many):
        reached(each, f"n{number}@example.be")
    counts = []
    for name, whom in (("a", many[:1]), ("b", many)):
        known = actions.make(draft.msgspec.structs.replace(said, reference=name), whom, TRACE)
        with CaptureQueriesContext(
            connection,
        ) as statements:
            assert actions.tell_next(known) == len(whom)
        counts.append(len(statements))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("wrong", "right", "sentence"),
    [
        ('title = "De energietoeslag begint"', "", "title"),
        ("[en]", "[xx]", "xx"),
        ("tot eind december", "met 85.63.14-412.36", "national number"),
        ('path = "/help"', 'path = "https://example.org"', "page of the portal"),
        ('path = "/help"', 'path = "//example.org"', "page of the portal"),
        ('path = "/help"', "expires = 2020-01-01", "is over"),
        ("energietoeslag begint", "energie\\ntoeslag", "one line"),
    ],
)
def test_what_is_wrong_announces_nothing(file: Path, wrong: str, right: str, sentence: str) -> None:
    file.write_text(WRITTEN.replace(wrong, right))
    with pytest.raises(CommandError, match=sentence):
        call_command("notices_announce", str(file))
    assert not Announcement.objects.exists()


def test_the_command_tells_everybody_and_a_dry_run_nobody(file: Path, single: None, noor: CitizenId) -> None:
    out = StringIO()
    call_command("notices_announce", str(file), "--dry-run", stdout=out)
    assert "To 1 citizens. Nothing was announced." in out.getvalue()
    assert not Announcement.objects.exists()
    call_command("notices_announce", str(file), stdout=out)
    call_command("notices_announce", str(file), stdout=out)
    assert "announced before" in out.getvalue()
    assert Notice.objects.filter(citizen_id=noor).count() == 1


def test_a_list_with_a_wrong_number_is_told_by_its_line_alone(
    file: Path, noor: CitizenId, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", StringIO("85631441236\n85631441237\n"))
    with pytest.raises(CommandError, match="on line 2") as told:
        call_command("notices_announce", str(file), "--list")
    assert "85631441237" not in str(told.value)


def test_what_its_maker_left_the_worker_ends(noor: CitizenId) -> None:
    actions.make(draft.read(tomllib.loads(WRITTEN)), [noor], TRACE)
    assert not Notice.objects.exists()
    tasks.announce(0)
    assert Notice.objects.filter(citizen_id=noor).count() == 1
