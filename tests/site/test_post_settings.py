"""Codes travel encrypted outside the demo, and a mistake in the settings stops the start with a sentence."""

from __future__ import annotations

import pytest

from burgerprofiel.site.config import ConfigError, load

PRODUCTION = {"MBP_DATA": "data", "MBP_SECRETS": "secrets", "MBP_SCANNER": "none"}


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("MBP_SMS_URL", "http://sms.example/", "MBP_SMS_URL is an https address"),
        ("MBP_ADDRESS_URL", "http://addresses.example", "MBP_ADDRESS_URL is an https address"),
        ("MBP_ADDRESS_URL", "addresses.example", "MBP_ADDRESS_URL is an address"),
        ("MBP_SMTP_URL", "mail.example:25", "MBP_SMTP_URL begins with"),
        ("MBP_SMTP_URL", "http://mail.example", "MBP_SMTP_URL begins with"),
    ],
)
def test_a_mistake_is_told_before_anything_starts(name: str, value: str, sentence: str) -> None:
    with pytest.raises(ConfigError, match=sentence):
        load(PRODUCTION | {name: value})


def test_nothing_is_sent_unless_it_was_configured() -> None:
    config = load(PRODUCTION)
    assert (config.sms_url, config.smtp_url) == ("", "")
