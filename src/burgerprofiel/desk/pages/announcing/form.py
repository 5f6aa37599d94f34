"""What the form of an announcement sends: its words, and perhaps a list of national numbers, as a file or pasted.

A list never comes back to the screen: who gave it has it. Of lines that are wrong only their place is told.
"""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from burgerprofiel.access.going_on import Wrong
from burgerprofiel.desk.pages.wording.form import paths
from burgerprofiel.kit.uploads import Taken
from burgerprofiel.notices.announcements import recipients, writing
from burgerprofiel.notices.announcements.recipients import Listed

FILE, PASTED = "list", "pasted"
_NAMED = 20
"""Lines that are named; of the others it says how many."""


def empty() -> dict[str, str]:
    """Return a form for something new."""
    return writing.typed({"audience": writing.EVERYBODY})


def pages() -> list[tuple[str, str]]:
    """Return what it may be about."""
    return [*paths(), ("/profiel/meldingen", _("How we tell you")), (writing.OTHER, _("Another page"))]


def known(text: str) -> UUID | None:
    """Return the id that a form sent; None: it is none."""
    try:
        return UUID(text)
    except ValueError:
        return None


def version(text: str) -> int:
    """Return which version was on screen; 0: none yet."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else 0


def listed(request: HttpRequest) -> tuple[Listed | None, tuple[Wrong, ...]]:
    """Return the list that was given with the form, or what is wrong with it; nothing of it is kept by this."""
    sent, pasted = request.FILES.get(FILE), request.POST.get(PASTED, "")
    field = FILE if isinstance(sent, Taken) and sent.size else PASTED
    if request.POST.get("audience") != writing.LIST or (field == PASTED and not pasted.strip()):
        return None, ()
    try:
        text = _text(sent) if isinstance(sent, Taken) and sent.size else pasted
        return recipients.listed(text), ()
    except recipients.NotTextError:
        return None, (Wrong(field, _("This is no text file. Save the list as text or CSV, and choose that.")),)
    except recipients.EmptyError:
        return None, (Wrong(field, _("There is no national number in this list.")),)
    except recipients.TooManyError:
        told = _("A list has at most %(most)s numbers here. Ask your operator for longer ones.")
        return None, (Wrong(field, told % {"most": recipients.MOST}),)
    except recipients.WrongLinesError as error:
        return None, (Wrong(field, _lines(error.lines)),)


def _text(sent: Taken) -> str:
    if (sent.size or 0) > recipients.OCTETS:
        raise recipients.TooManyError
    sent.writer.end()
    return recipients.text_of(b"".join(sent.writer.pieces()))


def _lines(wrong: list[int]) -> str:
    named = ", ".join(map(str, wrong[:_NAMED]))
    more = len(wrong) - _NAMED
    told = ngettext(
        "No national number stands on line %(lines)s. Mend your list and give it again: nothing of it was kept.",
        "No national number stands on lines %(lines)s. Mend your list and give it again: nothing of it was kept.",
        len(wrong),
    ) % {"lines": named}
    if more > 0:
        told += " " + ngettext("There is %(n)s more.", "There are %(n)s more.", more) % {"n": more}
    return told


def wrongs(told: Mapping[str, str], *, has_list: bool) -> tuple[Wrong, ...]:
    """Return all that is not right yet, in the order of the form."""
    found = [Wrong(*each) for each in writing.mistakes(told)]
    if told["audience"] == writing.LIST and not has_list:
        found.append(Wrong(FILE, _("Choose a file with the list, or paste it.")))
    return tuple(found)
