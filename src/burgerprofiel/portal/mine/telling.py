"""How somebody wants to be told, on which devices, and what they allowed to whom (E2, A8, C5)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time

from django.utils.translation import gettext as _

from burgerprofiel.kit import clock
from burgerprofiel.kit.formats import day
from burgerprofiel.mailbox.queries import State
from burgerprofiel.notices.kinds.kind import Group
from burgerprofiel.notices.notice import Channel
from burgerprofiel.notices.preferences import words
from burgerprofiel.notices.preferences.ways import CHANGEABLE
from burgerprofiel.portal.mine.blocks import card, moment, section
from burgerprofiel.portal.mine.held import Held
from burgerprofiel.sources.facts import Card, Value


def _preferences(it: Held) -> Iterator[Card]:
    for group in CHANGEABLE:
        chosen = [channel for channel in Channel if (group, channel) in it.wanted.how]
        value = _("You chose it so") if chosen else _("As it is for everybody who chose nothing")
        yield card(f"group-{group.value}", words.title(group), value, words.meaning(group), _ways(it, group))
    why = _("Then nothing goes out, unless it cannot wait.")
    quiet = "–".join(map(_hour, it.wanted.quiet)) if it.wanted.quiet else _("You gave none")
    yield card("quiet", _("Quiet hours"), quiet, why, {_("The daily e-mail comes at"): _hour(it.wanted.digest_at)})
    if it.wanted.portal:
        names = {each.client_id: each.name for each in it.applications}
        which = names.get(it.wanted.portal, it.wanted.portal)
        yield card("portal", _("Who tells you of new mail"), which, _("You chose another portal for that."), {})


def _ways(it: Held, group: Group) -> dict[str, Value | str | None]:
    return {words.channel(each): words.how(it.wanted.choice(group, each)) for each in Channel}


def _hour(at: time) -> str:
    return f"{at:%H:%M}"


def _browsers(it: Held) -> Iterator[Card]:
    why = _("You let it show what comes for you.")
    for each in it.browsers:
        name = each.subscription.device or _("A device without a name")
        yield card(f"device-{each.id}", name, _("Is told at once"), why, {_("Kept since"): moment(each.since)})


def _consents(it: Held) -> Iterator[Card]:
    yield card("box", _("Your mailbox"), _box(it), _("You open it and stop it yourself."), {})
    for each in it.applications:
        why = _("You allowed it.") if each.given_at else _own_application()
        rows: dict[str, Value | str | None] = {
            _("Allowed on"): moment(each.given_at),
            _("Last used on"): moment(each.used_at),
            _("What it may ask for"): ", ".join(each.scopes),
        }
        yield card(f"application-{each.client_id}", each.name, _("Has access"), why, rows)


def _own_application() -> str:
    return _("An application of the government: it has access because you signed in there.")


def _day(at: datetime) -> str:
    return day(at.astimezone(clock.BRUSSELS).date())


def _box(it: Held) -> str:
    if it.box is State.ACTIVE and it.box_since:
        return _("Open since %(day)s: what comes there counts as delivered.") % {"day": _day(it.box_since)}
    if it.box is State.STOPPED and it.box_since:
        return _("Stopped on %(day)s: nothing new comes there.") % {"day": _day(it.box_since)}
    return _("Not open: letters come on paper.")


SECTIONS = (
    section("telling", lambda: _("How we tell you"), _preferences, "/profiel/meldingen"),
    section(
        "devices",
        lambda: _("Devices that are told at once"),
        _browsers,
        "/profiel/meldingen",
        lambda: _("You let no device be told at once."),
    ),
    section("consents", lambda: _("Your consents"), _consents, "/profiel/toestemmingen"),
)
