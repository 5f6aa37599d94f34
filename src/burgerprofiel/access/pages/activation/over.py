"""What somebody reads whose link, letter or time is over: what happened, what is safe, what to do.

Only who holds a link of ours learns what became of it; everybody else reads the same, whatever they tried.
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from burgerprofiel.access.activation.citizen import OverError
from burgerprofiel.access.activation.details import State


def over(request: HttpRequest, error: OverError) -> HttpResponse:
    """Say why it does not go on."""
    title, advice = _words(error.state)
    return page(request, title, advice, status=400 if error.state is None else 410, sign_in=error.state is State.USED)


def page(request: HttpRequest, title: str, advice: str, status: int, *, sign_in: bool = False) -> HttpResponse:
    """A page that ends the way, with a way on where there is one."""
    context = {
        "here": "sign-in",
        "back": "/op/activeren",
        "title": title,
        "advice": advice,
        "sign_in": f"{settings.CONFIG.portal_origin}/aanmelden" if sign_in else "",
    }
    return render(request, "access/activation_over.html", context, status=status)


def _words(state: State | None) -> tuple[str, str]:
    match state:
        case State.USED:
            return (
                _("This link was used already"),
                _(
                    "With it a user name and a password were chosen. If that was you, simply sign in. Was it not you? "
                    "Then go to the counter again with your document: they lock what was done and give you a new "
                    "letter."
                ),
            )
        case State.EXPIRED:
            return (
                _("This link is too old"),
                _(
                    "It worked for 14 days. Nothing was changed. Go to the counter again with your document: you get "
                    "a new letter and a new link."
                ),
            )
        case State.BLOCKED:
            return (
                _("Five wrong codes: this letter no longer works"),
                _(
                    "So nobody can guess your code. Nothing was changed. Go to the counter again with your document: "
                    "you get a new letter and a new link."
                ),
            )
        case State.WITHDRAWN:
            return (
                _("This link no longer works"),
                _(
                    "It was ended: there is a newer letter, the counter withdrew it, or all your keys were locked "
                    "since. Nothing was changed. Use the newest e-mail and the newest letter, or go to the counter "
                    "again with your document."
                ),
            )
        case _other:
            return (
                _("This does not work"),
                _(
                    "Nothing was changed. Open the link in our newest e-mail again, in this browser, and have your "
                    "newest letter at hand. A page that was open for more than an hour is over too. "
                    "Does it still not work? Ask the counter where you got the letter."
                ),
            )
