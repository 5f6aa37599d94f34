"""Why a file was not looked at, said to somebody who only has a file (D5)."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _

from burgerprofiel.certificates.verifying.told import BAD, UNSURE, Told
from burgerprofiel.certificates.verifying.verdict import Refusal


def told(why: Refusal) -> Told:
    """Return what is said first, what it means, and what to do."""
    return Told(BAD if why is Refusal.ACTIVE else UNSURE, *_OF_REFUSALS[why]())


_OF_REFUSALS: dict[Refusal, Callable[[], tuple[str, str, str]]] = {
    Refusal.EMPTY: lambda: (
        _("No file came in"),
        _("The file is empty, or none was chosen."),
        _("Choose a PDF and try again."),
    ),
    Refusal.NOT_PDF: lambda: (
        _("This is no PDF"),
        _("Only a PDF can bear this kind of seal. A photo or a scan cannot."),
        _("Choose the PDF itself. If a code stands on the paper, type the code here."),
    ),
    Refusal.TOO_LARGE: lambda: (
        _("This file is too large"),
        _("We look at files of at most 20 MB. Certificates are much smaller."),
        _("Choose another file."),
    ),
    Refusal.ENCRYPTED: lambda: (
        _("This PDF has a password"),
        _("Nobody can look into it, and so not at its seal either."),
        _("Ask for the file without a password."),
    ),
    Refusal.ACTIVE: lambda: (
        _("This PDF holds a program"),
        _("It can do things on your device. A certificate never does."),
        _("Do not open it if you do not know who sent it."),
    ),
    Refusal.FILES_INSIDE: lambda: (
        _("This PDF holds other files"),
        _("We do not look at documents with files inside: they may hide something."),
        _("Do not open it if you do not know who sent it."),
    ),
    Refusal.UNREADABLE: lambda: (
        _("We cannot read this file"),
        _("It says that it is a PDF, but it is not made as one."),
        _("Download or ask for it once more: perhaps it broke on its way."),
    ),
    Refusal.TOO_MUCH: lambda: (
        _("This file is too heavy to look at"),
        _("It is made in such a way that looking at it never ends. A certificate is not."),
        _("Do not open it if you do not know who sent it."),
    ),
}
