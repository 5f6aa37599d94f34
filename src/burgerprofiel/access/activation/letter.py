"""The letter that the citizen takes home: the code, what to do with it, and until when. Made on the fly, kept nowhere.

It names neither the national number nor the link: who finds the letter cannot do anything with it.
"""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from burgerprofiel.access.activation.counter import Issued
from burgerprofiel.kit import clock, formats, typesetting
from burgerprofiel.kit.post import where
from burgerprofiel.organisations import queries as organisations

_TEMPLATE = Path(__file__).parent / "typst" / "letter.typ"


def pdf(issued: Issued) -> bytes:
    """Return the letter, in the citizen's language."""
    with translation.override(issued.language):
        return typesetting.pdf(_TEMPLATE, _content(issued))


def _content(issued: Issued) -> dict[str, object]:
    organisation = organisations.organisation(issued.organisation_id)
    words = {
        "product": settings.CONFIG.brand_product,
        "address": where.hidden(issued.email),
        "moment": formats.moment(issued.until),
        "portal": settings.CONFIG.portal_address,
    }
    return {
        "title": _("Your activation code"),
        "brand": settings.CONFIG.brand_name,
        "language": issued.language,
        "organisation": organisation.name(issued.language) if organisation else settings.CONFIG.brand_name,
        "date": formats.day(clock.today()),
        "person": issued.name,
        "lead": _("With this code you activate your digital keys: then you can sign in to %(product)s without an eID.")
        % words,
        "code_is": _("Your code"),
        "code": issued.code,
        "until": _("The code works until %(moment)s, once.") % words,
        "what_to_do": _("What to do"),
        "steps": [
            _("Open the e-mail that we sent to %(address)s, and follow the link in it.") % words,
            _("Type the code of this letter. Capitals and dashes do not matter."),
            _("Choose a user name and a password."),
            _("Add your keys: an app on your phone, a code by SMS or e-mail, or a passkey."),
        ],
        "keep_safe": _("Good to know"),
        "safe": [
            _("Keep this letter to yourself. Nobody of the government ever asks for the code by phone or e-mail."),
            _("After five wrong codes this letter no longer works."),
            _(
                "No e-mail, or did you lose this letter? Go to the counter again with your document: you get a new "
                "link or a new letter there, and the old one stops working."
            ),
        ],
        "foot": f"{settings.CONFIG.brand_product} · {settings.CONFIG.portal_address}",
    }
