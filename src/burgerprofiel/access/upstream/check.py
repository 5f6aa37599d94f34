"""Can a provider be used as the file says? Asks it what it can do, and compares; nobody is signed in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from burgerprofiel.access.relying import issuer as issuers
from burgerprofiel.access.relying.errors import SignInFailedError
from burgerprofiel.access.upstream import own_keys
from burgerprofiel.access.upstream.configuration import Upstream, UpstreamError
from burgerprofiel.access.upstream.encrypted import CONTENTS, KEYS
from burgerprofiel.kit.packing import from_json


class _Told(msgspec.Struct, frozen=True):
    """What a provider says that it can do; what is left out here has no usual value (OpenID Connect Discovery §3)."""

    scopes_supported: tuple[str, ...] | None = None
    acr_values_supported: tuple[str, ...] | None = None
    code_challenge_methods_supported: tuple[str, ...] | None = None
    id_token_signing_alg_values_supported: tuple[str, ...] | None = None
    id_token_encryption_alg_values_supported: tuple[str, ...] | None = None
    id_token_encryption_enc_values_supported: tuple[str, ...] | None = None
    token_endpoint_auth_signing_alg_values_supported: tuple[str, ...] | None = None
    userinfo_signing_alg_values_supported: tuple[str, ...] | None = None
    userinfo_encryption_alg_values_supported: tuple[str, ...] | None = None
    response_types_supported: tuple[str, ...] = ("code",)
    token_endpoint_auth_methods_supported: tuple[str, ...] = ("client_secret_basic",)
    claims_parameter_supported: bool = False


def findings(upstream: Upstream) -> list[str]:
    """Return what is wrong, a sentence each; empty when the provider can be used."""
    return [*_own(upstream), *_theirs(upstream)]


def _own(upstream: Upstream) -> Iterator[str]:
    """Our side: the keys that we need."""
    encrypted = upstream.id_token_encrypted or upstream.userinfo == "encrypted"
    try:
        if upstream.auth_method == "private_key_jwt":
            own_keys.signing()
        if encrypted and not own_keys.opening():
            yield f"The secret “{own_keys.ENCRYPTION}” is missing: ./manage access_upstreams --make-keys makes it."
    except UpstreamError as error:
        yield str(error)


def _theirs(upstream: Upstream) -> Iterator[str]:
    """Their side: what they say of themselves."""
    provider = issuers.named(upstream.issuer)
    try:
        metadata = provider.metadata()
        provider.keys(again=True)
        told = from_json(issuers.get(issuers.discovery_at(upstream.issuer)), _Told)
    except SignInFailedError as error:
        yield f"{issuers.discovery_at(upstream.issuer)} or its keys cannot be used ({error.reason})."
        return
    except msgspec.DecodeError as error:
        yield f"Its discovery document cannot be read ({error})."
        return
    if upstream.userinfo != "none" and not metadata.userinfo_endpoint:
        yield "It has no userinfo endpoint: say userinfo = “none”."
    if upstream.claims_asked != "none" and not told.claims_parameter_supported:
        yield "It takes no claims parameter: say claims_asked = “none”."
    encrypted = upstream.id_token_encrypted
    compared: list[tuple[str, Iterable[str], tuple[str, ...] | None, bool]] = [
        ("response_type", ["code"], told.response_types_supported, True),
        ("code_challenge_method", ["S256"], told.code_challenge_methods_supported, True),
        ("auth_method", [upstream.auth_method], told.token_endpoint_auth_methods_supported, True),
        ("scope", _plain(upstream.scopes), told.scopes_supported, True),
        ("acr value", upstream.acr if upstream.acr_asked != "none" else (), told.acr_values_supported, True),
        ("id_token algorithm", upstream.id_token_algorithms, told.id_token_signing_alg_values_supported, False),
        ("encryption of keys", KEYS if encrypted else (), told.id_token_encryption_alg_values_supported, False),
        ("encryption", CONTENTS if encrypted else (), told.id_token_encryption_enc_values_supported, False),
    ]
    if upstream.auth_method == "private_key_jwt":
        algorithms = told.token_endpoint_auth_signing_alg_values_supported
        compared.append(("assertion_algorithm", [upstream.assertion_algorithm], algorithms, True))
    for what, wanted, offered, every in compared:
        yield from _missing(what, list(wanted), offered, every=every)


def _plain(scopes: Iterable[str]) -> list[str]:
    """Scopes without what is particular to us, as in `service:OUR_CODE`."""
    return [scope.partition(":")[0] for scope in scopes]


def _missing(what: str, wanted: list[str], offered: tuple[str, ...] | None, *, every: bool) -> Iterator[str]:
    """`every`: it must offer all that we want; else one is enough. What it does not tell cannot be compared."""
    if offered is None or not wanted:
        return
    lacking = [each for each in wanted if each not in offered]
    if lacking and (every or len(lacking) == len(wanted)):
        yield f"{what}: it does not offer {', '.join(lacking)}; it offers {', '.join(offered) or 'none'}."
