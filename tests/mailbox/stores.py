"""A folder for the objects of one test, which afterwards holds exactly what the tables speak of."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from burgerprofiel.kit.storage import objects
from burgerprofiel.kit.storage.folder import FolderStore
from burgerprofiel.mailbox.models import Attachment, SharedAttachment


@pytest.fixture
def folder(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The test's own folder."""
    place = tmp_path / "objects"
    made = FolderStore(place)
    monkeypatch.setattr(objects, "store", lambda: made)
    yield place
    assert kept_in(place) == spoken_of(), "files and rows agree"


def kept_in(place: Path) -> set[str]:
    """The names of all files there."""
    return {path.name for path in place.rglob("*") if path.is_file()}


def spoken_of() -> set[str]:
    """The objects that the tables speak of."""
    own, shared = Attachment.objects, SharedAttachment.objects
    return {*own.values_list("object_name", flat=True), *shared.values_list("object_name", flat=True)}
