"""What a certificate is for: chosen from a list, never typed.

Whatever stands on a sealed paper is believed; a text of one's own would let anybody have a sentence sealed.
"""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _

PURPOSES: dict[str, Callable[[], str]] = {
    "own": lambda: _("For my own papers"),
    "work": lambda: _("For an employer or an application for a job"),
    "school": lambda: _("For a school or a study grant"),
    "housing": lambda: _("To rent, to buy or for social housing"),
    "reduction": lambda: _("For a lower price or a social tariff"),
    "finance": lambda: _("For a bank, an insurer or a notary"),
    "government": lambda: _("For another public service"),
    "abroad": lambda: _("For use in another country"),
}
"""By key, in the order in which they are offered."""
