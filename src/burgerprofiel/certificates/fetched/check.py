"""Whether a source can be used as it stands: asked as an operator would, about nobody."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from burgerprofiel.certificates.fetched.calls import Line, RefusedError, SilentError
from burgerprofiel.certificates.fetched.configuration import Source
from burgerprofiel.kit import loop

_NOBODY = "00000000000"


def findings(source: Source) -> Sequence[str]:
    """Return what does not fit, in sentences; nothing when all does."""

    async def both() -> list[str]:
        line = Line(source)
        try:
            return [*await _token(line), *await _door(line)]
        finally:
            await line.close()

    return loop.entrance().call(both)


async def _token(line: Line) -> list[str]:
    try:
        async with asyncio.timeout(line.source.budget):
            await line.bearer()
    except RefusedError:
        return [f"{line.source.token_url} does not know our client “{line.source.client_id}”, or not its scope."]
    except (SilentError, TimeoutError, OSError):
        return [f"{line.source.token_url} gives no token within {line.source.budget:g} s."]
    return []


async def _door(line: Line) -> list[str]:
    """It answers in time, and lets nobody in without a token."""
    url = f"{line.source.url.rstrip('/')}/v1/certificates"
    try:
        async with asyncio.timeout(line.source.budget):
            await line.get(f"{url}/{_NOBODY}?limit=1&page=0", "application/hal+json", 100_000, token=False)
    except RefusedError:
        return []
    except (SilentError, TimeoutError, OSError):
        return [f"{url} does not answer as it should to who has no token: 401 is expected."]
    return [f"{url} answers to who has no token: 401 is expected."]
