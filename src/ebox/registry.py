"""Speaking with the registry: every question is asked again while it makes sense, later and later, and then no more.

Again: no connection, 429 and 5xx. A token that ended is asked for once more. Everything else is an answer.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import httpx

from ebox.addresses import Transport, is_safe
from ebox.profile import Profile
from ebox.token import Tokens
from ebox.trouble import Exit, TroubleError

TRIES = 8
"""How often something is asked; with the waits in between about a minute and a half."""
_LONGEST_WAIT = 30.0


class NoAnswerError(Exception):
    """The other side did not answer, however often it was asked."""


@dataclass(frozen=True)
class Answer:
    """What the registry said."""

    status: int
    told: dict[str, Any]
    """Its JSON; empty when it was none."""
    content: bytes = b""

    @property
    def sentence(self) -> str:
        """What is wrong, in the registry's words."""
        return str(self.told.get("detail") or self.told.get("title") or f"The registry answered {self.status}.")


class Registry:
    """A registry, as one client; may be used by several threads at once."""

    def __init__(self, profile: Profile, *, tries: int = TRIES, wait: Callable[[float], None] = time.sleep) -> None:
        """Nothing is asked yet. Raises TroubleError when the profile lacks something."""
        for name in ("registry", "access", "client_id"):
            if not getattr(profile, name):
                raise TroubleError(f"The profile says nothing of {name}: run “ebox configure”.", Exit.USAGE)
        for name in ("registry", "access"):
            if not is_safe(getattr(profile, name)):
                told = "is no address that keeps secrets: it begins with https:// (http:// is for localhost alone)"
                raise TroubleError(f"{name} in the profile {told}.", Exit.USAGE)
        limits = httpx.Limits(max_connections=64, max_keepalive_connections=64)
        self._http = httpx.Client(transport=Transport(limits=limits), timeout=httpx.Timeout(60, connect=10))
        self.profile, self.tokens = profile, Tokens(self._http, profile)
        self._tries, self._wait = tries, wait

    def ask(self, method: str, path: str, scopes: Sequence[str], **more: Any) -> Answer:  # noqa: ANN401 - httpx's
        """Ask; `more` is what httpx takes (`json`, `params`, `headers`, `content`). Raises NoAnswerError, TroubleError.

        `content` may be a function that gives the content anew for every try; so may `files`.
        """
        renewed, why = False, ""
        for attempt in range(self._tries):
            try:
                answer = self._once(method, path, scopes, more)
            except httpx.TransportError as error:
                why, pause = str(error) or type(error).__name__, None
            else:
                if answer.status_code == 401 and not renewed:
                    renewed = True
                    self.tokens.forget()
                    continue
                if answer.status_code < 500 and answer.status_code != 429:
                    return _read(answer)
                why, pause = f"it answered {answer.status_code}", _seconds(answer.headers)
            if attempt + 1 < self._tries:
                self._wait(pause if pause is not None else _pause(attempt))
        raise NoAnswerError(f"The registry {self.profile.registry} does not do it now: {why}.")

    def stream(self, path: str, scopes: Sequence[str], take: Callable[[bytes], object]) -> int:
        """Get something large in pieces, once; returns the status. Raises TroubleError, httpx.TransportError."""
        headers = {"Authorization": f"Bearer {self.tokens.get(scopes)}"}
        with self._http.stream("GET", self._address(path), headers=headers) as answer:
            if answer.status_code == 200:
                for piece in answer.iter_bytes():
                    take(piece)
            return answer.status_code

    def _once(self, method: str, path: str, scopes: Sequence[str], more: Mapping[str, Any]) -> httpx.Response:
        given = {name: value() if callable(value) else value for name, value in more.items()}
        headers = {**given.pop("headers", {}), "Authorization": f"Bearer {self.tokens.get(scopes)}"}
        return self._http.request(method, self._address(path), headers=headers, **given)

    def _address(self, path: str) -> str:
        """Return where to ask; an address that the registry told is asked of that registry, whatever host it names."""
        if path.startswith(("https://", "http://")):
            return str(httpx.URL(self.profile.registry).join(httpx.URL(path).raw_path.decode()))
        return self.profile.registry.rstrip("/") + path


def _read(answer: httpx.Response) -> Answer:
    try:
        told = answer.json()
    except ValueError:
        told = {}
    return Answer(answer.status_code, told if isinstance(told, dict) else {"items": told}, answer.content)


def _pause(attempt: int) -> float:
    """Later and later, and not all at the same moment."""
    most = min(_LONGEST_WAIT, 0.5 * float(2**attempt))
    return most * (0.5 + random.random() / 2)  # noqa: S311 - no secret


def _seconds(headers: Mapping[str, str]) -> float | None:
    text = headers.get("Retry-After", "")
    return min(float(text), 300.0) if text.isdigit() else None
