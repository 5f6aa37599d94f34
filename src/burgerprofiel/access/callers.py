"""Which program asks at a door of ours, with what its token allows (RFC 6750)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from django.http import HttpRequest

from burgerprofiel.access import bearer
from burgerprofiel.access.bearer import Bearer
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit.problems import BELGIF, ProblemError


@dataclass(frozen=True)
class Caller:
    """Who asks."""

    bearer: Bearer
    trace: Trace

    @property
    def client_id(self) -> str:
        """The program."""
        return self.bearer.client_id

    def may(self, *scopes: str) -> bool:
        """Whether the token has one of these scopes."""
        return not self.bearer.scopes.isdisjoint(scopes)


Who = TypeVar("Who", bound=Caller)


def of(request: HttpRequest, origin: str, kind: type[Who]) -> Who:
    """Return who asks at the door with this origin. Raises ProblemError without a token that stands."""
    try:
        found = bearer.shown(request, origin)
    except bearer.RefusedError as error:
        raise _refused(str(error)) from error
    trace = Trace(
        actor=found.client_id,
        subject_token_hash=found.token_hash.hex(),
        client_id=found.client_id,
        method=request.method or "",
        path=request.path,
    )
    return kind(found, trace)


def _refused(error: str) -> ProblemError:
    kind, title, detail = (
        ("invalidAccessToken", "Invalid Access Token", "The access token is unknown, has expired or was revoked.")
        if error
        else ("noAccessToken", "No Access Token", "Show an access token in the Authorization header.")
    )
    told = f'Bearer error="{error}"' if error else "Bearer"
    problem = ProblemError(401, f"{BELGIF}{kind}", title, detail, code="UNAUTHORIZED")
    return problem.saying(WWW_Authenticate=told)
