"""The two surfaces: v2.1 of the eBox to the letter, and v3 with its newer names (contracts/ebox.md A.3, A.4)."""

from __future__ import annotations

from enum import Enum

from django.conf import settings
from django.http import HttpRequest


class Surface(Enum):
    """One of them; the value is what its addresses begin with."""

    V2 = "/ebox/messageRegistry/v2"
    V3 = "/ebox/messageRegistry/v3"

    @property
    def origin(self) -> str:
        """What whole addresses begin with."""
        return f"{settings.CONFIG.registry_origin}{self.value}"

    @property
    def reference(self) -> str:
        """Where reference data is."""
        return "referenceData" if self is Surface.V2 else "refData"


def of(request: HttpRequest) -> Surface:
    """Return which surface was asked; our own additions speak like v3."""
    return Surface.V2 if request.path.startswith(f"{Surface.V2.value}/") else Surface.V3
