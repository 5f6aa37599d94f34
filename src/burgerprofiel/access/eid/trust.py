"""The authorities whose cards we accept: exactly those in the operator's folder (MBP_EID_TRUST).

Anybody who ran a demo holds the key of its authority, so outside the demo that one never counts, wherever it was left.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from asn1crypto import pem, x509
from django.conf import settings

_DEMO = re.compile(r"\bDemo (Root|Citizen) CA\b")


def anchors() -> tuple[x509.Certificate, ...]:
    """Return the trusted authorities; read again when the folder changes. Empty when none is configured."""
    place = settings.CONFIG.eid_trust
    if place is None:
        return ()
    files = tuple(sorted(place.iterdir())) if place.is_dir() else (place,) if place.exists() else ()
    known = tuple((file, file.stat().st_mtime_ns) for file in files if file.suffix in (".pem", ".crt", ".cer"))
    return _read(known, demo=settings.CONFIG.demo)


@lru_cache(maxsize=4)
def _read(files: tuple[tuple[Path, int], ...], *, demo: bool) -> tuple[x509.Certificate, ...]:
    found = (certificate for file, _changed in files for certificate in _certificates(file.read_bytes()))
    return tuple(certificate for certificate in found if demo or not _of_a_demo(certificate))


def _of_a_demo(certificate: x509.Certificate) -> bool:
    return _DEMO.search(str(certificate.subject.native.get("common_name", ""))) is not None


def _certificates(content: bytes) -> list[x509.Certificate]:
    ders = [der for _kind, _headers, der in pem.unarmor(content, multiple=True)] if pem.detect(content) else [content]
    return [x509.Certificate.load(der) for der in ders]
