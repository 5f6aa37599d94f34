"""The roots on which seals rest: exactly those in the operator's file or folder (MBP_SEAL_TRUST).

Anybody who ran a demo holds the key of its root, so outside the demo that one never counts, wherever it was left.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from asn1crypto import pem, x509
from django.conf import settings

_DEMO = re.compile(r"\bDemo Trust Root\b")


def anchors() -> list[bytes]:
    """Return the trusted roots (DER); read again when the files change. Empty when none is configured."""
    place = settings.CONFIG.seal_trust
    if place is None:
        return []
    files = sorted(place.iterdir()) if place.is_dir() else [place] if place.exists() else []
    known = tuple((file, file.stat().st_mtime_ns) for file in files if file.suffix in (".pem", ".crt", ".cer"))
    return list(_read(known, demo=settings.CONFIG.demo))


@lru_cache(maxsize=4)
def _read(files: tuple[tuple[Path, int], ...], *, demo: bool) -> tuple[bytes, ...]:
    found = (der for file, _changed in files for der in certificates(file.read_bytes()))
    return tuple(der for der in found if demo or not _of_a_demo(der))


def _of_a_demo(der: bytes) -> bool:
    name = x509.Certificate.load(der).subject.native.get("common_name", "")
    return _DEMO.search(str(name)) is not None


def certificates(content: bytes) -> list[bytes]:
    """Return the certificates (DER) in a PEM file, or the one in a DER file. Raises ValueError."""
    if not pem.detect(content):
        return [content]
    return [der for kind, _headers, der in pem.unarmor(content, multiple=True) if kind == "CERTIFICATE"]
