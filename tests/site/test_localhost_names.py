"""Names below localhost are this machine for our processes too, whatever the system's library thinks."""

import socket

import pytest


def addresses(name: str | bytes) -> set[str]:
    """Where a name leads."""
    return {str(found[4][0]) for found in socket.getaddrinfo(name, 80, socket.AF_INET, socket.SOCK_STREAM)}


@pytest.mark.parametrize("name", ["magda.localhost", "OCSP.LOCALHOST", "ocsp.localhost.", b"magda.localhost"])
def test_a_name_below_localhost_is_this_machine(name: str | bytes) -> None:
    assert addresses(name) == {"127.0.0.1"}


def test_a_name_that_only_holds_localhost_is_not() -> None:
    with pytest.raises(OSError):
        addresses("magda.localhost.invalid")
