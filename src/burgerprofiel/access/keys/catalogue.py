"""Every kind of key that this sign-in service offers, the surest first."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _

from burgerprofiel.access.keys import Kind
from burgerprofiel.access.upstream import configuration
from burgerprofiel.access.upstream.configuration import Upstream, said
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


def upstream_kind(upstream: Upstream) -> Kind:
    """Return the kind of key that is another provider's word."""
    surest, *others = upstream.keys
    return Kind(
        surest,
        lambda: said(upstream.title),
        lambda: said(upstream.explanation),
        icon=upstream.icon,
        sign_in="op-upstream",
        upstream=upstream.name,
        others=tuple(others),
    )


def _offered() -> tuple[Kind, ...]:
    elsewhere = tuple(upstream_kind(each) for each in configuration.configured())
    if configuration.only():
        return elsewhere
    coded = (APP, *([SMS] if settings.CONFIG.sms_url else []), *([MAIL] if settings.CONFIG.smtp_url else []))
    return tuple(sorted((EID, *elsewhere, PASSKEY, *coded), key=lambda kind: -kind.key.level))


KINDS: tuple[Kind, ...] = _offered()


def kind_of(key: Key) -> Kind | None:
    """Return the kind of this key, when we offer it."""
    return next((kind for kind in KINDS if key in kind.keys), None)


def only() -> Kind | None:
    """Return the one kind there is, when another provider's word is the only key (by configuration)."""
    return KINDS[0] if len(KINDS) == 1 and KINDS[0].upstream else None


def offers(name: str) -> bool:
    """Whether a key that was shown in this way (`Kind.name`) counts here: any, unless one is the only one."""
    single = only()
    return single is None or single.name == name


def kind_named(name: str) -> Kind | None:
    """Return the kind whose key has this name (`passkey`), when we offer it."""
    return next((kind for kind in KINDS if kind.key.name == name), None)
