"""Documents are kept encrypted, come back as they were, and never come back otherwise."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from burgerprofiel.kit import clock
from burgerprofiel.kit.sealing import new_key
from burgerprofiel.kit.storage import folder, frames, objects, store
from burgerprofiel.kit.storage.folder import FolderStore

KEY = new_key()


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    store.store.cache_clear()
    monkeypatch.setattr(objects, "store", lambda: made)
    made = FolderStore(tmp_path / "objects")
    yield tmp_path / "objects"
    store.store.cache_clear()


def kept_files(place: Path) -> list[Path]:
    return [path for path in place.rglob("*") if path.is_file()]


@given(st.lists(st.integers(0, 3 * frames.FRAME), max_size=4), st.integers(1, 2 * frames.FRAME))
def test_what_goes_in_comes_out_however_it_is_cut(sizes: list[int], cut: int) -> None:
    encryptor, content = frames.Encryptor(KEY), b"".join(os.urandom(size) for size in sizes)
    kept = b"".join(encryptor.take(content[at : at + cut]) for at in range(0, len(content), cut)) + encryptor.end()
    pieces = (kept[at : at + cut] for at in range(0, len(kept), cut))
    assert b"".join(frames.opened(pieces, KEY)) == content


@pytest.mark.parametrize("size", [0, 1, frames.FRAME, frames.FRAME + 1, 3 * frames.FRAME])
def test_a_document_that_was_cut_off_or_altered_does_not_open(size: int) -> None:
    encryptor = frames.Encryptor(KEY)
    kept = encryptor.take(os.urandom(size)) + encryptor.end()
    frame = frames.FRAME + frames.TAG
    swapped = kept[frame : 2 * frame] + kept[:frame] + kept[2 * frame :]
    shorter = kept[: (len(kept) - 1) // frame * frame]
    wrong = {kept[:-1], shorter, bytes([kept[0] ^ 1]) + kept[1:], kept + b"\0", swapped} - {kept}
    for each in wrong:
        with pytest.raises(frames.BrokenError):
            list(frames.opened([each], KEY))


def test_an_object_is_called_after_its_ciphertext_and_holds_nothing_readable(place: Path) -> None:
    content = b"Geachte mevrouw, " * 9000
    stored = objects.keep([content[:1000], content[1000:]])
    (path,) = kept_files(place)
    assert path.name == stored.object_name == sha256(path.read_bytes()).hexdigest()
    assert b"Geachte" not in path.read_bytes()
    assert (stored.octets, stored.digest) == (len(content), sha256(content).digest())
    assert b"".join(objects.pieces(stored.object_name, stored.key)) == content


def test_equal_documents_are_two_objects() -> None:
    assert objects.keep([b"x"]).object_name != objects.keep([b"x"]).object_name


def test_while_it_comes_in_nothing_readable_is_on_disk_and_nothing_stays_of_what_broke_off(place: Path) -> None:
    def interrupted() -> Iterator[bytes]:
        yield b"Geheim " * 100_000
        assert all(b"Geheim" not in path.read_bytes() for path in kept_files(place))
        raise ConnectionError

    with pytest.raises(ConnectionError):
        objects.keep(interrupted())
    assert kept_files(place) == []


def test_what_was_removed_is_gone_and_removing_it_twice_is_fine() -> None:
    stored = objects.keep([b"brief"])
    objects.remove(stored.object_name)
    objects.remove(stored.object_name)
    with pytest.raises(objects.GoneError):
        objects.pieces(stored.object_name, stored.key)


def test_file_and_folder_are_on_disk_before_an_object_counts_as_kept(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    objects.keep([b"the folders are there now"])
    synced: list[str] = []
    fsync = os.fsync
    monkeypatch.setattr(folder.os, "fsync", lambda number: synced.append(_of(number)) or fsync(number))
    name = objects.keep([b"brief"]).object_name
    assert synced == [str(place / name[:2] / name), str(place / name[:2])]


def _of(number: int) -> str:
    return str(Path(f"/proc/self/fd/{number}").readlink())


def test_what_began_to_come_in_long_ago_is_swept_and_what_comes_in_now_is_not(place: Path) -> None:
    kept = objects.keep([b"brief"])
    _old = objects.Writer()
    (path,) = (place / "incoming").iterdir()
    hours_ago = (clock.now() - timedelta(hours=30)).timestamp()
    os.utime(path, (hours_ago, hours_ago))
    new = objects.Writer()
    assert objects.store().sweep(clock.now() - timedelta(hours=24)) == 1
    new.end(), new.settle()
    assert {each.name for each in objects.store().listed()} >= {kept.object_name}
    assert len(list(objects.store().listed())) == 2
