"""Every kind of key that this sign-in service offers, the surest first."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _

from burgerprofiel.access.keys import Kind
from burgerprofiel.kit.levels import Key

EID = Kind(
    Key.eid,
    lambda: _("eID and card reader"),
    lambda: _("Your identity card, also the kids-ID, and its PIN"),
    icon="key",
    sign_in="",
)

PASSKEY = Kind(
    Key.passkey,
    lambda: _("Passkey"),
    lambda: _("The lock of your phone, tablet or computer: finger, face or PIN"),
    icon="finger",
    sign_in="op-passkey",
    enrol="op-passkey-new",
)
APP = Kind(
    Key.csamtotp,
    lambda: _("App on your phone"),
    lambda: _("Your user name, your password and the code that the app shows"),
    icon="phone",
    sign_in="op-sign-in-app",
    enrol="op-add-app",
)
SMS = Kind(
    Key.csamsms,
    lambda: _("Code by SMS"),
    lambda: _("Your user name, your password and a code that we send to your phone"),
    icon="message",
    sign_in="op-sign-in-sms",
    enrol="op-add-sms",
)
MAIL = Kind(
    Key.csammail,
    lambda: _("Code by e-mail"),
    lambda: _("Your user name, your password and a code that we send to your mailbox"),
    icon="mail",
    sign_in="op-sign-in-e-mail",
    enrol="op-add-e-mail",
)

KINDS: tuple[Kind, ...] = (
    EID,
    PASSKEY,
    APP,
    *([SMS] if settings.CONFIG.sms_url else []),
    *([MAIL] if settings.CONFIG.smtp_url else []),
)


def kind_of(key: Key) -> Kind | None:
    """Return the kind of this key, when we offer it."""
    return next((kind for kind in KINDS if kind.key is key), None)


def kind_named(name: str) -> Kind | None:
    """Return the kind whose key has this name (`passkey`), when we offer it."""
    return next((kind for kind in KINDS if kind.key.name == name), None)
