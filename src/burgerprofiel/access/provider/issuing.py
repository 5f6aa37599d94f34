"""How tokens are made and kept: of each only its hash, and what it tells sealed with the token itself."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from authlib.oauth2.rfc6749 import InvalidGrantError, InvalidRequestError
from authlib.oauth2.rfc6749.grants import BaseGrant

from burgerprofiel.access import acting, consents, proofs, tokens
from burgerprofiel.access.capacity import Capacity
from burgerprofiel.access.events import OrganisationSpokenFor, TokenIssued
from burgerprofiel.access.identity import Identity
from burgerprofiel.access.models import Client, RefreshToken, Token
from burgerprofiel.access.provider import dpop
from burgerprofiel.access.provider.choices import stands
from burgerprofiel.access.provider.client import RegisteredClient
from burgerprofiel.access.provider.details import PARAMETER
from burgerprofiel.access.provider.family import Family
from burgerprofiel.access.provider.person import Person
from burgerprofiel.access.provider.question import Question
from burgerprofiel.access.request import trace_of
from burgerprofiel.audit.actions import record
from burgerprofiel.audit.events import Event, Trace
from burgerprofiel.kit import clock, sealing
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.organisations.queries import organisation

TOKEN_SECONDS = 3600
ACCESS, REFRESH = "access:token", "access:refresh"
"""For what the keys are, that the tokens seal with."""


class Issuing(BaseGrant):  # type: ignore[misc]  # authlib has no types
    """What every grant does alike: the client proves itself, and perhaps its key; then it gets tokens."""

    request: Question

    def authenticate_token_endpoint_client(self) -> RegisteredClient:
        """Return who asks. Raises InvalidClientError; InvalidProofError about the key, InvalidRequestError without."""
        client: RegisteredClient = super().authenticate_token_endpoint_client()
        self.request.dpop_jkt = dpop.shown(self.request.http)
        if client.row.dpop_bound and not self.request.dpop_jkt:
            raise InvalidRequestError("This client shows a DPoP proof with every request for a token.")
        return client

    def generate_token(
        self, user: Person | None = None, scope: str = "", *, include_refresh_token: bool = False, **_more: object
    ) -> dict[str, str | int]:
        """Make the answer (RFC 6749 §5.1); for the holder of a key when the request showed one (RFC 9449 §5)."""
        answer: dict[str, str | int] = {
            "token_type": "DPoP" if self.request.dpop_jkt else "Bearer",
            "access_token": tokens.new(),
            "expires_in": TOKEN_SECONDS,
            "scope": scope,
        }
        return answer | ({"refresh_token": tokens.new()} if user and include_refresh_token else {})


def keep(answer: dict[str, Any], request: Question, person: Person, family: Family, audience: str = "") -> None:
    """Keep what was made for a citizen, and tell their trail.

    Raises InvalidGrantError without their consent, or when they lost the role for which they signed in.
    """
    client: Client = request.client.row
    if client.third_party and not consents.use(person.citizen_id, client.client_id):
        raise InvalidGrantError("The citizen withdrew their consent.")
    if not stands(person.capacity, person.citizen_id, client):
        raise InvalidGrantError("The citizen does not speak for that organisation any more.")
    if family.details:
        answer[PARAMETER] = family.details.packed()
    token, digest = answer["access_token"], tokens.digest(answer["access_token"])
    Token.objects.create(
        token_hash=digest,
        code_hash=family.code_hash,
        client_id=request.client.client_id,
        citizen_id=person.citizen_id,
        issued_at=clock.now(),
        scope=answer["scope"],
        details=family.details.packed(),
        audience=audience,
        dpop_jkt=request.dpop_jkt,
        capacity=person.capacity.packed(),
        acr=proofs.strongest(person.proofs).key.urn,
        sealed=person.who.seal(sealing.derive(token.encode(), ACCESS), digest),
        expires_at=clock.now() + timedelta(seconds=TOKEN_SECONDS),
    )
    if "refresh_token" in answer:
        _keep_refresh_token(answer["refresh_token"], request, person, family)
    trace = trace_of(request.http, digest, client_id=request.client.client_id)
    issued = TokenIssued(client=client.client_id, scope=answer["scope"])
    tell(person.citizen_id, person.who, person.capacity, trace, issued)


def tell(citizen_id: CitizenId, who: Identity, spoken_for: Capacity, trace: Trace, event: Event) -> None:
    """Tell the trail what the application of this trace was given, and for whom: both trails under a mandate."""
    acting.tell_application(citizen_id, f"{who.given_name} {who.family_name}", spoken_for, trace)
    record(citizen_id, trace, event, *_spoken_for(trace.client_id, spoken_for))


def _spoken_for(client_id: str, spoken_for: Capacity) -> list[Event]:
    """Tell the trail for which organisation it is, when it is for one."""
    place = spoken_for.organisation and organisation(UUID(spoken_for.organisation))
    return [OrganisationSpokenFor(client=client_id, group=place.group.value, organisation=place.code)] if place else []


def _keep_refresh_token(token: str, request: Question, person: Person, family: Family) -> None:
    digest = tokens.digest(token)
    RefreshToken.objects.create(
        token_hash=digest,
        code_hash=family.code_hash,
        client_id=request.client.client_id,
        citizen_id=person.citizen_id,
        scope=family.scope,
        details=family.details.packed(),
        proofs=proofs.pack(person.proofs),
        acr=family.acr,
        capacity=person.capacity.packed(),
        sealed=person.who.seal(sealing.derive(token.encode(), REFRESH), digest),
        dpop_jkt=request.dpop_jkt,
        family_ends_at=family.ends_at,
    )
