"""Whose mail it is: the registry asks the common sign-in service whose token it was shown (RFC 7662)."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from pathlib import Path

import httpx

from burgerprofiel.kit import http
from burgerprofiel.simulators.hosts import sign_in_service

CLIENT = "federaal-register"
SCOPE = "scope:document:management:consult:ws-eboxrestentreprise:messagesfull"

Who = Callable[[str], Awaitable[str | None]]
"""A token to the national number of who reads; None: it opens nothing here."""


def secret_file() -> Path:
    """Where the registry's secret at the sign-in service lies."""
    return Path(os.environ["MBP_DATA"]) / "simulators" / "registry" / "secret"


async def introspected(token: str) -> str | None:
    """Ask the sign-in service. A token for somebody else opens nothing here."""
    try:
        secret = secret_file().read_text().strip()
        async with http.async_client(5) as client:
            reply = await client.post(
                f"{sign_in_service()}/op/v1/introspect", data={"token": token}, auth=(CLIENT, secret)
            )
        told = reply.raise_for_status().json()
    except (OSError, httpx.HTTPError, ValueError):
        return None
    mine = told.get("active") is True and told.get("aud") == CLIENT and SCOPE in str(told.get("scope", "")).split()
    return str(told["rrn"]) if mine and "rrn" in told else None
