"""What programs may ask of us stands in files (OpenAPI 3.1) that everybody may read: one way to hand them out."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from burgerprofiel.kit import responses


class Published:
    """One such file; `page` is its address. Who has it already hears that it is still the same (304)."""

    def __init__(self, file: Path) -> None:
        """Name the file; it is read when somebody asks, once."""
        self._file = file
        self.page = require_safe(self._page)

    @cached_property
    def content(self) -> bytes:
        """Return the file."""
        return self._file.read_bytes()

    def _page(self, request: HttpRequest) -> HttpResponse:
        """Answer with the file; everybody may keep it for an hour."""
        return responses.public(request, self.content, "application/yaml", kept="public, max-age=3600")
