"""What one wants to know of one seal, a question and an answer at a time (D5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from burgerprofiel.certificates.verifying.verdict import Missing, Outcome, Seal, Verdict
from burgerprofiel.kit import formats


def called(seal: Seal) -> str:
    """What a seal's owner is called."""
    if seal.person:
        return seal.name or _("somebody without a name")
    return seal.organisation or seal.name or _("somebody without a name")


def heading(seal: Seal) -> str:
    """Whose seal or signature it is."""
    if seal.person:
        return _("The signature of %(name)s") % {"name": called(seal)}
    return _("The seal of %(name)s") % {"name": called(seal)}


def says_it_counts(seals: Sequence[Seal]) -> str:
    """Who is named as the one whose word it is: the last organisation; no organisation's, then the last person."""
    organisations = [each for each in seals if not each.person]
    return called((organisations or seals)[-1]) if seals else ""


@dataclass(frozen=True)
class Line:
    """One question and its answer."""

    question: str
    answer: str
    more: str = ""


def lines(seal: Seal, verdict: Verdict) -> list[Line]:
    """Answer what one wants to know of a seal, one by one."""
    return [
        Line(_("Who signed it?") if seal.person else _("Who sealed it?"), called(seal), _who(seal)),
        Line(_("When?"), formats.moment(seal.sealed_at) if seal.sealed_at else _("It does not say"), _when(seal)),
        Line(_("Was anything changed after it?"), _changed(seal)),
        Line(_("Does the seal still count?"), _counts(seal, verdict), _vouched(seal)),
        Line(_("How strong is the seal?"), seal.level, _level(seal.level)),
    ]


def _who(seal: Seal) -> str:
    if seal.person:
        also = _("The certificate also names %(name)s.") % {"name": seal.organisation} if seal.organisation else ""
        return " ".join(each for each in (_("A person, not an organisation."), also) if each)
    number = seal.organisation_id.removeprefix("NTRBE-")
    told = [seal.name if seal.name != called(seal) else ""]
    if seal.organisation_id.startswith("NTRBE-") and len(number) == 10:
        told.append(_("enterprise number %(number)s") % {"number": f"{number[:4]}.{number[4:7]}.{number[7:]}"})
    elif seal.organisation_id:
        told.append(seal.organisation_id)
    return " · ".join(each for each in (*told, seal.country) if each)


def _when(seal: Seal) -> str:
    if seal.proved_time:
        return _("A time stamp of somebody we trust proves it.")
    return _("That is what the seal says of itself; no time stamp proves it.")


def _changed(seal: Seal) -> str:
    if not seal.intact:
        return _("Yes: what was sealed is not what stands there")
    if seal.added:
        return _("Yes: something was added later")
    return _("No")


def _counts(seal: Seal, verdict: Verdict) -> str:
    if seal.revoked:
        return _("No: its certificate was revoked")
    if seal.expired:
        return _("No: the certificate's time was over when it was sealed")
    if seal.trusted and verdict.ours and verdict.outcome in (Outcome.WITHDRAWN, Outcome.OUTDATED):
        return pgettext("seal", "The seal does, the certificate does not")
    if seal.trusted:
        return pgettext("seal", "Yes")
    return _("We cannot be sure")


def _vouched(seal: Seal) -> str:
    missing = {
        Missing.AUTHORITY: lambda: _("We do not know the authority above it: %(name)s.") % {"name": seal.authority},
        Missing.TIME: lambda: _("A time stamp is missing."),
        Missing.REVOCATION: lambda: _("Proof that its certificate was not revoked is missing."),
    }
    if seal.missing:
        return " ".join(missing[each]() for each in seal.missing)
    return _("%(name)s vouches for it.") % {"name": seal.authority}


def _level(level: str) -> str:
    return {
        "PAdES B-LTA": lambda: _("The strongest: it proves itself for many years, and can be renewed."),
        "PAdES B-LT": lambda: _("Strong: everything that proves it is inside."),
        "PAdES B-T": lambda: _("A time stamp is inside; proofs for later years are not."),
        "PAdES B-B": lambda: _("The least: who sealed it says when."),
    }.get(level, lambda: _("An older kind of seal, without proofs for later years."))()
