"""Who seals stands in a TOML file; a new key comes in beside the old one and takes over by itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.reader import PdfFileReader
from pytest_django import Settings

from burgerprofiel.certificates.seal import actions, trust
from burgerprofiel.certificates.seal.problems import Reason, SealUnavailableError
from burgerprofiel.simulators.trust import csc
from tests.certificates.seal.conftest import Behave, house
from tests.certificates.seal.test_signers import token
from tests.judges import hanko

Choose = Callable[[str], None]
NOW = datetime.now(UTC)
DAY = timedelta(days=1)


@pytest.fixture
def choose(behave: Behave, tmp_path: Path, settings: Settings) -> Choose:
    """Write who seals."""

    def write(text: str) -> None:
        (tmp_path / "signers.toml").write_text(text)
        settings.CONFIG = replace(settings.CONFIG, seal_signers=tmp_path / "signers.toml", secrets=tmp_path)

    return write


def _key(folder: Path, name: str, begins: datetime, ends: datetime) -> str:
    """Issue a key into a folder; returns its entry."""
    own = house().authority.seal(name, begins, ends)
    own.write(folder, name)
    with (folder / f"{name}.crt").open("ab") as file:
        file.write(house().authority.issuing.certificate.public_bytes(Encoding.PEM))
    return f'[[signer]]\nkind = "file"\ncertificates = "{name}.crt"\nkey = "{name}.key"\n'


def _by(sealed: bytes) -> str:
    """The name on the certificate that sealed."""
    seal = PdfFileReader(BytesIO(sealed)).embedded_signatures[0]
    return str(seal.signer_cert.subject.native["common_name"])


def test_of_two_keys_the_one_that_began_last_seals(choose: Choose, tmp_path: Path, sheet: bytes) -> None:
    old = _key(tmp_path, "oud", NOW - 300 * DAY, NOW + 60 * DAY)
    new = _key(tmp_path, "nieuw", NOW - DAY, NOW + 300 * DAY)
    later = _key(tmp_path, "later", NOW + 30 * DAY, NOW + 300 * DAY)
    choose(old + later + new)
    assert _by(actions.seal(sheet, reason="Zonnegem").pdf) == "nieuw"


def test_a_new_key_that_does_not_work_leaves_the_old_one_at_work(choose: Choose, tmp_path: Path, sheet: bytes) -> None:
    old = _key(tmp_path, "oud", NOW - 300 * DAY, NOW + 60 * DAY)
    choose(old + '[[signer]]\nkind = "file"\ncertificates = "nieuw.crt"\nkey = "nieuw.key"\n')
    assert _by(actions.seal(sheet, reason="Zonnegem").pdf) == "oud"


def test_what_the_old_key_sealed_stays_valid(choose: Choose, tmp_path: Path, sheet: bytes) -> None:
    old = _key(tmp_path, "oud", NOW - 300 * DAY, NOW + 60 * DAY)
    choose(old)
    (tmp_path / "oud.pdf").write_bytes(actions.seal(sheet, reason="Zonnegem").pdf)
    choose(_key(tmp_path, "nieuw", NOW - DAY, NOW + 300 * DAY))
    actions.seal(sheet, reason="Zonnegem")
    assert hanko.verdict(tmp_path / "oud.pdf", trust.anchors())[:2] == ("PASSED", True)


def test_a_key_in_a_token_seals(choose: Choose, tmp_path: Path, sheet: bytes) -> None:
    library, own = token(tmp_path)
    (tmp_path / "seal_pin").write_text("1234")
    choose(
        f'[[signer]]\nkind = "pkcs11"\nlibrary = "{library}"\ntoken = "zegel"\nkey = "zegel-2026"\n'
        f'certificates = "{own}"\n'
    )
    (tmp_path / "token.pdf").write_bytes(actions.seal(sheet, reason="Zonnegem").pdf)
    assert hanko.verdict(tmp_path / "token.pdf", trust.anchors())[:2] == ("PASSED", True)


def test_a_remote_service_seals(choose: Choose, simulators: str, tmp_path: Path, sheet: bytes) -> None:
    (tmp_path / "seal_csc_secret").write_text(csc.secret_file(house().folder).read_text())
    (tmp_path / "pin").write_text(csc.PIN)
    url = simulators.replace("127.0.0.1", "vertrouwen.localhost")
    choose(
        f'[[signer]]\nkind = "csc"\nurl = "{url}/csc/v2"\ncredential = "{csc.CREDENTIAL}"\n'
        f'client = "{csc.CLIENT}"\npin = "pin"\n'
    )
    (tmp_path / "remote.pdf").write_bytes(actions.seal(sheet, reason="Zonnegem").pdf)
    assert hanko.verdict(tmp_path / "remote.pdf", trust.anchors())[:2] == ("PASSED", True)


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("", "No certificate of the seal counts today."),
        ("[[signer]]\nkind = 'paper'", "Invalid value 'paper'"),
        ("[[signer]]\nkind = 'file'\nkey = 'a'\ncertificates = 'b'\ncolour = 'red'", "colour"),
        ("signer = ", "Invalid value"),
        ("[[signer]]\nkind = 'file'\nkey = 'a.key'\ncertificates = 'a.crt'", "cannot be read from"),
    ],
)
def test_what_is_wrong_in_the_file_is_told(choose: Choose, sheet: bytes, written: str, sentence: str) -> None:
    choose(written)
    with pytest.raises(SealUnavailableError, match=sentence) as told:
        actions.seal(sheet, reason="Zonnegem")
    assert not told.value.passing


def test_without_a_file_nobody_seals(behave: Behave, settings: Settings, sheet: bytes) -> None:
    settings.CONFIG = replace(settings.CONFIG, seal_signers=None)
    with pytest.raises(SealUnavailableError) as told:
        actions.seal(sheet, reason="Zonnegem")
    assert told.value.reason is Reason.NOT_CONFIGURED


def test_outside_the_demo_its_root_counts_for_nothing(behave: Behave, settings: Settings, sheet: bytes) -> None:
    settings.CONFIG = replace(settings.CONFIG, demo=False)
    assert trust.anchors() == []
    with pytest.raises(SealUnavailableError) as told:
        actions.seal(sheet, reason="Zonnegem")
    assert told.value.reason is Reason.NOT_TRUSTED
