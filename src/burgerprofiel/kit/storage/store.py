"""Where this installation keeps its objects: in a folder, or in S3."""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings

from burgerprofiel.kit.storage.contract import Store
from burgerprofiel.kit.storage.folder import FolderStore
from burgerprofiel.kit.storage.s3 import S3Store


@lru_cache(maxsize=1)
def store() -> Store:
    """Return the store that this installation uses."""
    config = settings.CONFIG
    if config.objects_url:
        access, secret = (config.secret(name, 1).decode() for name in ("s3_access_key", "s3_secret_key"))
        return S3Store(config.objects_url, access, secret)
    return FolderStore(config.objects or config.data / "objects")
