"""An application's question as the sign-in pages carry it along: itself, or the `request_uri` that stands for it."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from urllib.parse import parse_qsl, urlsplit
from uuid import UUID

from authlib.oauth2.rfc6749 import OAuth2Payload
from django.http import HttpRequest

from burgerprofiel.access.provider import chosen, pushed
from burgerprofiel.access.provider.client import find
from burgerprofiel.access.provider.person import Person
from burgerprofiel.access.provider.question import Question
from burgerprofiel.access.provider.subject import session_name
from burgerprofiel.access.provider.wishes import Wishes, without_freshness
from burgerprofiel.access.queries import SignedIn


class OverError(Exception):
    """The `request_uri` was used, is too old, or was never this application's."""


class _Told(OAuth2Payload):  # type: ignore[misc]  # authlib has no types
    """Parameters that did not come with this request."""

    def __init__(self, data: dict[str, str]) -> None:
        """Keep them."""
        self._data = data

    @property
    def data(self) -> dict[str, str]:
        """All of them."""
        return self._data

    @property
    def datalist(self) -> defaultdict[str, list[str]]:
        """Each stands once."""
        return defaultdict(list, {name: [value] for name, value in self._data.items()})


class Asked(Question):
    """A question, wherever its parameters are."""

    def __init__(self, request: HttpRequest, told: dict[str, str] | None = None) -> None:
        """Read it from the request, or take the parameters given: those of a question that is being pushed."""
        super().__init__(request)
        self.pushed, self.reference, self.chosen = told is not None, "", ""
        self.since: datetime | None = None
        self.sign_in_id: UUID | None = None
        """The session at the provider from which the answer comes."""
        if told is not None:
            self.payload = _Told(told)

    @property
    def address(self) -> dict[str, str]:
        """What stands in the address of our pages for this question."""
        data: dict[str, str] = self.payload.data
        if not self.reference:
            return data
        carried = {chosen.PARAMETER: self.chosen} if self.chosen else {}
        return {"client_id": data["client_id"], "request_uri": self.reference} | carried

    @property
    def whom(self) -> str:
        """Whom our page asks; an answer on it is nobody else's who signed in with this browser since."""
        assert self.sign_in_id is not None  # noqa: S101 - nobody is asked who is not signed in
        return session_name(self.sign_in_id, self.payload.data["client_id"])

    @property
    def afterwards(self) -> dict[str, str]:
        """The same for once a key was shown: a wish for a fresh key has been met then."""
        return self.address if self.reference else without_freshness(self.payload.data)

    def person(self, known: SignedIn | None) -> Person | None:
        """Return who answers. When a pushed question wants a fresh key, only keys shown since then count."""
        if known is None:
            return None
        self.sign_in_id = known.id
        everything = Person(known.citizen_id, known.proofs, known.who)
        if self.since is None or not {"prompt", "max_age"} & self.payload.data.keys():
            return everything
        fresh = tuple(proof for proof in known.proofs if proof.at >= self.since)
        if not fresh:
            return everything
        self.payload = _Told(without_freshness(self.payload.data))
        return Person(known.citizen_id, fresh, known.who)

    def wishes(self) -> Wishes:
        """Return what it wants of the sign-in itself. Raises BadWishError."""
        return Wishes.read(self.payload.data)


def read(request: HttpRequest, *, from_address: bool = False) -> Asked:
    """Return the question of this request. Raises OverError for a `request_uri` that stands for nothing any more.

    With `from_address` it is the one in the address of a page of ours, also when that page's form is sent.
    """
    asked = Asked(request)
    if from_address:
        asked.payload = _Told(request.GET.dict())
    uri, asked.chosen = asked.payload.data.get("request_uri", ""), asked.payload.data.get(chosen.PARAMETER, "")
    if not uri.startswith(pushed.PREFIX):
        return asked
    found = pushed.begin(asked.payload.data.get("client_id", ""), uri)
    if found is None:
        raise OverError
    asked.payload, asked.pushed = _Told(found.parameters), True
    asked.reference, asked.since = uri, found.since
    return asked


def origin(address: str) -> str:
    """Return the origin of an address."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def leads_to(way: str) -> str:
    """Return the origin of the application to which this address of ours leads in the end; empty when it is not sure.

    `way` is `/op/v1/auth?…`, as the pages between carry it along.
    """
    data = dict(parse_qsl(urlsplit(way).query))
    client = find(data.get("client_id", ""))
    back = (
        pushed.peek(data["request_uri"]).get("redirect_uri", "") if "request_uri" in data else data.get("redirect_uri")
    )
    return origin(back) if client and back in client.redirect_uris else ""
