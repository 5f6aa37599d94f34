"""Going out over HTTP: what is on this machine is reached on this machine, past the proxy in front."""

from __future__ import annotations

import pytest
from httpx import Request

from burgerprofiel.kit import http


@pytest.mark.parametrize(
    ("address", "there", "proxied"),
    [
        ("http://itsme.localhost:8000/v2?a=b", "http://127.0.0.1:8000/v2?a=b", ""),
        ("https://itsme.localhost:8443/v2", "http://127.0.0.1:8443/v2", "https"),
        ("https://itsme.localhost/v2", "http://127.0.0.1:443/v2", "https"),
        ("https://suite.example:8443/x", "https://suite.example:8443/x", ""),
        ("https://localhost.emobix.co.uk:8443/x", "https://localhost.emobix.co.uk:8443/x", ""),
        ("https://evil.localhost.example/", "https://evil.localhost.example/", ""),
    ],
)
def test_names_of_this_machine_are_this_machine_and_no_others(address: str, there: str, proxied: str) -> None:
    request = http._here(Request("GET", address))
    assert str(request.url) == there
    assert request.headers["host"] == address.split("/")[2].removesuffix(":443")
    assert request.headers.get("x-forwarded-proto", "") == proxied
