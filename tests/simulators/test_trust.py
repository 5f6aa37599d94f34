"""The services of trust speak their protocols so that others understand them: OpenSSL checks a time stamp and OCSP."""

from __future__ import annotations

import shutil
import subprocess
from base64 import b64encode
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from asn1crypto import tsp
from starlette.applications import Starlette
from starlette.testclient import TestClient

from burgerprofiel.simulators.trust import csc
from burgerprofiel.simulators.trust.authority import chain
from burgerprofiel.simulators.trust.house import HOST, House
from burgerprofiel.simulators.trust.server import routes

pytestmark = pytest.mark.skipif(not shutil.which("openssl"), reason="there is no openssl")


@pytest.fixture
def services(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setenv("MBP_DATA", str(tmp_path))
    with TestClient(Starlette(routes=routes()), base_url=f"http://{HOST}") as client:
        yield client


def _house(folder: Path) -> House:
    return House(folder / "simulators" / "trust", f"http://{HOST}:8000")


def _openssl(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["openssl", *arguments], cwd=folder, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def test_openssl_accepts_a_time_stamp(services: TestClient, tmp_path: Path) -> None:
    (tmp_path / "data").write_bytes(b"Attest")
    _openssl(tmp_path, "ts", "-query", "-data", "data", "-sha256", "-cert", "-out", "question")
    answer = services.post("/tijd", content=(tmp_path / "question").read_bytes())
    assert answer.headers["content-type"] == "application/timestamp-reply"
    (tmp_path / "answer").write_bytes(answer.content)
    (tmp_path / "root.pem").write_bytes(chain(_house(tmp_path).authority.root))
    told = _openssl(tmp_path, "ts", "-verify", "-queryfile", "question", "-in", "answer", "-CAfile", "root.pem")
    assert "Verification: OK" in told
    (tmp_path / "data").write_bytes(b"Atest")
    told = _openssl(tmp_path, "ts", "-verify", "-data", "data", "-in", "answer", "-CAfile", "root.pem")
    assert "message imprint mismatch" in told


@pytest.mark.parametrize("mode", ["fine", "revoked"])
def test_openssl_understands_who_was_withdrawn(services: TestClient, tmp_path: Path, mode: str) -> None:
    services.put("/behaviour", json={"mode": mode})
    house = _house(tmp_path)
    (tmp_path / "root.pem").write_bytes(chain(house.authority.root))
    (tmp_path / "issuing.pem").write_bytes(chain(house.authority.issuing))
    (tmp_path / "seal.pem").write_bytes(chain(house.seal))
    who = ["-no_nonce", "-issuer", "issuing.pem", "-cert", "seal.pem"]
    _openssl(tmp_path, "ocsp", *who, "-reqout", "question")
    (tmp_path / "answer").write_bytes(services.post("/ocsp", content=(tmp_path / "question").read_bytes()).content)
    told = _openssl(tmp_path, "ocsp", *who, "-respin", "answer", "-CAfile", "root.pem", "-verify_other", "issuing.pem")
    assert "Response verify OK" in told
    assert f"seal.pem: {'revoked' if mode == 'revoked' else 'good'}" in told
    (tmp_path / "list.der").write_bytes(services.get("/crl/issuing").content)
    told = _openssl(tmp_path, "crl", "-inform", "der", "-in", "list.der", "-CAfile", "issuing.pem", "-text", "-noout")
    assert "verify OK" in told
    assert (f"{house.seal.certificate.serial_number:X}" in told) == (mode == "revoked")


def test_what_is_made_the_first_time_is_there_the_next(services: TestClient, tmp_path: Path) -> None:
    first, again = _house(tmp_path), _house(tmp_path)
    assert first.authority.root.certificate == again.authority.root.certificate
    assert first.seal.certificate == again.seal.certificate
    assert (first.folder / "seal.key").stat().st_mode & 0o077 == 0
    first.withdraw(first.seal)
    assert again.withdrawn == {first.seal.certificate.serial_number}


def test_the_board_shows_what_goes_wrong_and_changes_it(services: TestClient) -> None:
    assert "Time stamps three hours in the future." in services.get("/").text
    assert services.post("/behaviour", data={"mode": "wrong_time", "milliseconds": "5"}).status_code == 200
    assert '<option value="wrong_time" selected>' in services.get("/").text
    question = tsp.TimeStampReq(
        {"version": 1, "message_imprint": {"hash_algorithm": {"algorithm": "sha256"}, "hashed_message": bytes(32)}}
    )
    token = tsp.TimeStampResp.load(services.post("/tijd", content=question.dump()).content)["time_stamp_token"]
    at = token["content"]["encap_content_info"]["content"].parsed["gen_time"].native
    assert at > datetime.now(UTC) + timedelta(hours=2)
    assert services.put("/behaviour", json={"mode": "nonsense"}).status_code == 400
    services.delete("/behaviour")
    assert '<option value="fine" selected>' in services.get("/").text


@pytest.mark.parametrize("address", ["/tijd", "/ocsp"])
def test_what_is_no_question_gets_no_answer(services: TestClient, address: str) -> None:
    answer = services.post(address, content=b"hello")
    assert answer.status_code == 400 or answer.content == bytes.fromhex("30030a0101")


def test_the_remote_service_signs_what_it_gave_leave_for_and_only_once(services: TestClient, tmp_path: Path) -> None:
    secret = csc.secret_file(_house(tmp_path).folder).read_text()
    form = {"grant_type": "client_credentials", "client_id": csc.CLIENT, "client_secret": secret}
    assert services.post("/csc/v2/oauth2/token", data=form | {"client_secret": "no"}).status_code == 401
    token = services.post("/csc/v2/oauth2/token", data=form).json()["access_token"]

    def ask(path: str, **wanted: Any) -> Any:
        headers = {"Authorization": f"Bearer {token}"}
        return services.post(f"/csc/v2/{path}", json={"credentialID": csc.CREDENTIAL} | wanted, headers=headers).json()

    digests = [b64encode(sha256(b"Attest").digest()).decode()]
    assert services.post("/csc/v2/credentials/list", json={}).json()["error"] == "invalid_token"
    assert ask("credentials/list")["credentialIDs"] == [csc.CREDENTIAL]
    assert ask("credentials/authorize", hashes=digests, authData=[])["error"] == "invalid_pin"
    leave = ask("credentials/authorize", hashes=digests, authData=[{"id": "PIN", "value": csc.PIN}])["SAD"]
    asked = {"SAD": leave, "hashes": digests, "hashAlgorithmOID": csc.SHA256, "signAlgo": csc.ECDSA_SHA256}
    assert len(ask("signatures/signHash", **asked)["signatures"]) == 1
    assert ask("signatures/signHash", **asked)["error"] == "invalid_request"
