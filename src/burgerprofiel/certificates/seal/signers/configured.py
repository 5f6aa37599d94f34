"""Which key seals now: of those in MBP_SEAL_SIGNERS whose certificate counts today, the one that began last.

So a new key comes in beside the old one before it counts, and takes over by itself.
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path

import msgspec
import structlog
from asn1crypto import x509
from django.conf import settings

from burgerprofiel.certificates.seal.problems import Reason, SealUnavailableError
from burgerprofiel.certificates.seal.signers import PermanentError, Signer, TemporaryError, checked
from burgerprofiel.certificates.seal.signers.csc import CscSigner
from burgerprofiel.certificates.seal.signers.file import FileSigner
from burgerprofiel.certificates.seal.signers.pkcs11 import Pkcs11Signer
from burgerprofiel.kit import clock
from burgerprofiel.kit.packing import from_plain

log = structlog.get_logger(__name__)


class _File(msgspec.Struct, tag="file", tag_field="kind", forbid_unknown_fields=True):
    certificates: str
    key: str


class _Pkcs11(msgspec.Struct, tag="pkcs11", tag_field="kind", forbid_unknown_fields=True):
    library: str
    token: str
    key: str
    certificates: str
    pin: str = "seal_pin"
    """The name of the secret."""


class _Csc(msgspec.Struct, tag="csc", tag_field="kind", forbid_unknown_fields=True):
    url: str
    credential: str
    client: str
    secret: str = "seal_csc_secret"  # noqa: S105 - the name of the secret
    pin: str = ""
    """The name of the secret, when the credential asks for one."""


class _Written(msgspec.Struct, forbid_unknown_fields=True):
    signer: list[_File | _Pkcs11 | _Csc] = []


def signers() -> list[Signer]:
    """Return all that are configured, in their order. Raises SealUnavailableError when the file is wrong."""
    place = settings.CONFIG.seal_signers
    if place is None:
        raise SealUnavailableError(Reason.NOT_CONFIGURED, "Nobody seals: MBP_SEAL_SIGNERS names no file.")
    try:
        return list(_read(place, place.stat().st_mtime_ns))
    except OSError as error:
        raise SealUnavailableError(Reason.NOT_CONFIGURED, f"{place} cannot be read ({error.strerror}).") from error
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, ValueError) as error:
        raise SealUnavailableError(Reason.NOT_CONFIGURED, f"{place} is wrong: {error}.") from error


@lru_cache(maxsize=4)
def _read(place: Path, _changed: int) -> tuple[Signer, ...]:
    written = from_plain(tomllib.loads(place.read_text()), _Written)
    return tuple(_made(one, place.parent) for one in written.signer)


def _made(one: _File | _Pkcs11 | _Csc, folder: Path) -> Signer:
    """Names of files count from the folder of the TOML file. Raises ValueError."""
    if isinstance(one, _File):
        return FileSigner(folder / one.certificates, folder / one.key)
    if isinstance(one, _Pkcs11):
        own = folder / one.certificates
        return Pkcs11Signer(folder / one.library, one.token, one.key, own, lambda: _secret(one.pin))
    if not one.url.startswith("https://") and not settings.CONFIG.demo:
        raise ValueError(f"{one.url} is not an https address")
    return CscSigner(
        one.url,
        one.credential,
        one.client,
        lambda: _secret(one.secret),
        lambda: _secret(one.pin) if one.pin else None,
    )


def _secret(name: str) -> str:
    """Return a secret that is text; a PIN may be short. Raises PermanentError when it is not there."""
    file: Path = settings.CONFIG.secrets / name
    try:
        return file.read_text().strip()
    except (OSError, UnicodeDecodeError) as error:
        raise PermanentError(f"The secret “{name}” is missing: put it in {file}.") from error


def current() -> Signer:
    """Return the one that seals now. Raises SealUnavailableError."""
    now = clock.now()
    begun: list[tuple[float, Signer]] = []
    troubles: list[TemporaryError | PermanentError] = []
    for signer in signers():
        try:
            own = x509.Certificate.load(signer.certificates()[0])
        except (TemporaryError, PermanentError) as error:
            log.warning("a key of the seal cannot be used", error=str(error))
            troubles.append(error)
            continue
        if own.not_valid_before <= now < own.not_valid_after:
            begun.append((own.not_valid_before.timestamp(), signer))
    if begun:
        return max(begun, key=lambda one: one[0])[1]
    if troubles:
        raise checked.trouble(troubles[0])
    raise SealUnavailableError(Reason.NOT_TRUSTED, "No certificate of the seal counts today.")
