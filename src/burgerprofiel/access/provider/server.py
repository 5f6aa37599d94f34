"""authlib's server framework in our house: requests and answers of Django, rows of ours."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import msgspec
from authlib.oauth2 import AuthorizationServer
from authlib.oauth2.rfc6749 import OAuth2Request
from authlib.oauth2.rfc9207 import IssuerParameter
from django.http import HttpRequest, HttpResponse

from burgerprofiel.access.provider.authentication import authenticate
from burgerprofiel.access.provider.client import RegisteredClient, find
from burgerprofiel.access.provider.exchange import ExchangeGrant
from burgerprofiel.access.provider.grant import CodeGrant, Pkce
from burgerprofiel.access.provider.id_token import IdToken, issuer
from burgerprofiel.access.provider.machine import MachineGrant
from burgerprofiel.access.provider.question import Question
from burgerprofiel.access.provider.refresh import RefreshGrant
from burgerprofiel.access.provider.standing import Introspection, Revocation


class Answer(HttpResponse):
    """An answer whose `location` can be read and changed, as the `iss` extension does."""

    @property
    def location(self) -> str:
        """Where the browser goes next."""
        return self.headers.get("Location", "")

    @location.setter
    def location(self, value: str) -> None:
        self.headers["Location"] = value


class _Issuer(IssuerParameter):  # type: ignore[misc]  # authlib has no types
    def __init__(self, server: Provider) -> None:
        super().__init__()
        self(server)

    def get_issuer(self) -> str:
        return issuer()


class Provider(AuthorizationServer):  # type: ignore[misc]  # authlib has no types
    """The authorisation server."""

    def query_client(self, client_id: str) -> RegisteredClient | None:
        """Find an application."""
        return find(client_id)

    def authenticate_client(self, request: OAuth2Request, *_methods: object, **_more: object) -> RegisteredClient:
        """Let the application prove itself, in the way registered for it. Raises InvalidClientError."""
        return authenticate(request)

    def create_oauth2_request(self, request: HttpRequest | Question) -> Question:
        """Wrap a request, once."""
        return request if isinstance(request, Question) else Question(request)

    def handle_response(self, status: int, body: Any, headers: list[tuple[str, str]]) -> Answer:  # noqa: ANN401 - authlib's
        """Turn authlib's answer into Django's."""
        content = msgspec.json.encode(dict(body)) if isinstance(body, dict) else body
        return Answer(content, status=status, headers=dict(headers))

    def send_signal(self, name: str, *args: object, **kwargs: object) -> None:
        """Nobody listens."""


@lru_cache(maxsize=1)
def provider() -> Provider:
    """Return the one server of this process."""
    server = Provider()
    server.register_grant(CodeGrant, [Pkce(required=True), _id_token])
    server.register_grant(RefreshGrant, [_id_token])
    server.register_grant(MachineGrant)
    server.register_grant(ExchangeGrant)
    server.register_endpoint(Introspection)
    server.register_endpoint(Revocation)
    server.register_extension(_Issuer)
    return server


def _id_token(grant: CodeGrant) -> None:
    """A fresh one for each request: it remembers the key."""
    IdToken()(grant)
