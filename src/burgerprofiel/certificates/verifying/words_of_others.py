"""What is said of a document that a body told us of: whether it counts, and who says so. Nothing of whose (D6)."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from burgerprofiel.certificates.verifying.others import Known, Standing
from burgerprofiel.certificates.verifying.told import BAD, GOOD, UNSURE, Told
from burgerprofiel.certificates.verifying.verdict import Outcome
from burgerprofiel.kit import formats

OUTCOMES = (Outcome.REGISTERED, Outcome.NOT_YET, Outcome.SUSPENDED, Outcome.WITHDRAWN, Outcome.OUTDATED)
"""Those that tell of the permit first, and then of a seal."""


def named(names: Mapping[str, str]) -> str:
    """Return a name in the reader's language, else in Dutch; empty: there is none."""
    return names.get(get_language() or "nl") or names.get("nl", "")


def kind(known: Known) -> str:
    """What it is."""
    return named(known.kind) or _("A permit")


def told(known: Known) -> Told:
    """Return what is said first, what it means, and what to do."""
    name = {"name": named(known.issuer)}
    since = {**name, "moment": formats.moment(known.standing_since) if known.standing_since else ""}
    real = _("It is, character by character, the document that %(name)s handed over to us.") % name
    return {
        Standing.COUNTS: lambda: Told(
            GOOD,
            _("This permit counts"),
            real,
            _("Look also whether the person in front of you is the one whom the document names."),
        ),
        Standing.NOT_YET: lambda: Told(
            UNSURE,
            _("This permit does not count yet"),
            real,
            _("It counts from %(day)s.") % {"day": formats.day(known.valid_from)},
        ),
        Standing.SUSPENDED: lambda: Told(
            BAD,
            _("This permit is suspended"),
            _("%(name)s suspended it on %(moment)s. Until that is over it does not count.") % since,
            _("Do not accept it now."),
        ),
        Standing.REVOKED: lambda: Told(
            BAD,
            _("This permit was revoked"),
            _("%(name)s revoked it on %(moment)s. It does not count any more.") % since,
            _("Do not accept it."),
        ),
        Standing.OVER: lambda: Told(
            BAD,
            _("The time of this permit is over"),
            _("It is the document that %(name)s handed over to us, but it counted until a day that is over.") % name,
            _("Do not accept it."),
        ),
    }[known.standing]()
