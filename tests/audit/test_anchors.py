"""Anchors: one a minute over what changed, chained, and kept outside the database."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
import pytest
from django.db import connection

from burgerprofiel.audit import actions, tasks
from burgerprofiel.audit.anchor_stores import FileStore, store
from burgerprofiel.audit.anchors import Anchor
from burgerprofiel.audit.models import AuditAnchor, AuditAnchoredHead, AuditEvent, AuditPending
from burgerprofiel.kit import clock
from tests.audit.trail import NOOR, WOUTER, act, anchors_folder

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_anchor_holds_the_newest_head_of_everybody_who_changed() -> None:
    act(NOOR, "work")
    act(NOOR, "home")
    act(WOUTER, "work")
    actions.anchor()
    act(WOUTER, "home", "family")
    actions.anchor()
    heads = list(AuditAnchoredHead.objects.order_by("anchor", "citizen_id").values_list("anchor", "citizen_id", "seq"))
    assert heads == [(1, NOOR, 2), (1, WOUTER, 1), (2, WOUTER, 3)]
    newest = AuditEvent.objects.get(citizen_id=WOUTER, seq=3)
    assert AuditAnchoredHead.objects.get(anchor=2).hash == newest.hash
    assert not AuditPending.objects.exists()


def test_an_anchor_over_nothing_still_says_that_time_went_on() -> None:
    actions.anchor()
    actions.anchor()
    first, second = AuditAnchor.objects.order_by("number")
    assert (first.heads, second.heads) == (0, 0)
    assert second.previous == first.hash != second.hash


def test_anchors_are_kept_outside_the_database_too() -> None:
    act(NOOR, "work")
    actions.anchor()
    actions.anchor()
    lines = (anchors_folder() / f"{clock.now():%Y-%m-%d}.log").read_bytes().splitlines()
    assert [msgspec.json.decode(line, type=Anchor) for line in lines] == list(store().kept())
    row = AuditAnchor.objects.get(number=1)
    assert next(store().kept()) == Anchor(1, row.at, 1, bytes(row.previous).hex(), bytes(row.hash).hex())


def test_what_could_not_be_kept_goes_along_the_next_time() -> None:
    anchors_folder().write_text("in the way of the folder")
    with pytest.raises(OSError):
        actions.anchor()
    anchors_folder().unlink()
    actions.anchor()
    assert [anchor.number for anchor in store().kept()] == [1, 2]


def test_anchors_made_at_the_same_time_follow_each_other() -> None:
    act(NOOR, "work")

    def make(_: int) -> None:
        try:
            actions.anchor()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(make, range(8)))
    assert [anchor.number for anchor in store().kept()] == list(range(1, 9))
    assert AuditAnchoredHead.objects.count() == 1


def test_the_worker_makes_one_every_minute() -> None:
    (periodic,) = [
        task for task in tasks.app.periodic_registry.periodic_tasks.values() if task.task.name == tasks.anchor.name
    ]
    assert periodic.cron == "* * * * *"
    tasks.anchor(timestamp=0)
    assert AuditAnchor.objects.count() == 1


def test_a_line_that_was_cut_off_hides_no_other(tmp_path: Path) -> None:
    keeper, anchor = FileStore(tmp_path), Anchor(1, clock.now(), 0, "", "")
    keeper.keep([anchor])
    (tmp_path / f"{anchor.at:%Y-%m-%d}.log").open("ab").write(b'{"number": 2, "at"')
    assert list(keeper.kept()) == [anchor]
    keeper.keep([msgspec.structs.replace(anchor, number=3)])
    assert keeper.last_number() == 3
