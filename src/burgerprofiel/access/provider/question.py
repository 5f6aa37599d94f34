"""What an application asks the provider, as authlib reads it: a request of Django in authlib's form."""

from __future__ import annotations

from collections import defaultdict

from authlib.oauth2.rfc6749 import OAuth2Payload, OAuth2Request
from django.http import HttpRequest


class Payload(OAuth2Payload):  # type: ignore[misc]  # authlib has no types
    """The parameters of a request."""

    def __init__(self, request: HttpRequest) -> None:
        """Read the form of a POST, else the query."""
        self._values = request.POST if request.method == "POST" else request.GET

    @property
    def data(self) -> dict[str, str]:
        """Each parameter's last value."""
        return {name: str(value) for name, value in self._values.items()}

    @property
    def datalist(self) -> defaultdict[str, list[str]]:
        """Each parameter's every value, so that a doubled one is noticed."""
        return defaultdict(list, {name: [str(value) for value in values] for name, values in self._values.lists()})


class Question(OAuth2Request):  # type: ignore[misc]  # authlib has no types
    """A request in authlib's form. The address is given as https: whether http is allowed is config's decision."""

    def __init__(self, request: HttpRequest) -> None:
        """Wrap the request."""
        super().__init__(
            request.method or "GET", f"https://{request.get_host()}{request.path}", headers=request.headers
        )
        self.http = request
        self.payload = Payload(request)
        self.dpop_jkt = ""

    @property
    def args(self) -> dict[str, str]:
        """The query."""
        return self.http.GET.dict()

    @property
    def form(self) -> dict[str, str]:
        """The form."""
        return self.http.POST.dict()
