"""Prepare signing in: the first signing key; the portal and the desk as clients of our provider. Safe to run again."""

import secrets
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from burgerprofiel.access import faces, tokens
from burgerprofiel.access.models import Client
from burgerprofiel.access.provider import keys


class Command(BaseCommand):
    """`./manage access_setup`."""

    help = "Makes the first signing key and registers the portal and the desk as clients of the sign-in service."

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002, ANN401 - Django's signature
        """Run; in the demo a missing client secret is made, elsewhere the operator brings it."""
        keys.rotate()
        for face in faces.both():
            path = settings.CONFIG.secrets / face.secret_file
            if settings.CONFIG.demo and not path.exists():
                path.touch(mode=0o600)
                path.write_text(secrets.token_urlsafe(48))
            Client.objects.update_or_create(client_id=face.client_id, defaults=_columns(face))


def _columns(face: faces.Face) -> dict[str, object]:
    """What the sign-in service knows of one of our own faces; its addresses as paths, for its origin may change."""
    return {
        "name": face.title,
        "secret_hash": tokens.digest(face.client_secret),
        "redirect_uris": [faces.REDIRECT_PATH],
        "post_logout_redirect_uris": [faces.SIGNED_OUT_PATH],
        "scopes": [*face.scopes, *face.now_and_then],
        "target_groups": list(face.target_groups),
    }
