"""Every notice that somebody got, newest first, with when it went by which channel (E1)."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from burgerprofiel.kit import cbe
from burgerprofiel.notices.notice import Channel
from burgerprofiel.notices.own.takeaway import Taken, Way
from burgerprofiel.notices.preferences import words
from burgerprofiel.portal.mine.blocks import card, moment, section
from burgerprofiel.portal.mine.held import Held
from burgerprofiel.sources.facts import Card, Value


def _notices(it: Held) -> Iterator[Card]:
    yield from map(_notice, it.notices)


def _notice(it: Taken) -> Card:
    read = it.read
    rows: dict[str, Value | str | None] = {
        _("Told on"): moment(read.told_at),
        _("Read on"): moment(read.read_at),
        _("Done on"): moment(read.done_at),
        _("Of importance until"): moment(read.expires_at),
        _("Comes from"): cbe.on_paper(read.sender) if read.sender else "",
        _("About the page"): read.path,
        **{words.channel(Channel(each.channel)): f"{_way(each)}, {moment(each.at)}" for each in it.ways},
    }
    return card(f"notice-{read.id}", read.words.title, read.words.text, "", rows)


def _way(it: Way) -> str:
    return {
        "waiting": pgettext("a notice", "Not sent yet"),
        "handed": pgettext("a notice", "Sent"),
        "delivered": pgettext("a notice", "Arrived"),
        "bounced": pgettext("a notice", "Came back"),
        "failed": pgettext("a notice", "Could not be sent"),
        "dropped": pgettext("a notice", "Not sent"),
    }[it.way]


SECTION = section("notices", lambda: _("Notices"), _notices, "/meldingen", lambda: _("There are no notices"))
