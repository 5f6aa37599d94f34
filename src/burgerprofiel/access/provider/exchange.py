"""Token exchange (RFC 8693, contracts/mbp.md §5.6): an application that shows a form or page of another one vouches for
who is there, so that nobody signs in twice.

Only what an application was given itself is exchanged, once and not further, for another application that trusts it.
The new token tells no more, to nobody else, and no longer than the one it was made from, with which it ends.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from authlib.oauth2.rfc6749 import (
    InvalidClientError,
    InvalidRequestError,
    InvalidScopeError,
    TokenEndpointMixin,
    UnauthorizedClientError,
)

from burgerprofiel.access import capacity, consents, tokens
from burgerprofiel.access.events import TokenExchanged
from burgerprofiel.access.identity import unseal
from burgerprofiel.access.models import Token
from burgerprofiel.access.provider import details, dpop, family
from burgerprofiel.access.provider.choices import MANDATE, stands
from burgerprofiel.access.provider.client import EXCHANGE, RegisteredClient, find
from burgerprofiel.access.provider.issuing import ACCESS, TOKEN_SECONDS, Issuing, tell
from burgerprofiel.access.provider.machine import InvalidTargetError
from burgerprofiel.access.provider.question import Question
from burgerprofiel.access.provider.refresh import ENDED
from burgerprofiel.access.request import trace_of
from burgerprofiel.access.restrictions import restrictions_of
from burgerprofiel.kit import clock, sealing
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.organisations.groups import TargetGroup

ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token"  # noqa: S105 - the name of a kind
NEEDED = frozenset({"openid", "profile", "rrn"})
"""What the application must know of the citizen itself (contracts/mbp.md §5.6)."""
_NOT_SAID = ("actor_token", "actor_token_type")

Reply = tuple[int, dict[str, str | int], list[tuple[str, str]]]


class ExchangeGrant(Issuing, TokenEndpointMixin):  # type: ignore[misc]  # authlib has no types
    """A token for another application."""

    GRANT_TYPE = EXCHANGE
    receiver: RegisteredClient
    subject: Token
    scope: str

    def validate_token_request(self) -> None:
        """Check who asks, with what, and for whom. Raises OAuth2Error."""
        client = self.authenticate_token_endpoint_client()
        if self.request.auth_method == "none":
            raise InvalidClientError(status_code=401, description="A client without a secret cannot exchange tokens.")
        if not client.check_grant_type(EXCHANGE):
            raise UnauthorizedClientError("This client is not registered for token exchange.")
        self.request.client = client
        form = self.request.payload.data
        _check_kinds(form)
        self.subject = _subject(self.request, form.get("subject_token", ""))
        self.receiver = _receiver(self.request, self.subject)
        self.scope = _scope(form.get("scope", ""), self.subject, client, self.receiver)
        if self.subject.capacity.get("mandate") and MANDATE not in self.scope.split():
            raise _no_receiver()  # it would take who acts for who is acted for

    def create_token_response(self) -> Reply:
        """Make the token, keep it, and tell the trail."""
        now, subject = clock.now(), self.subject
        ends = min(subject.expires_at, now + timedelta(seconds=TOKEN_SECONDS))
        answer = self.generate_token(None, self.scope)
        answer |= {"expires_in": int((ends - now).total_seconds()), "issued_token_type": ACCESS_TOKEN}
        for client in (self.request.client, self.receiver):
            if client.row.third_party and not consents.use(_citizen(subject), client.client_id):
                raise _no_receiver()
        self._keep(str(answer["access_token"]), now, ends)
        return 200, answer, self.TOKEN_RESPONSE_HEADER

    def _keep(self, token: str, now: datetime, ends: datetime) -> None:
        subject, digest, caller = self.subject, tokens.digest(token), self.request.client.client_id
        who = unseal(_key(self.request.payload.data["subject_token"]), subject.sealed, bytes(subject.token_hash))
        Token.objects.create(
            token_hash=digest,
            code_hash=digest,
            client_id=self.receiver.client_id,
            citizen_id=subject.citizen_id,
            issued_at=now,
            scope=self.scope,
            dpop_jkt=self.request.dpop_jkt,
            capacity=subject.capacity,
            sealed=who.seal(_key(token), digest),
            acr=subject.acr,
            exchanged_by=caller,
            parent_hash=subject.token_hash,
            expires_at=ends,
        )
        trace = trace_of(self.request.http, digest, client_id=self.receiver.client_id)
        event = TokenExchanged(client=caller, audience=self.receiver.client_id, scope=self.scope)
        tell(_citizen(subject), who, capacity.read(subject.capacity), trace, event)


def _check_kinds(form: dict[str, str]) -> None:
    """Raise InvalidRequestError unless an access token is given and asked for, in nobody else's name."""
    if form.get("subject_token_type") != ACCESS_TOKEN:
        raise InvalidRequestError("'subject_token_type' is not the one of an access token.")
    if form.get("requested_token_type", ACCESS_TOKEN) != ACCESS_TOKEN:
        raise InvalidRequestError("'requested_token_type': only access tokens are given.")
    if any(name in form for name in _NOT_SAID):
        raise InvalidRequestError("There is no 'actor_token': the client itself acts.")


def _subject(request: Question, token: str) -> Token:
    """Return what is exchanged, and let nobody end it meanwhile. Raises InvalidRequestError, whatever is wrong with it.

    Raises InvalidProofError when it is for the holder of another key.
    """
    mine = Token.objects.filter(client_id=request.client.client_id, expires_at__gt=clock.now())
    row = family.held(mine.filter(token_hash=tokens.digest(token)).exclude(citizen_id=None))
    if row is None or bytes(row.parent_hash) or not _knows(row, request.client) or not _may_speak(row, request):
        raise InvalidRequestError("The 'subject_token' is not one that this client can exchange.")
    if row.dpop_jkt and row.dpop_jkt != request.dpop_jkt:
        raise dpop.InvalidProofError("The 'subject_token' is for the holder of a key, of which the proof is missing.")
    return row


def _knows(row: Token, client: RegisteredClient) -> bool:
    """Whether the application was told who it is, and may know that still."""
    return set(row.scope.split()) & set(client.row.scopes) >= NEEDED


def _may_speak(row: Token, request: Question) -> bool:
    """Whether the application may still speak for the citizen, and the citizen for whom they signed in."""
    citizen_id = _citizen(row)
    if restrictions_of(citizen_id, clock.today()) & ENDED:
        return False
    return stands(capacity.read(row.capacity), citizen_id, request.client.row)


def _receiver(request: Question, subject: Token) -> RegisteredClient:
    """Return for which application the new token is. Raises InvalidTargetError, the same for all that it may not be."""
    said, caller = request.payload.datalist, request.client.client_id
    named = said.get("audience", [])
    receiver = find(named[0]) if len(named) == 1 and not said.get("resource") else None
    if receiver is None or caller not in receiver.row.trusted_exchangers or not _lets_in(receiver, subject):
        raise _no_receiver()
    if receiver.row.dpop_bound and not request.dpop_jkt:
        raise InvalidRequestError("Tokens for this receiver are for the holder of a key: show a DPoP proof.")
    return receiver


def _no_receiver() -> InvalidTargetError:
    return InvalidTargetError("There is no such receiver for this client and this citizen.")


def _lets_in(receiver: RegisteredClient, subject: Token) -> bool:
    """Whether the citizen could sign in there as what they signed in here, without being asked anything."""
    spoken_for, groups = capacity.read(subject.capacity), receiver.row.target_groups
    if not spoken_for.organisation and groups and TargetGroup.CITIZEN.value not in groups:
        return False
    if receiver.row.third_party and consents.standing(_citizen(subject), receiver.client_id) is None:
        return False
    return stands(spoken_for, _citizen(subject), receiver.row)


def _scope(asked: str, subject: Token, caller: RegisteredClient, receiver: RegisteredClient) -> str:
    """Return what both applications may know and, of an application of somebody else, what the citizen agreed to.

    Raises InvalidScopeError when more is asked, or nothing is left.
    """
    allowed = [word for word in subject.scope.split() if word in receiver.row.scopes and word != "offline_access"]
    if caller.row.third_party:  # what a citizen opened to it has a purpose and an end: the receiver would know neither
        allowed = [word for word in allowed if not word.startswith(details.BOXES)]
    if receiver.row.third_party:
        consent = consents.standing(_citizen(subject), receiver.client_id)
        allowed = [word for word in allowed if consent and word in consent.scopes]
    wanted = list(dict.fromkeys(asked.split())) or allowed
    if not set(wanted) <= set(allowed) or "openid" not in wanted:
        raise InvalidScopeError()
    return " ".join(wanted)


def _citizen(row: Token) -> CitizenId:
    assert row.citizen_id is not None  # noqa: S101 - tokens of programs are never exchanged
    return CitizenId(row.citizen_id)


def _key(token: str) -> bytes:
    return sealing.derive(token.encode(), ACCESS)
