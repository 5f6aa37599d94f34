"""What only the municipality gives (D4): its records, or somebody who looks at the citizen there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class TownHallKind:
    """One of them. Texts are in the reader's language when they are called for."""

    title: Callable[[], str]
    explanation: Callable[[], str]


KINDS = {
    "criminal-record": TownHallKind(
        lambda: _("Extract from the criminal record"),
        lambda: _("For a job, for work with children, or for a permit. Where you live gives it."),
    ),
    "civil-status": TownHallKind(
        lambda: _("Certificate of birth, marriage, divorce or death"),
        lambda: _("A copy of or an extract from the act itself, also in several languages."),
    ),
    "child-abroad": TownHallKind(
        lambda: _("Consent for a child to travel abroad"),
        lambda: _("For a child that leaves the country without one of its parents."),
    ),
    "signature": TownHallKind(
        lambda: _("Signature legalised, or copy declared true"),
        lambda: _("You show yourself or the document at the counter."),
    ),
}
"""By the name that the table of links has for them."""
