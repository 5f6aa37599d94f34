"""What rooms above keep for a citizen beside the profile: a browser that may be reached, a choice of how to be told."""

from __future__ import annotations

import os
from base64 import urlsafe_b64encode
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.notices.kinds import Group, How
from burgerprofiel.notices.notice import Channel
from burgerprofiel.notices.preferences.actions import choose
from burgerprofiel.notices.push.actions import start
from burgerprofiel.notices.push.subscription import Subscription, read
from tests.people.profile.giving import TRACE


def subscription(name: str = "") -> Subscription:
    """What a browser gives."""
    point = ec.generate_private_key(ec.SECP256R1()).public_key()
    raw = point.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    keys = {"p256dh": urlsafe_b64encode(raw).decode(), "auth": urlsafe_b64encode(os.urandom(16)).decode()}
    return read(f"https://fcm.googleapis.com/{name or os.urandom(8).hex()}", keys, "Firefox, Linux")


def browser(citizen_id: CitizenId) -> UUID:
    """Let a browser in."""
    return start(citizen_id, subscription(), TRACE)


def choice(citizen_id: CitizenId, how: How = How.DIGEST) -> int:
    """Choose something else than the default, or the default again."""
    return choose(citizen_id, {(Group.MAIL, Channel.EMAIL): how}, TRACE)
