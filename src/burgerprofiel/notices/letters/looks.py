"""Whose look an e-mail has: that of the body whose notice it is; of several bodies in one letter, the portal's own."""

from __future__ import annotations

from collections.abc import Set

from burgerprofiel.kit.brand import Brand


def of(brands: Set[str]) -> Brand | None:  # noqa: ARG001 - brands come with their senders
    """Return the look for notices of these brands; None: the portal's own."""
    return None
