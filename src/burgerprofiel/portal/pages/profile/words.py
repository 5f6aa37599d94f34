"""What the profile says: what was just done, and what is wrong with what was typed."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from burgerprofiel.people.profile.contact import Kind
from burgerprofiel.people.profile.contacts.often import TooOftenError
from burgerprofiel.people.profile.contacts.values import NotAContactError

_DONE = {
    "naam": gettext_noop("From now on we call you that."),
    "naam-weg": gettext_noop("Your call name is removed."),
    "zonder-naam": gettext_noop("From now on we greet you without a name."),
    "voornaam": gettext_noop("From now on we greet you with your first name."),
    "taal": gettext_noop("From now on we write to you in that language."),
    "taal-weg": gettext_noop("Your language is removed. We write to you in Dutch."),
    "foto": gettext_noop("Your photo is kept."),
    "foto-weg": gettext_noop("Your photo is removed."),
    "contact": gettext_noop("That works: you can be reached there now."),
    "contact-eerst": gettext_noop("From now on we use that one first."),
    "contact-weg": gettext_noop("It is removed, everywhere. We send nothing there any more."),
    "adres": gettext_noop("The address is saved."),
    "adres-naam": gettext_noop("The address has its new name."),
    "adres-weg": gettext_noop("The address is removed."),
    "alles-weg": gettext_noop("Your whole profile is removed. Nothing of it is left here."),
}


def done(what: str | None) -> str:
    """Return what has just happened, in a sentence; the address names it, the words are ours."""
    return _(_DONE[what]) if what in _DONE else ""


def not_a_contact(kind: Kind, error: NotAContactError) -> str:
    """Return why what was typed is no e-mail address or number."""
    match error.reason:
        case "empty":
            return _("Type your e-mail address.") if kind is Kind.EMAIL else _("Type your mobile number.")
        case "letters" if error.what:
            return _(
                "The letter “%(letter)s” cannot stand in an e-mail address here. Some letters look like another one. "
                "Type the address anew, letter by letter."
            ) % {"letter": error.what}
        case "phone":
            return _("This is not a mobile number. Write it as 0470 12 34 56, or with + and the code of the country.")
        case _other:
            return _("This is not an e-mail address. Write it as name@example.be.")


def too_often(error: TooOftenError) -> str:
    """Return how long to wait, truly."""
    return ngettext(
        "We just sent you a code. Look among unwanted mail too. You can ask for another in %(num)s minute.",
        "We sent you several codes already. Look among unwanted mail too. You can ask for another in %(num)s minutes.",
        error.minutes,
    ) % {"num": error.minutes}
