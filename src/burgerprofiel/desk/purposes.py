"""Why a civil servant does something to somebody: chosen first, from a short list, perhaps with a file's reference.

It stands in the citizen's trail in the language of the administration, whatever language the screen had.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from django.utils import translation
from django.utils.translation import gettext as _

_ADMINISTRATION = "nl"
LONGEST_REFERENCE = 40


class Purpose(Enum):
    """A reason; the value is how forms send it."""

    NO_CARD = "geen-kaart"
    CARD_AWAY = "kaart-weg"
    NEWCOMER = "nieuwkomer"
    LETTER_LOST = "brief-kwijt"
    LETTER_SPOILED = "brief-onleesbaar"
    ADDRESS_WRONG = "adres-fout"
    ADDRESS_NEW = "adres-nieuw"
    MISTAKE = "vergissing"
    ASKED = "gevraagd"
    DOUBT = "twijfel"
    NOT_THEM = "iemand-anders"
    KEYS_STOLEN = "sleutels-weg"

    @property
    def title(self) -> str:
        """As people read it."""
        return {
            Purpose.NO_CARD: _("Has no Belgian card with a chip and cannot get one (yet)"),
            Purpose.CARD_AWAY: _("The eID is lost, stolen or broken; a new one is on its way"),
            Purpose.NEWCOMER: _("Waits for a residence card (annex 35 or orange card)"),
            Purpose.LETTER_LOST: _("The letter was lost"),
            Purpose.LETTER_SPOILED: _("The letter cannot be read, or did not print"),
            Purpose.ADDRESS_WRONG: _("The e-mail address was typed wrongly"),
            Purpose.ADDRESS_NEW: _("The person wants another address, or lost the e-mail"),
            Purpose.MISTAKE: _("Registered by mistake"),
            Purpose.ASKED: _("The person asks for it"),
            Purpose.DOUBT: _("Doubt about who this is"),
            Purpose.NOT_THEM: _("The person says that somebody else activated"),
            Purpose.KEYS_STOLEN: _("The person says that their keys were lost or stolen"),
        }[self]


REGISTERING = (Purpose.NO_CARD, Purpose.CARD_AWAY, Purpose.NEWCOMER)
ANOTHER_LETTER = (Purpose.LETTER_LOST, Purpose.LETTER_SPOILED)
ANOTHER_ADDRESS = (Purpose.ADDRESS_WRONG, Purpose.ADDRESS_NEW)
WITHDRAWING = (Purpose.MISTAKE, Purpose.ASKED, Purpose.DOUBT)
LOCKING = (Purpose.NOT_THEM, Purpose.KEYS_STOLEN)


def choices(among: Iterable[Purpose]) -> list[tuple[str, str]]:
    """Return how a form offers them."""
    return [(each.value, each.title) for each in among]


def chosen(text: str, among: Iterable[Purpose]) -> Purpose | None:
    """Return the purpose that a form sent; None when it is not one of these."""
    return next((each for each in among if each.value == text), None)


def written(purpose: Purpose | None, reference: str = "") -> str:
    """Return it as the trail keeps it; empty without a purpose."""
    if purpose is None:
        return ""
    with translation.override(_ADMINISTRATION):
        return " · ".join(filter(None, (purpose.title, " ".join(reference.split()))))
