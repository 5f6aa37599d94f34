"""`id_token_hint`: an application reminds us of whom it knows, with an id_token that we signed, however old."""

from __future__ import annotations

from typing import NamedTuple

from joserfc import jwt
from joserfc.errors import JoseError

from burgerprofiel.access.provider import keys
from burgerprofiel.access.provider.id_token import issuer


class Hint(NamedTuple):
    """What an id_token of ours says; both are empty when we never signed it."""

    client_id: str = ""
    subject: str = ""


def read(id_token: str) -> Hint:
    """Return for which application and about whom it is."""
    try:
        told = jwt.decode(id_token, keys.key_set(), algorithms=list(keys.ALGORITHMS)).claims
    except (JoseError, ValueError, KeyError, TypeError, RecursionError):
        return Hint()
    return Hint(str(told.get("aud", "")), str(told.get("sub", ""))) if told.get("iss") == issuer() else Hint()
