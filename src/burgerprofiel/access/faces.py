"""Our own two applications, each a client of the sign-in service like any other: the portal, and the desk for staff.

Each has its host, its cookie and its sessions: what opens the one opens nothing of the other.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest

from burgerprofiel.kit.levels import Level

REDIRECT_PATH = "/aanmelden/terug"
SIGNED_OUT_PATH = "/afgemeld"
_DESK_IDLE = timedelta(minutes=15)


@dataclass(frozen=True)
class Face:
    """One of them."""

    name: str
    """As `Session.face` and the trail call it."""
    title: str
    """As the sign-in service calls it to people."""
    host: str
    origin: str
    client_id: str
    secret_file: str
    """The name of the file that holds its secret at the provider."""
    scopes: tuple[str, ...]
    level: Level
    """What somebody shows at least."""
    cookie: str
    idle: timedelta
    """How long a session stays without a page being read."""
    now_and_then: tuple[str, ...] = ()
    """Scopes that it asks only when somebody wants that."""
    target_groups: tuple[str, ...] = ()
    """As what one signs in (`organisations.groups.TargetGroup` values); empty: as a citizen."""

    @property
    def redirect_uri(self) -> str:
        """Where the provider sends its answer."""
        return f"{self.origin}{REDIRECT_PATH}"

    @property
    def client_secret(self) -> str:
        """Its secret at the provider: the file's text, or base64url of random bytes. Raises ConfigError."""
        raw: bytes = settings.CONFIG.secret(self.secret_file)
        return raw.decode() if raw.isascii() and raw.decode().isprintable() else base64.urlsafe_b64encode(raw).decode()


def portal() -> Face:
    """Where citizens read."""
    config = settings.CONFIG
    return Face(
        name="portal",
        title="Mijn Burgerprofiel",
        host=config.portal_host,
        origin=config.portal_origin,
        client_id=config.client_id,
        secret_file="portal_client_secret",  # noqa: S106 - a name
        scopes=("openid", "profile", "rrn"),
        now_and_then=("ssm_mandaat",),
        level=Level.SUBSTANTIAL,
        cookie=settings.SESSION_COOKIE,
        idle=timedelta(minutes=config.idle_minutes),
    )


def desk() -> Face:
    """Where civil servants work: a surer key, a shorter time, and only for an organisation."""
    config = settings.CONFIG
    return Face(
        name="desk",
        title="Balie Burgerprofiel",
        host=config.desk_host,
        origin=config.desk_origin,
        client_id=config.desk_client_id,
        secret_file="desk_client_secret",  # noqa: S106 - a name
        scopes=("openid", "profile", "rrn", "vo", APPLICATION),
        level=Level.HIGH,
        cookie=settings.DESK_COOKIE,
        idle=min(_DESK_IDLE, timedelta(minutes=config.idle_minutes)),
        target_groups=("LB", "GID"),
    )


APPLICATION = "burgerprofiel_balie"
"""The application whose roles count at the desk: the scope that tells them."""


def both() -> tuple[Face, Face]:
    """Return the portal and the desk."""
    return portal(), desk()


def serving(request: HttpRequest) -> Face | None:
    """Return whose host was asked; None on the sign-in host, where neither's session means anything."""
    host = request.get_host().partition(":")[0].lower()
    return next((face for face in both() if face.host.lower() == host), None)


def face_of(request: HttpRequest) -> Face:
    """Return whose host was asked: only for pages that no other host has."""
    return serving(request) or portal()


def with_client_id(client_id: str) -> Face | None:
    """Return which of them a client is; None: it is somebody else's."""
    return next((face for face in both() if face.client_id == client_id), None)


def named(name: str) -> Face:
    """Return the one that a session is of."""
    return desk() if name == "desk" else portal()
