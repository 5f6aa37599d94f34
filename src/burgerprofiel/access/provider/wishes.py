"""What an application asks about the sign-in itself: how strong, how recent, with or without asking the citizen.

`acr_values`, `max_age` and `prompt` of OpenID Connect Core §3.1.2.1; levels as in contracts/mbp.md §5.3.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from burgerprofiel.access.proofs import strongest
from burgerprofiel.access.viewer import Proof
from burgerprofiel.kit.levels import Key


class Step(Enum):
    """What happens next."""

    PROCEED = "answer the application"
    CHOOSE = "let the citizen say as what they go on"
    CONSENT = "let the citizen say whether the application may know it"
    ASK = "let the citizen show a key"
    LOGIN_REQUIRED = "the application forbade asking"
    UNMET = "no key that we know reaches the level asked for"


class BadWishError(ValueError):
    """A wish that means nothing."""


@dataclass(frozen=True)
class Wishes:
    """The wishes of one request."""

    silent: bool = False
    fresh: bool = False
    consent: bool = False
    """Ask the citizen whether they agree, also when they agreed before."""
    max_age: timedelta | None = None
    acr_values: tuple[str, ...] = ()

    @classmethod
    def read(cls, data: Mapping[str, str]) -> Wishes:
        """Read them from a request. Raises BadWishError."""
        prompts = data.get("prompt", "").split()
        if "none" in prompts and len(prompts) > 1:
            raise BadWishError("prompt=none stands alone")
        age = data.get("max_age", "")
        if age and not (age.isascii() and age.isdigit() and len(age) < 10):
            raise BadWishError("max_age is a number of seconds")
        return cls(
            silent="none" in prompts,
            fresh="login" in prompts,
            consent="consent" in prompts,
            max_age=timedelta(seconds=int(age)) if age else None,
            acr_values=tuple(data.get("acr_values", "").split()),
        )

    @property
    def level(self) -> int | None:
        """The lowest level that satisfies the request; None when every level asked for is unknown to us."""
        known = [key.level for key in map(Key.from_urn, self.acr_values) if key]
        if not self.acr_values:
            return 0
        return min(known) if known else None

    def next_step(self, proofs: tuple[Proof, ...], now: datetime) -> Step:
        """Decide from the keys shown so far (none: nobody is signed in)."""
        level = self.level
        if level is None:
            return Step.UNMET
        if self._satisfied(proofs, level, now):
            return Step.PROCEED
        return Step.LOGIN_REQUIRED if self.silent else Step.ASK

    def _satisfied(self, proofs: tuple[Proof, ...], level: int, now: datetime) -> bool:
        if not proofs or self.fresh:
            return False
        proof = strongest(proofs)
        return proof.key.level >= level and (self.max_age is None or now - proof.at <= self.max_age)


def without_consent(query: Mapping[str, str]) -> dict[str, str]:
    """Return the request as it goes on after the citizen agreed just now."""
    prompts = [prompt for prompt in query.get("prompt", "").split() if prompt != "consent"]
    rest = {name: value for name, value in query.items() if name != "prompt"}
    return rest | ({"prompt": " ".join(prompts)} if prompts else {})


def without_freshness(query: Mapping[str, str]) -> dict[str, str]:
    """Return the request as it goes on after a key was shown just now: what that satisfied is taken out.

    The application sees in `auth_time` that it was.
    """
    rest = {name: value for name, value in query.items() if name not in ("prompt", "max_age")}
    prompts = [prompt for prompt in query.get("prompt", "").split() if prompt != "login"]
    return rest | ({"prompt": " ".join(prompts)} if prompts else {})
