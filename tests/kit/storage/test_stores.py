"""Every store of documents fulfils one contract: a folder, and S3."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import httpx
import pytest
from django.conf import settings

from burgerprofiel.kit import clock
from burgerprofiel.kit.storage import objects, signature, store
from burgerprofiel.kit.storage.contract import GoneError, Store
from burgerprofiel.kit.storage.folder import FolderStore
from burgerprofiel.kit.storage.s3 import S3Error, S3Store
from burgerprofiel.site.config import Config, ConfigError, load
from tests.kit.storage import s3_server

LARGE = b"x" * 3_000_000


@pytest.fixture(params=["folder", "s3"])
def made(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    if request.param == "folder":
        yield FolderStore(tmp_path / "objects")
        return
    with s3_server.running() as (url, _bucket):
        yield S3Store(url, s3_server.ACCESS, s3_server.SECRET)


def put(where: Store, content: bytes) -> str:
    name = sha256(content).hexdigest()
    incoming = where.incoming()
    incoming.write(content[:10])
    incoming.write(content[10:])
    assert b"".join(incoming.read()) == content, "before it settles it can be looked at"
    incoming.settle(name)
    incoming.discard()
    return name


@pytest.mark.parametrize("content", [b"brief", b"", LARGE])
def test_what_settles_is_read_back(made: Store, content: bytes) -> None:
    assert b"".join(made.read(put(made, content))) == content


def test_what_is_discarded_was_never_there(made: Store) -> None:
    incoming = made.incoming()
    incoming.write(b"x")
    incoming.discard()
    assert list(made.listed()) == []


def test_what_is_not_there_is_gone_at_once(made: Store) -> None:
    with pytest.raises(GoneError):
        made.read("00" * 32)


def test_removing_twice_is_fine(made: Store) -> None:
    name = put(made, b"brief")
    made.remove(name)
    made.remove(name)
    assert list(made.listed()) == []


def test_everything_is_listed_in_order_with_its_age(made: Store) -> None:
    names = sorted(put(made, str(number).encode()) for number in range(7))
    listed = list(made.listed())
    assert [each.name for each in listed] == names
    assert all(abs(each.since - clock.now()) < timedelta(minutes=1) for each in listed)
    assert [each.name for each in made.listed(names[3][:2])] == [name for name in names if name[:2] == names[3][:2]]


def test_a_sweep_leaves_what_settled(made: Store) -> None:
    name = put(made, b"brief")
    made.sweep(clock.now() + timedelta(hours=1))
    assert [each.name for each in made.listed()] == [name]


def test_documents_go_through_either(made: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(objects, "store", lambda: made)
    stored = objects.keep([LARGE])
    assert b"".join(objects.pieces(stored.object_name, stored.key)) == LARGE


def test_a_store_that_stumbles_is_asked_again_and_one_that_refuses_is_not() -> None:
    with s3_server.running() as (url, bucket):
        made = S3Store(url, s3_server.ACCESS, s3_server.SECRET)
        bucket.fail_next[:] = [503, 500]
        name = put(made, LARGE)
        assert b"".join(made.read(name)) == LARGE
        bucket.fail_next[:] = [500, 500, 500]
        with pytest.raises(S3Error):
            put(made, b"brief")
        with pytest.raises(S3Error):
            put(S3Store(url, s3_server.ACCESS, "another secret"), b"brief")
    with pytest.raises(S3Error):
        put(S3Store(url, s3_server.ACCESS, s3_server.SECRET), b"nobody is there any more")


def test_a_request_is_signed_as_amazons_own_example() -> None:
    """Amazon S3 API Reference, “Signature Calculations”, example GET Object."""
    keys = signature.Keys("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
    url = httpx.URL("https://examplebucket.s3.amazonaws.com/test.txt")
    digest = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    moment = datetime(2013, 5, 24, tzinfo=UTC)
    told = signature.signed(keys, "GET", url, digest, moment, {"range": "bytes=0-9"})
    assert told["Authorization"].endswith("f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41")


def test_the_configuration_chooses(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    config: Config = settings.CONFIG
    for name in ("s3_access_key", "s3_secret_key"):
        (tmp_path / name).write_text("x")
    for changed, kind in (
        ({}, FolderStore),
        ({"objects": tmp_path}, FolderStore),
        ({"objects_url": "https://s3.example/post?region=eu-1", "secrets": tmp_path}, S3Store),
    ):
        monkeypatch.setattr(settings, "CONFIG", replace(config, **changed))
        store.store.cache_clear()
        assert isinstance(store.store(), kind)
    store.store.cache_clear()


@pytest.mark.parametrize(
    "url", ["s3://post", "https://s3.example", "https://s3.example/a/b", "https://s3.example/a?x=1"]
)
def test_an_address_that_cannot_be_one_stops_the_start(url: str) -> None:
    with pytest.raises(ConfigError, match="MBP_OBJECTS_URL"):
        load({"MBP_DATA": "d", "MBP_SECRETS": "s", "MBP_DEMO": "1", "MBP_OBJECTS_URL": url})
