"""Of keys, sign-ins and mandates (A8, A11): told at once, and not to be switched off.

What warns of a stranger is sent though it was read: the stranger may have read it, to let it disappear.
"""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _

from burgerprofiel.notices.kinds.kind import Group, Kind, Values, Words
from burgerprofiel.notices.notice import Channel


def _what_then() -> str:
    return _("Was this not you? Choose “My digital keys” in the menu, and lock them at once.")


def _of_key(title: Callable[[], str], text: Callable[[], str]) -> Callable[[Values], Words]:
    def words(values: Values) -> Words:
        what = text() % {"key": values["key"]}
        device = _("Device: %(device)s.") % {"device": values["device"]} if values.get("device") else ""
        return Words(title(), " ".join(part for part in (what, device, _what_then()) if part))

    return words


def _counter(values: Values) -> Words:
    what = _("The counter of %(counter)s prepared new digital keys for you. With its letter and its link they count.")
    then = _("Were you not there? Choose “My digital keys” in the menu, and lock them at once.")
    return Words(_("A counter prepared new keys in your name"), f"{what % {'counter': values['counter']}} {then}")


def _mandate(_values: Values) -> Words:
    what = _("Somebody can act for you with it, once you confirm who they are.")
    return Words(_("A mandate was given in your name"), f"{what} {_what_then()}")


def _kind(news: str, words: Callable[[Values], Words], *needs: str) -> Kind:
    return Kind(
        f"safety.{news}",
        Group.SAFETY,
        words,
        frozenset(needs),
        may_have=frozenset({"key", "device", "counter"}),
        must=frozenset({Channel.EMAIL}),
        though_read=True,
        skips_quiet=True,
    )


def _accepted(values: Values) -> Words:
    return Words(
        _("Your mandate was accepted by %(taker)s") % values,
        _("Look under “My mandates” in the menu. A person can act for you only once you confirmed who it is."),
    )


def _confirmed(values: Values) -> Words:
    return Words(
        _("You can act for %(giver)s") % values,
        _("Your mandate was confirmed. Under “My mandates” in the menu you see for what it is, and until when."),
    )


def _ended(values: Values) -> Words:
    return Words(
        _("A mandate has ended: %(giver)s, %(taker)s") % values,
        _("Nobody can act with it any more. Under “My mandates” in the menu you see who ended it, and when."),
    )


_SIDES = frozenset({"giver", "taker"})
KINDS: tuple[Kind, ...] = (
    _kind(
        "key_added",
        _of_key(
            lambda: _("A digital key was added"),
            lambda: _("You can sign in with it from now on: %(key)s."),
        ),
        "key",
    ),
    _kind(
        "key_removed",
        _of_key(
            lambda: _("A digital key was removed"),
            lambda: _("You cannot sign in with it any more: %(key)s."),
        ),
        "key",
    ),
    _kind(
        "password_changed",
        _of_key(
            lambda: _("Your password was changed"),
            lambda: _("From now on only the new user name and password count."),
        ),
        "key",
    ),
    _kind(
        "new_device",
        _of_key(
            lambda: _("Signed in on a new device"),
            lambda: _("Somebody signed in as you, on a device that we do not know yet. Key: %(key)s."),
        ),
        "key",
    ),
    _kind("mandate_given", _mandate),
    _kind("at_counter", _counter, "counter"),
    Kind("mandates.accepted", Group.SAFETY, _accepted, _SIDES),
    Kind("mandates.confirmed", Group.SAFETY, _confirmed, _SIDES),
    Kind("mandates.ended", Group.SAFETY, _ended, _SIDES, though_read=True),
)
