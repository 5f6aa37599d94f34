"""The authorities whose cards we accept: exactly those in the operator's folder (MBP_EID_TRUST)."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from asn1crypto import pem, x509
from django.conf import settings


def anchors() -> tuple[x509.Certificate, ...]:
    """Return the trusted authorities; read again when the folder changes. Empty when none is configured."""
    place = settings.CONFIG.eid_trust
    if place is None:
        return ()
    files = tuple(sorted(place.iterdir())) if place.is_dir() else (place,) if place.exists() else ()
    return _read(tuple((file, file.stat().st_mtime_ns) for file in files if file.suffix in (".pem", ".crt", ".cer")))


@lru_cache(maxsize=4)
def _read(files: tuple[tuple[Path, int], ...]) -> tuple[x509.Certificate, ...]:
    return tuple(certificate for file, _changed in files for certificate in _certificates(file.read_bytes()))


def _certificates(content: bytes) -> list[x509.Certificate]:
    ders = [der for _kind, _headers, der in pem.unarmor(content, multiple=True)] if pem.detect(content) else [content]
    return [x509.Certificate.load(der) for der in ders]
