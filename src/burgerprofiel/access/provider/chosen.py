"""As what the citizen goes on, for one question of one application: chosen by them, or named by the application.

The choice stands in the address between our page and the answer, sealed for this question and this session of this
citizen, for half an hour: nobody can make one, and for another question, person or session it is worth nothing.
"""

from __future__ import annotations

import binascii
import json
from base64 import b64decode, urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from hashlib import sha256
from typing import Protocol
from uuid import UUID

from django.conf import settings

from burgerprofiel.access.provider.choices import Choice
from burgerprofiel.kit import clock, sealing

PARAMETER = "hoedanigheid"
"""In the addresses of the sign-in host."""
LIFE = timedelta(minutes=30)
_PASSING = frozenset({PARAMETER, "prompt", "max_age", "taal", "ui_locales"})
"""Parameters that change while the citizen is busy with one question."""
_LONGEST_HINT = 1000
_STANDARD = str.maketrans("-_ ", "+/+")
"""Both alphabets of base64, and a plus that an address turned into a space."""


@lru_cache(maxsize=1)
def _key() -> bytes:
    return sealing.derive(settings.CONFIG.secret("lookup_key"), "access:chosen capacity")


class Question(Protocol):
    """What a choice is bound to."""

    sign_in_id: UUID | None
    chosen: str

    @property
    def address(self) -> dict[str, str]: ...


def with_choice(question: Question, choice: Choice) -> dict[str, str]:
    """Return the question's address as it goes on once this was chosen."""
    until = int((clock.now() + LIFE).timestamp())
    sealed = sealing.seal(_key(), f"{until} {choice.name}".encode(), _place(question))
    return question.address | {PARAMETER: urlsafe_b64encode(sealed).decode()}


def settled(possible: Sequence[Choice], question: Question, hint: str) -> Choice | None:
    """Return as what they go on, None when they must say so: the only way, the one they chose, the one hinted at."""
    if len(possible) == 1:
        return possible[0]
    name = _kept(question)
    fitting = [each for each in possible if each.name == name] or hinted(possible, hint)
    return fitting[0] if len(fitting) == 1 else None


def hinted(possible: Sequence[Choice], hint: str) -> list[Choice]:
    """Return what fits a `login_hint` (contracts/mbp.md §5.5): base64 of `{"cap_hint": group, "code_hint": code}`.

    A hint is only that: one that means nothing to us, or nothing to this citizen, fits nothing and harms nothing.
    """
    group, code = _read(hint)
    return [
        each for each in possible if each.group.value == group and (each.code == code if code else not each.mandate)
    ]


def _kept(question: Question) -> str:
    """Return the name that stands in the address; empty when it was not put there by us, for them, for this."""
    try:
        sealed = urlsafe_b64decode(question.chosen.encode())
        until, _space, name = sealing.unseal(_key(), sealed, _place(question)).decode().partition(" ")
    except (binascii.Error, ValueError, sealing.NotSealedForThisError):
        return ""
    return name if clock.now() < datetime.fromtimestamp(int(until), tz=clock.now().tzinfo) else ""


def _place(question: Question) -> bytes:
    assert question.sign_in_id is not None  # noqa: S101 - somebody is signed in when this is asked
    asked = sorted((name, value) for name, value in question.address.items() if name not in _PASSING)
    return question.sign_in_id.bytes + sha256(json.dumps(asked).encode()).digest()


def _read(hint: str) -> tuple[str, str]:
    """Return the group and the code in a hint, empty what is not there."""
    if not hint or len(hint) > _LONGEST_HINT:
        return "", ""
    try:
        told = json.loads(b64decode(hint.translate(_STANDARD) + "=" * (-len(hint) % 4), validate=True))
    except (ValueError, RecursionError):
        return "", ""
    if not isinstance(told, dict):
        return "", ""
    group, code = told.get("cap_hint"), told.get("code_hint", "")
    return (group, code) if isinstance(group, str) and isinstance(code, str) else ("", "")
