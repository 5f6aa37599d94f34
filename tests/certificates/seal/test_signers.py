"""Every kind of key keeps the same contract: it signs, says what is wrong, and never lets anybody wait for long."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pytest
from asn1crypto import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509 import load_der_x509_certificate

from burgerprofiel.certificates.seal import signers
from burgerprofiel.certificates.seal.signers import PermanentError, Signer, TemporaryError
from burgerprofiel.certificates.seal.signers.csc import CscSigner
from burgerprofiel.certificates.seal.signers.file import FileSigner
from burgerprofiel.certificates.seal.signers.pkcs11 import Pkcs11Signer
from burgerprofiel.simulators.card_reader.authority import Pair
from burgerprofiel.simulators.trust import csc
from tests.certificates.seal.conftest import Behave

_SOFTHSM = ("/usr/lib/softhsm/libsofthsm2.so", "/usr/local/lib/softhsm/libsofthsm2.so", "/usr/lib64/libsofthsm2.so")


@dataclass(frozen=True)
class Kind:
    """One kind of key: as it should be, and with a wrong word."""

    right: Signer
    wrong: Signer


def _folder() -> Path:
    return Path(os.environ["MBP_DATA"]) / "simulators" / "trust"


def _file(_tmp: Path) -> Kind:
    folder = _folder()
    return Kind(
        FileSigner(folder / "seal.pem", folder / "seal.key"),
        FileSigner(folder / "seal.pem", folder / "signers.toml"),
    )


def _csc(_tmp: Path) -> Kind:
    url = f"{os.environ['MBP_SEAL_RELAY']}/csc/v2"
    secret = csc.secret_file(_folder()).read_text()
    made = [CscSigner(url, csc.CREDENTIAL, csc.CLIENT, lambda: secret, lambda pin=pin: pin) for pin in (csc.PIN, "0")]
    return Kind(*made)


def _pkcs11(tmp: Path) -> Kind:
    library, own = token(tmp)
    return Kind(
        Pkcs11Signer(library, "zegel", "zegel-2026", own, lambda: "1234"),
        Pkcs11Signer(library, "ander", "zegel-2026", own, lambda: "9999"),
    )


def token(tmp: Path) -> tuple[Path, Path]:
    """Two tokens with the demo's key: the library, and the certificates. It reads where they are once per process."""
    library = next((Path(place) for place in _SOFTHSM if Path(place).exists()), None)
    if library is None or not shutil.which("softhsm2-util"):
        pytest.skip("there is no SoftHSM (Debian: apt install softhsm2)")
    place = Path(os.environ["MBP_DATA"]) / "softhsm"
    os.environ["SOFTHSM2_CONF"] = str(place / "softhsm2.conf")
    if not place.exists():
        (place / "tokens").mkdir(parents=True)
        (place / "softhsm2.conf").write_text(f"directories.tokendir = {place}/tokens\nobjectstore.backend = file\n")
        key = Pair.read(_folder(), "seal").key
        (tmp / "key.pem").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        for label in ("zegel", "ander"):
            _softhsm("--init-token", "--free", "--label", label, "--so-pin", "87654321")
            _softhsm("--import", str(tmp / "key.pem"), "--token", label, "--label", "zegel-2026", "--id", "01")
    return library, _folder() / "seal.pem"


def _softhsm(*arguments: str) -> None:
    subprocess.run(["softhsm2-util", *arguments, "--pin", "1234"], check=True, capture_output=True)


KINDS: dict[str, Callable[[Path], Kind]] = {"file": _file, "pkcs11": _pkcs11, "csc": _csc}


@pytest.fixture(params=list(KINDS))
def kind(request: pytest.FixtureRequest, behave: Behave, tmp_path: Path) -> Kind:
    return KINDS[request.param](tmp_path)


def test_it_signs_with_the_key_of_its_first_certificate(kind: Kind) -> None:
    own = load_der_x509_certificate(kind.right.certificates()[0])
    key = own.public_key()
    assert isinstance(key, ec.EllipticCurvePublicKey)
    for data in (b"", b"a" * 1000):
        key.verify(kind.right.sign(sha256(data).digest()), data, ec.ECDSA(hashes.SHA256()))


def test_its_certificate_names_the_organisation_and_those_above_come_along(kind: Kind) -> None:
    own, issuing = map(x509.Certificate.load, kind.right.certificates())
    assert own.subject.native["organization_identifier"] == "NTRBE-0812345603"
    assert own.issuer == issuing.subject


def test_nothing_is_wrong_when_it_works(kind: Kind) -> None:
    assert list(kind.right.check_config()) == []


def test_a_wrong_word_is_for_good_and_told_in_a_sentence(kind: Kind) -> None:
    with pytest.raises(PermanentError):
        kind.wrong.sign(bytes(32))
    assert len(list(kind.wrong.check_config())) == 1


def test_a_refused_pin_is_not_tried_again(behave: Behave, tmp_path: Path) -> None:
    asked: list[str] = []
    known = _pkcs11(tmp_path).wrong
    assert isinstance(known, Pkcs11Signer)
    known._pin = lambda: (asked.append("once"), "9999")[1]
    for _try in range(3):
        with pytest.raises(PermanentError, match="not tried again"):
            known.sign(bytes(32))
    assert asked == ["once"]


def test_a_token_that_hangs_is_given_up_in_time(
    behave: Behave, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signers, "DEADLINE", 0.2)
    known = _pkcs11(tmp_path).right
    monkeypatch.setattr(known, "_key", lambda: time.sleep(2))
    for seconds in (0.9, 0.9, 0.9, 0.1):  # after three times in a row it is left alone
        began = time.monotonic()
        with pytest.raises(TemporaryError):
            known.sign(bytes(32))
        assert time.monotonic() - began < seconds


def test_a_token_that_is_not_there_is_told(behave: Behave, tmp_path: Path) -> None:
    known = _pkcs11(tmp_path).right
    assert isinstance(known, Pkcs11Signer)
    known._token = "ergens anders"
    assert list(known.check_config()) == ["There is no key “zegel-2026” in a token “ergens anders”."]


@pytest.mark.parametrize("mode", ["remote_down", "silent"])
def test_a_remote_service_that_does_not_answer_may_do_so_later(
    behave: Behave, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mode: str
) -> None:
    monkeypatch.setattr(signers, "DEADLINE", 0.5)
    behave(mode)
    began = time.monotonic()
    with pytest.raises(TemporaryError):
        _csc(tmp_path).right.sign(bytes(32))
    assert time.monotonic() - began < 3


def test_a_remote_service_that_forgot_our_token_gives_another_one(behave: Behave, tmp_path: Path) -> None:
    known = _csc(tmp_path).right
    assert isinstance(known, CscSigner)
    known.sign(bytes(32))
    known._token = (known._token[0], "forgotten")
    assert known.sign(bytes(32))
