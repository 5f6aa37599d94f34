"""What needs the citizen, by its due day, whoever asks it: sources, dossiers, bills, permits, notices (B1)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from django.template.loader import get_template

from burgerprofiel.dossiers import theme as dossiers
from burgerprofiel.dossiers.theme.beside import Beside
from burgerprofiel.mailbox.tiles import Standing
from burgerprofiel.portal.arrivals import Place
from burgerprofiel.portal.overview import due, elsewhere
from burgerprofiel.portal.pages.common import all_services
from burgerprofiel.portal.themes import answers_of, gap
from burgerprofiel.portal.themes import others as others_of
from burgerprofiel.sources.facts import Theme, Todo
from burgerprofiel.sources.service import Answers


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


def todos(themes: Sequence[Theme], answers: Answers, bills: Sequence[Todo] = ()) -> list[Todo]:
    """What needs the citizen, the nearest due date first, then by key."""
    found = [
        *bills,
        *elsewhere.bills(answers),
        *(todo for theme in themes for todo in theme.todos(answers_of(theme, answers))),
    ]
    return sorted(found, key=lambda todo: (todo.due is None, todo.due or 0, todo.key))


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
        return drawn(items, headed=headed) if items else ""

    def owed(_answers: Answers) -> str:
        shown.extend(todo.key for todo in bills)
        return drawn(bills, headed=True)

    def owed_elsewhere(answers: Answers) -> str:
        items = elsewhere.bills(answers)
        headed = bool(items) and not shown
        shown.extend(todo.key for todo in items)
        return drawn(items, headed=headed) if items else ""

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


def whole(themes: Sequence[Theme], answers: Answers, *, bills: Sequence[Todo]) -> str:
    """Draw all of them, when every source answered."""
    items = todos(themes, answers, bills)
    return drawn(items, headed=True) if items else gap("todos")


def drawn(items: Sequence[Todo], *, headed: bool) -> str:
    """Each todo names the slot of its due day, so that they stand in order of date however they arrive."""
    dated = [(todo, due.slot(todo.due), due.soon(todo.due), due.overdue(todo.due)) for todo in items]
    return str(get_template("portal/home_todos.html").render({"items": dated, "headed": headed}))
