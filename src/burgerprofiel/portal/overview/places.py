"""Which parts the overview has, in which order, and what each waits for (B7)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from burgerprofiel.mailbox.tiles import Standing
from burgerprofiel.portal.arrivals import Incoming, Place
from burgerprofiel.portal.overview import elsewhere as other_mail
from burgerprofiel.portal.overview import mail as own_mail
from burgerprofiel.portal.overview import news, notices, standing, todos
from burgerprofiel.portal.pages.common import all_services
from burgerprofiel.portal.themes import gap, tile
from burgerprofiel.portal.themes import others as others_of
from burgerprofiel.sources.facts import Theme, Todo
from burgerprofiel.sources.service import Answers, Service


def places(
    themes: Sequence[Theme],
    mail: Standing | None = None,
    *,
    whole: bool,
    others: bool = False,
    own: Sequence[Todo] = (),
    told: Callable[[Answers], str] = notices.none,
) -> list[Place]:
    """The places of the overview. While sources are still answering, what needs the citizen is shown theme by theme.

    `others`: there are other registries, whose mail is asked too. `own`: what needs the citizen and is known already.
    """
    services = all_services(*(theme.tile_services for theme in themes))
    bills, unread = [*own_mail.bills(mail), *own], mail.unread if mail else 0
    also = others_of(themes) | (frozenset({other_mail.OTHERS.name}) if others else frozenset())
    elsewhere_only = frozenset({other_mail.OTHERS.name}) & also
    whole_todos = _top("todos", services, partial(todos.whole, themes, bills=bills), "portal/waiting/todos.html", also)
    how = _top("standing", services, partial(standing.draw, themes, bills=bills), "portal/waiting/standing.html", also)
    elsewhere = _top(
        "mail-elsewhere", [], partial(other_mail.draw, unread), "portal/waiting/mail_elsewhere.html", elsewhere_only
    )
    return [
        how,
        *([whole_todos] if whole else todos.early_todos(themes, bills, elsewhere_only)),
        _top("notices", [], told, "portal/waiting/nothing.html"),
        _top("mail", [], partial(own_mail.draw, mail, others=others), "portal/waiting/nothing.html"),
        *([elsewhere] if others else []),
        _top("news", services, partial(news.draw, themes), "portal/waiting/nothing.html", others_of(themes)),
        *(tile(theme) for theme in themes),
    ]


def kept(services: Sequence[Service[Any]], known: Answers) -> Incoming:
    """What is known already, as if it arrived."""
    return ((service, known[service.name]) for service in services if service.name in known)


def _top(
    key: str,
    services: list[Service[Any]],
    draw: Callable[[Answers], str],
    waiting: str,
    others: frozenset[str] = frozenset(),
) -> Place:
    return Place(key, services, draw, partial(gap, key), waiting=waiting, others=others)
