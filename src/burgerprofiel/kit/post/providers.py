"""Who takes letters and texts from us, the first one first; the second takes over what the first does not take."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.conf import settings


@dataclass(frozen=True)
class Provider:
    """A mail server or a gateway."""

    name: str
    """As operators read it."""
    url: str = field(repr=False)
    secret: str
    """The file with its secret."""


def mail_servers() -> tuple[Provider, ...]:
    """Return the mail servers that are configured."""
    config = settings.CONFIG
    urls = (("smtp", config.smtp_url, "smtp_password"), ("smtp-2", config.smtp_url_2, "smtp_password_2"))
    return tuple(Provider(*each) for each in urls if each[1])


def gateways() -> tuple[Provider, ...]:
    """Return the SMS gateways that are configured."""
    config = settings.CONFIG
    urls = (("sms", config.sms_url, "sms_gateway"), ("sms-2", config.sms_url_2, "sms_gateway_2"))
    return tuple(Provider(*each) for each in urls if each[1])
