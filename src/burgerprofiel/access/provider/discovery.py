"""What the provider can do, at `/op/.well-known/openid-configuration` (addresses of contracts/mbp.md §5.1)."""

from __future__ import annotations

from burgerprofiel.access.keys import catalogue
from burgerprofiel.access.provider import details, dpop
from burgerprofiel.access.provider.assertion import KEY_TYPES
from burgerprofiel.access.provider.authentication import METHODS
from burgerprofiel.access.provider.capacity_claims import CLAIMS
from burgerprofiel.access.provider.client import GRANTS, SCOPES
from burgerprofiel.access.provider.id_token import issuer
from burgerprofiel.access.provider.keys import ALGORITHMS

MODES = ("query", "fragment", "form_post")


def document() -> dict[str, object]:
    """Return the discovery document (OpenID Connect Discovery 1.0, RFC 8414, RFC 9207)."""
    base = issuer()
    return {
        "issuer": base,
        "authorization_endpoint": f"{base}/v1/auth",
        "pushed_authorization_request_endpoint": f"{base}/v1/par",
        "token_endpoint": f"{base}/v1/token",
        "userinfo_endpoint": f"{base}/v1/userinfo",
        "jwks_uri": f"{base}/v1/keys",
        "end_session_endpoint": f"{base}/v1/logout",
        "introspection_endpoint": f"{base}/v1/introspect",
        "revocation_endpoint": f"{base}/v1/revoke",
        "scopes_supported": list(SCOPES),
        "claims_supported": [
            "sub",
            "sid",
            "iss",
            "aud",
            "azp",
            "exp",
            "iat",
            "auth_time",
            "nonce",
            "acr",
            "amr",
            "at_hash",
            "given_name",
            "family_name",
            "rrn",
            "papi_token",
            *CLAIMS,
        ],
        "response_types_supported": ["code"],
        "response_modes_supported": list(MODES),
        "grant_types_supported": list(GRANTS),
        "subject_types_supported": ["pairwise", "public"],
        "id_token_signing_alg_values_supported": list(ALGORITHMS),
        "dpop_signing_alg_values_supported": list(dpop.ALGORITHMS),
        "token_endpoint_auth_methods_supported": list(METHODS),
        "token_endpoint_auth_signing_alg_values_supported": list(KEY_TYPES),
        "introspection_endpoint_auth_methods_supported": [method for method in METHODS if method != "none"],
        "introspection_endpoint_auth_signing_alg_values_supported": list(KEY_TYPES),
        "revocation_endpoint_auth_methods_supported": list(METHODS),
        "revocation_endpoint_auth_signing_alg_values_supported": list(KEY_TYPES),
        "code_challenge_methods_supported": ["S256"],
        "acr_values_supported": list(dict.fromkeys(key.urn for kind in catalogue.KINDS for key in kind.keys)),
        "prompt_values_supported": ["none", "login", "consent"],
        "ui_locales_supported": ["nl", "fr", "de", "en"],
        "authorization_response_iss_parameter_supported": True,
        "backchannel_logout_supported": True,
        "backchannel_logout_session_supported": True,
        "claims_parameter_supported": False,
        "request_parameter_supported": False,
        "request_uri_parameter_supported": False,
        "require_pushed_authorization_requests": False,
        "authorization_details_types_supported": [details.MAILBOX],
    }
