"""An application proves itself in the one way that is registered for it; everything else is refused alike."""

from __future__ import annotations

import base64
import hmac
import json
import secrets
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, Key, OKPKey, RSAKey

from burgerprofiel.access import tokens
from burgerprofiel.access.models import Client as ClientRow
from burgerprofiel.access.models import SeenOnce
from burgerprofiel.kit import clock
from tests.access.test_provider import BACK, OP, Application, application

__all__ = ["application"]

TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
SIGNERS: dict[str, Key] = {
    "ES256": ECKey.generate_key("P-256", {"kid": "ec"}),
    "RS256": RSAKey.generate_key(2048, {"kid": "rsa"}),
    "EdDSA": OKPKey.generate_key("Ed25519", {"kid": "ed"}),
}
SIGNERS["PS256"] = SIGNERS["RS256"]
STRANGER = ECKey.generate_key("P-256", {"kid": "ec"})


@pytest.fixture
def signing(application: Application) -> Application:
    """The application, registered with public keys instead of a secret."""
    keys = [SIGNERS[name].as_dict(private=False) for name in ("ES256", "RS256", "EdDSA")]
    ClientRow.objects.filter(client_id=application.client_id).update(
        auth_method="private_key_jwt", secret_hash=b"", jwks={"keys": keys}
    )
    return application


def claims(**changes: Any) -> dict[str, Any]:
    """A right assertion's claims, with changes; None leaves one out."""
    now = int(clock.now().timestamp())
    right = {
        "iss": "zonnegem",
        "sub": "zonnegem",
        "aud": OP,
        "jti": secrets.token_urlsafe(12),
        "iat": now,
        "exp": now + 60,
    }
    return {name: value for name, value in (right | changes).items() if value is not None}


def assertion(algorithm: str = "ES256", signer: Key | None = None, /, **changes: Any) -> dict[str, str]:
    """The form's part with an assertion."""
    key = signer or SIGNERS[algorithm]
    text = jwt.encode({"alg": algorithm, "kid": key.kid}, claims(**changes), key, algorithms=[algorithm])
    return {"client_assertion_type": TYPE, "client_assertion": text, "client_secret": ""}


def verdict(application: Application, **proof: str) -> tuple[int, str]:
    """Knock with this proof and an invented code: who gets past the proof hears that the code is nothing."""
    answer = application.exchange("invented", **proof)
    return answer.status_code, str(answer.json()["error"])


PAST, STOPPED = (400, "invalid_grant"), (401, "invalid_client")


@pytest.mark.parametrize("algorithm", ["ES256", "PS256", "RS256", "EdDSA"])
def test_a_signed_assertion_proves_the_application(signing: Application, algorithm: str) -> None:
    assert verdict(signing, **assertion(algorithm)) == PAST


def test_with_an_assertion_somebody_signs_in(signing: Application) -> None:
    assert "id_token" in signing.exchange(signing.answer()["code"], **assertion(), client_id="").json()


@pytest.mark.parametrize("audience", [OP, f"{OP}/v1/token", [OP], ["https://else.example", f"{OP}/v1/token"]])
def test_an_assertion_is_for_us_or_for_our_token_endpoint(signing: Application, audience: object) -> None:
    assert verdict(signing, **assertion(aud=audience)) == PAST


@pytest.mark.parametrize(
    "changes",
    [
        {"aud": "https://else.example/op"},
        {"aud": None},
        {"aud": []},
        {"aud": {"a": OP}},
        {"iss": "somebody"},
        {"iss": None},
        {"sub": "mijn-burgerprofiel"},
        {"sub": None},
        {"sub": "a\x00b", "iss": "a\x00b"},
        {"jti": None},
        {"jti": ""},
        {"jti": 7},
        {"exp": None},
        {"exp": "tomorrow"},
        {"exp": True},
        {"exp": 1e300},
        {"exp": -1},
        {"iat": 2**50},
        {"nbf": 2**39},
    ],
)
def test_an_assertion_that_is_not_quite_right_is_refused(signing: Application, changes: dict[str, Any]) -> None:
    assert verdict(signing, **assertion(**changes)) == STOPPED


@pytest.mark.parametrize(("seconds", "expected"), [(-31, STOPPED), (-10, PAST), (300, PAST), (400, STOPPED)])
def test_an_assertion_lasts_five_minutes_at_most(signing: Application, seconds: int, expected: tuple[int, str]) -> None:
    ends = int((datetime.now(UTC) + timedelta(seconds=seconds)).timestamp())
    assert verdict(signing, **assertion(exp=ends, iat=None)) == expected


def test_an_assertion_is_used_once(signing: Application) -> None:
    proof = assertion()
    assert (verdict(signing, **proof), verdict(signing, **proof)) == (PAST, STOPPED)
    assert SeenOnce.objects.count() == 1


def test_two_applications_may_use_the_same_word_for_their_assertions(signing: Application) -> None:
    other = ECKey.generate_key("P-256", {"kid": "other"})
    ClientRow.objects.create(
        client_id="other",
        name="Other",
        redirect_uris=[BACK],
        scopes=["openid"],
        auth_method="private_key_jwt",
        jwks={"keys": [other.as_dict(private=False)]},
    )
    first = assertion(jti="same")
    second = assertion("ES256", other, jti="same", iss="other", sub="other")
    assert (verdict(signing, **first), verdict(signing, **second, client_id="other")) == (PAST, PAST)


def test_the_key_of_another_application_proves_nothing(signing: Application) -> None:
    assert verdict(signing, **assertion("ES256", STRANGER)) == STOPPED


@pytest.mark.parametrize(
    "head", [{"alg": "none"}, {"alg": "HS256", "kid": "rsa"}, {"alg": "ES256K"}, {}, {"alg": None}]
)
def test_an_assertion_that_is_not_signed_with_a_private_key_proves_nothing(
    signing: Application, head: dict[str, str]
) -> None:
    signed = b".".join(base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=") for part in (head, claims()))
    public = SIGNERS["RS256"].as_pem(private=False)  # type: ignore[union-attr]  # RSA keys have PEM
    for signature in (b"", hmac.digest(public, signed, "sha256")):
        text = b".".join((signed, base64.urlsafe_b64encode(signature).rstrip(b"="))).decode()
        assert verdict(signing, client_assertion_type=TYPE, client_assertion=text, client_secret="") == STOPPED


@pytest.mark.parametrize("text", ["", "a", "a.b", "a.b.c", "é.é.é", "." * 9000, "e30.e30.e30", "bnVsbA.bnVsbA.e30"])
def test_an_assertion_that_cannot_be_read_is_refused(signing: Application, text: str) -> None:
    proof = {"client_assertion_type": TYPE, "client_assertion": text or " ", "client_secret": ""}
    assert verdict(signing, **proof) == STOPPED


def test_an_assertion_of_another_type_is_refused(signing: Application) -> None:
    assert verdict(signing, **assertion() | {"client_assertion_type": "saml"}) == STOPPED


def test_an_assertion_does_not_speak_for_another_name(signing: Application) -> None:
    assert verdict(signing, **assertion(), client_id="mijn-burgerprofiel") == STOPPED


def test_two_proofs_at_once_are_refused(signing: Application) -> None:
    assert verdict(signing, **assertion() | {"client_secret": "x"}) == STOPPED


def test_a_key_may_be_found_without_its_name(signing: Application) -> None:
    text = jwt.encode({"alg": "ES256"}, claims(), SIGNERS["ES256"], algorithms=["ES256"])
    assert verdict(signing, client_assertion_type=TYPE, client_assertion=text, client_secret="") == PAST


@pytest.mark.parametrize(
    ("algorithm", "audience", "expected"),
    [
        ("ES256", OP, PAST),
        ("PS256", OP, PAST),
        ("EdDSA", OP, PAST),
        ("RS256", OP, STOPPED),
        ("ES256", f"{OP}/v1/token", STOPPED),
        ("ES256", [OP], STOPPED),
    ],
)
def test_a_client_of_the_fapi_profile_signs_well_and_for_us_alone(
    signing: Application, algorithm: str, audience: object, expected: tuple[int, str]
) -> None:
    ClientRow.objects.filter(client_id="zonnegem").update(require_par=True, dpop_bound=True)
    if expected == PAST:
        assert verdict(signing, **assertion(algorithm, aud=audience)) != STOPPED
    else:
        assert verdict(signing, **assertion(algorithm, aud=audience)) == STOPPED


@pytest.mark.parametrize("registered", ["client_secret_basic", "client_secret_post", "none", "private_key_jwt"])
@pytest.mark.parametrize("used", ["client_secret_basic", "client_secret_post", "none"])
def test_only_the_registered_way_counts(application: Application, registered: str, used: str) -> None:
    ClientRow.objects.filter(client_id="zonnegem").update(auth_method=registered)
    form = {"grant_type": "authorization_code", "code": "invented", "redirect_uri": BACK, "code_verifier": "v" * 43}
    form |= {"client_id": "zonnegem"} | ({"client_secret": application.secret} if used.endswith("post") else {})
    credentials = base64.b64encode(f"zonnegem:{application.secret}".encode()).decode()
    headers = {"Authorization": f"Basic {credentials}"} if used.endswith("basic") else {}
    answer = application.send("POST", "/v1/token", data=form, headers=headers)
    assert answer.json()["error"] == ("invalid_grant" if used == registered else "invalid_client")


def test_name_and_secret_in_the_header_may_be_form_encoded(application: Application) -> None:
    ClientRow.objects.filter(client_id="zonnegem").update(
        auth_method="client_secret_basic", secret_hash=tokens.digest("a b+c:é")
    )
    credentials = base64.b64encode(b"zonnegem:a+b%2Bc%3A%C3%A9").decode()
    form = {"grant_type": "authorization_code", "code": "invented", "redirect_uri": BACK, "code_verifier": "v" * 43}
    answer = application.send("POST", "/v1/token", data=form, headers={"Authorization": f"Basic {credentials}"})
    assert answer.json()["error"] == "invalid_grant"
