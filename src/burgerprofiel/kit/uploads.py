"""The one file of a form: encrypted while it comes in, never in the clear on a disk, and no more kept than it may have.

What else is in the form is passed by; how long the whole of it may be is `site.longest`'s.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from burgerprofiel.kit.storage.objects import Writer

P = ParamSpec("P")
Page = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


class Taken(UploadedFile):  # type: ignore[type-arg]  # generic in the stubs alone
    """A file that came in and waits to be looked in; `size` is how long it was, also where not all of it was kept."""

    def __init__(self, writer: Writer, name: str, octets: int) -> None:
        """Remember where it is."""
        super().__init__(None, name, "application/octet-stream", octets)
        self.writer = writer


class _Incoming(FileUploadHandler):
    """Takes the first file in one field, and keeps at most so much of it; passes every other by."""

    def __init__(self, request: HttpRequest, field: str, most: int) -> None:
        super().__init__(request)
        self._field, self._most, self._octets = field, most, 0
        self._writer: Writer | None = None

    def new_file(self, field_name: str, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's signature
        """Begin a file."""
        super().new_file(field_name, *args, **kwargs)
        if field_name != self._field or self._writer is not None:
            raise SkipFile
        self._writer = Writer()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:  # noqa: ARG002 - Django's signature
        """Count a piece, and encrypt it as long as it is not too much."""
        self._octets += len(raw_data)
        if self._writer is not None and self._octets <= self._most:
            self._writer.write(raw_data)

    def file_complete(self, file_size: int) -> Taken | None:  # noqa: ARG002 - Django's signature
        """Give the file to the form."""
        return Taken(self._writer, self.file_name or "", self._octets) if self._writer is not None else None

    def close(self) -> None:
        """Forget what was not kept."""
        if self._writer is not None:
            self._writer.discard()


def takes_a_file(field: str, most: int) -> Callable[[Page[P]], Page[P]]:
    """Let a form with a file of at most so many bytes come in; its token is asked only then: asking reads the form.

    The page finds a `Taken` in `request.FILES[field]`; what it does not settle is forgotten when it has answered.
    """

    def decorate(page: Page[P]) -> Page[P]:
        protected = csrf_protect(cast("Any", page))

        @csrf_exempt
        @wraps(page)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            incoming = _Incoming(request, field, most)
            request.upload_handlers = [incoming]
            try:
                return cast("HttpResponseBase", protected(request, *args, **kwargs))
            finally:
                incoming.close()

        return cast("Page[P]", guarded)

    return decorate
