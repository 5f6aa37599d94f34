"""Prepare signing in: the first signing key, and the portal as a client of our own provider. Safe to run again."""

import secrets
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from burgerprofiel.access import tokens
from burgerprofiel.access.models import Client
from burgerprofiel.access.provider import keys
from burgerprofiel.access.relying.exchange import REDIRECT_PATH, SECRET, client_secret


class Command(BaseCommand):
    """`./manage access_setup`."""

    help = "Makes the first signing key and registers the portal as a client of the sign-in service."

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002, ANN401 - Django's signature
        """Run; in the demo a missing client secret is made, elsewhere the operator brings it."""
        path = settings.CONFIG.secrets / SECRET
        if settings.CONFIG.demo and not path.exists():
            path.touch(mode=0o600)
            path.write_text(secrets.token_urlsafe(48))
        keys.rotate()
        Client.objects.update_or_create(
            client_id=settings.CONFIG.client_id,
            defaults={
                "name": "Mijn Burgerprofiel",
                "secret_hash": tokens.digest(client_secret()),
                "redirect_uris": [REDIRECT_PATH],
                "post_logout_redirect_uris": ["/afgemeld"],
                "scopes": ["openid", "profile", "rrn"],
            },
        )
