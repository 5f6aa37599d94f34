"""The overview: what needs the citizen first, what is new, then the themes (B1, B7); others meet the landing page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.loader import get_template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from burgerprofiel.access.request import viewer_of
from burgerprofiel.access.viewer import Viewer
from burgerprofiel.certificates.listing import offers as certificates
from burgerprofiel.dossiers import theme as dossiers
from burgerprofiel.dossiers.theme import beside
from burgerprofiel.dossiers.theme.beside import Beside
from burgerprofiel.kit import clock
from burgerprofiel.mailbox import tiles
from burgerprofiel.mailbox.own.waiting import Look
from burgerprofiel.mailbox.tiles import Standing
from burgerprofiel.portal import arrivals, due, elsewhere_mail, home_mail, home_notices, home_permits, home_profile
from burgerprofiel.portal.arrivals import Incoming, Place
from burgerprofiel.portal.events import HomeRead
from burgerprofiel.portal.pages import landing
from burgerprofiel.portal.pages.common import all_services, asked, asks_dossiers, record, to_ask_again
from burgerprofiel.portal.standing import has_data, unanswered
from burgerprofiel.portal.themes import gap, themes_for, tile
from burgerprofiel.portal.themes import others as others_of
from burgerprofiel.sources import queries
from burgerprofiel.sources.facts import News, Theme, Todo
from burgerprofiel.sources.service import Answers, Service

NEWS_SHOWN = 5
NEWS_LASTS = timedelta(days=183)


@require_safe
def home(request: HttpRequest) -> HttpResponseBase:
    """`/`."""
    viewer = viewer_of(request)
    return overview(request, viewer) if viewer else landing.landing(request)


def overview(request: HttpRequest, viewer: Viewer) -> HttpResponseBase:
    """The citizen's own home page; `?opnieuw=<theme>` asks the sources of one tile again."""
    themes = themes_for(viewer)
    services = all_services(*(theme.tile_services for theme in themes))
    known = queries.gathered(viewer, services)
    again = next((theme for theme in themes if theme.key == request.GET.get("opnieuw")), None)
    refresh = to_ask_again(known, again.tile_services) if again else frozenset()
    whole = not refresh and all(service.name in known for service in services)
    mail = tiles.standing(viewer)
    others = elsewhere_mail.begin(viewer, mail, request.GET.get("opnieuw", ""))
    look, told = (others, None) if isinstance(others, Look) else (None, others)
    tiles.remember(request, mail.unread if mail and mail.active else None, told)
    here = beside.first(viewer) if asks_dossiers(services) else None
    profile = home_profile.own(viewer)
    needing = [*own_todos(here), *home_permits.todos(viewer), *profile.todos]
    asks_here, told_here = told_already(mail, here, needing)
    notices = home_notices.newest(request, viewer)
    shown = places(
        themes,
        mail,
        whole=whole and not look,
        others=others is not None,
        own=[*needing, *(notices.todos(asks_here) if notices else ())],
        notices=partial(home_notices.draw, notices, told_here),
    )
    incoming: Incoming | None = asked(viewer, shown, known, refresh)
    if look and incoming is None:
        incoming = kept(services, known)
    if others and incoming is not None:
        incoming = elsewhere_mail.joined(incoming, others)
    if here and incoming is not None:
        incoming = here.joined(iter(incoming))
    elif here:
        known = here.known(known)
    record(viewer, HomeRead())
    return arrivals.page(
        request,
        "portal/home.html",
        shown,
        {
            "viewer": viewer,
            "themes": themes,
            "due_slots": due.SLOTS,
            "mail_elsewhere": others is not None,
            "certificates": certificates.any_for(viewer),
            "profile": profile,
            "here": "home",
            "back": "/",
        },
        known=Answers(dict(known) | elsewhere_mail.known(others)),
        incoming=incoming,
    )


def own_todos(here: Beside | None) -> Sequence[Todo]:
    """What dossiers that lie here ask: it waits for nobody."""
    return [dossiers.todo(file) for file in here.here.needing] if here else []


def told_already(
    mail: Standing | None, here: Beside | None, needing: Sequence[Todo]
) -> tuple[frozenset[str], frozenset[str]]:
    """The addresses of what the overview asks by itself, and of all that it tells: no notice does so again."""
    asked = {todo.href for todo in needing if todo.href} | {
        f"/berichten/{row.id}" for row in (mail.bills if mail else ())
    }
    shown = {f"/berichten/{row.id}" for row in (mail.newest if mail else ())}
    files = {file.href for file in (*here.here.needing, *here.here.changed)} if here else set[str]()
    return frozenset(asked), frozenset(asked | shown | files)


def places(
    themes: Sequence[Theme],
    mail: Standing | None = None,
    *,
    whole: bool,
    others: bool = False,
    own: Sequence[Todo] = (),
    notices: Callable[[Answers], str] = home_notices.none,
) -> list[Place]:
    """The places of the overview. While sources are still answering, what needs the citizen is shown theme by theme.

    `others`: there are other registries, whose mail is asked too. `own`: what needs the citizen and is known already.
    """
    services = all_services(*(theme.tile_services for theme in themes))
    bills, unread = [*home_mail.bills(mail), *own], mail.unread if mail else 0
    also = others_of(themes) | (frozenset({elsewhere_mail.OTHERS.name}) if others else frozenset())
    elsewhere_only = frozenset({elsewhere_mail.OTHERS.name}) & also
    whole_todos = _top("todos", services, partial(_todos, themes, bills=bills), "portal/waiting/todos.html", also)
    standing = _top("standing", services, partial(_standing, themes, bills=bills), "portal/waiting/standing.html", also)
    elsewhere = _top(
        "mail-elsewhere", [], partial(elsewhere_mail.draw, unread), "portal/waiting/mail_elsewhere.html", elsewhere_only
    )
    return [
        standing,
        *([whole_todos] if whole else early_todos(themes, bills, elsewhere_only)),
        _top("notices", [], notices, "portal/waiting/nothing.html"),
        _top("mail", [], partial(home_mail.draw, mail, others=others), "portal/waiting/nothing.html"),
        *([elsewhere] if others else []),
        _top("news", services, partial(_news, themes), "portal/waiting/nothing.html", others_of(themes)),
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


def early_todos(
    themes: Sequence[Theme], bills: Sequence[Todo] = (), others: frozenset[str] = frozenset()
) -> list[Place]:
    """What needs the citizen waits for nobody else's source: a place per theme, and one that clears the skeleton.

    Bills wait for nobody.
    """
    shown: list[str] = []

    def draw(theme: Theme, answers: Answers) -> str:
        items = theme.todos(answers)
        headed = bool(items) and not shown
        shown.extend(todo.key for todo in items)
        return _todos_html(items, headed=headed) if items else ""

    def owed(_answers: Answers) -> str:
        shown.extend(todo.key for todo in bills)
        return _todos_html(bills, headed=True)

    def owed_elsewhere(answers: Answers) -> str:
        items = elsewhere_mail.bills(answers)
        headed = bool(items) and not shown
        shown.extend(todo.key for todo in items)
        return _todos_html(items, headed=headed) if items else ""

    def end(_answers: Answers) -> str:
        return "" if shown else gap("todos")

    waiting = "portal/waiting/todos.html"
    own = [
        Place(
            f"todos-{theme.key}",
            theme.tile_services,
            partial(draw, theme),
            str,
            waiting,
            slot="todos",
            others=theme.others,
        )
        for theme in themes
    ]
    services = all_services(*(theme.tile_services for theme in themes))
    due_mail = [Place("todos-mail", [], owed, str, waiting, slot="todos")] if bills else []
    if others:
        due_mail.append(Place("todos-elsewhere", [], owed_elsewhere, str, waiting, slot="todos", others=others))
    every = others | others_of(themes)
    last = Place("todos-end", services, end, partial(gap, "todos"), waiting, slot="todos", others=every)
    return [*due_mail, *own, last]


def todos(themes: Sequence[Theme], answers: Answers, bills: Sequence[Todo] = ()) -> list[Todo]:
    """What needs the citizen, the nearest due date first, then by key."""
    found = [
        *bills,
        *elsewhere_mail.bills(answers),
        *(todo for theme in themes for todo in theme.todos(_of(theme, answers))),
    ]
    return sorted(found, key=lambda todo: (todo.due is None, todo.due or 0, todo.key))


def news(themes: Sequence[Theme], answers: Answers) -> list[News]:
    """What changed in the last half year, newest first."""
    oldest = clock.now().astimezone(clock.BRUSSELS).date() - NEWS_LASTS
    told = (item for theme in themes for item in theme.news(_of(theme, answers)))
    found = [item for item in told if item.date.earliest >= oldest]
    return sorted(found, key=lambda item: (item.date, item.key), reverse=True)


def _of(theme: Theme, answers: Answers) -> Answers:
    """The answers that a theme's tile asked for, and no others."""
    names = {*(service.name for service in theme.tile_services), *theme.others}
    return Answers({name: answers[name] for name in names if name in answers})


def sentence(count: int, missing: int, *, dark: bool = False) -> str:
    """One sentence that says how things stand; a missing answer is never "nothing". `dark`: no theme could be seen."""
    if count:
        asked = ngettext("One thing asks something of you.", "%(n)s things ask something of you.", count) % {"n": count}
        rest = _("Not every source could be reached.") if missing else _("There is nothing else you have to do now.")
        return f"{asked} {rest}"
    if dark:
        return _("None of your sources could be reached now. That says nothing about your data. Try again later.")
    if missing:
        return _("Nothing we could see asks something of you now. Not every source could be reached.")
    return _("There is nothing you have to do now.")


def _is_dark(theme: Theme, answers: Answers) -> bool:
    """Whether nothing was seen of a theme and something is missing."""
    return not has_data(theme.tile_services, answers) and bool(unanswered(theme.tile_services, answers))


def _standing(themes: Sequence[Theme], answers: Answers, *, bills: Sequence[Todo]) -> str:
    services = all_services(*(theme.tile_services for theme in themes))
    missing = [*unanswered(services, answers), *elsewhere_mail.silent(answers)]
    dark = all(_is_dark(theme, answers) for theme in themes)
    told = sentence(len(todos(themes, answers, bills)), len(missing), dark=dark)
    return str(get_template("portal/home_standing.html").render({"sentence": told}))


def _todos(themes: Sequence[Theme], answers: Answers, *, bills: Sequence[Todo]) -> str:
    items = todos(themes, answers, bills)
    return _todos_html(items, headed=True) if items else gap("todos")


def _todos_html(items: Sequence[Todo], *, headed: bool) -> str:
    """Each todo names the slot of its due day, so that they stand in order of date however they arrive."""
    dated = [(todo, due.slot(todo.due), due.soon(todo.due), due.overdue(todo.due)) for todo in items]
    return str(get_template("portal/home_todos.html").render({"items": dated, "headed": headed}))


def _news(themes: Sequence[Theme], answers: Answers) -> str:
    found = news(themes, answers)
    return str(get_template("portal/home_news.html").render({"items": found[:NEWS_SHOWN], "older": found[NEWS_SHOWN:]}))
