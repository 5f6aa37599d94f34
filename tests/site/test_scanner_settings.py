"""Outside the demo it is said who looks at files, even if nobody does: forgetting it is no choice."""

from __future__ import annotations

import pytest

from burgerprofiel.site.config import ConfigError, load

PLACES = {"MBP_DATA": "data", "MBP_SECRETS": "secrets"}


@pytest.mark.parametrize("named", ["", "clamav", "tcp://host", "http://host:3310", "unix:clamd.ctl", "tcp://a@b:1"])
def test_without_a_scanner_that_can_be_asked_nothing_starts(named: str) -> None:
    with pytest.raises(ConfigError, match="MBP_SCANNER tells where the virus scanner is"):
        load(PLACES | ({"MBP_SCANNER": named} if named else {}))


@pytest.mark.parametrize(
    "named", ["none", "tcp://scanner.example:3310", "tcp://[::1]:3310", "unix:/run/clamav/clamd.ctl"]
)
def test_a_scanner_is_named_by_its_address_or_said_to_be_none(named: str) -> None:
    assert load(PLACES | {"MBP_SCANNER": named}).scanner == named


def test_the_demo_needs_none() -> None:
    assert load(PLACES | {"MBP_DEMO": "1"}).scanner == ""
