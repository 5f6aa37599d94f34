"""What a verdict says to somebody who has never heard of a digital seal (D5)."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from burgerprofiel.certificates.kinds import KINDS
from burgerprofiel.certificates.models.certificates import Why
from burgerprofiel.certificates.verifying import words_of_others
from burgerprofiel.certificates.verifying.told import BAD, GOOD, UNSURE, Told
from burgerprofiel.certificates.verifying.verdict import Missing, Outcome, Refusal, Seal, Verdict
from burgerprofiel.kit import formats

__all__ = ["Told", "called", "kind_title", "lines", "told", "why_withdrawn"]


def told(verdict: Verdict) -> Told:
    """Return what is said first, what it means, and what to do."""
    outcome = verdict.outcome
    if outcome is Outcome.REFUSED:
        return _refused(verdict.examined.refused or Refusal.UNREADABLE)
    if verdict.known and outcome in words_of_others.OUTCOMES:
        return words_of_others.told(verdict.known)
    name = _sealer(verdict)
    return {
        Outcome.SEALED: lambda: Told(
            GOOD,
            _("This document is real and unchanged"),
            _("It was sealed by %(name)s. Since then nothing in it has changed.") % {"name": name},
            _("You can trust what it says. The printed copy has no legal force: keep and pass on the file."),
        ),
        Outcome.WITHDRAWN: lambda: Told(
            BAD,
            _("This certificate was withdrawn"),
            _("It is real and unchanged, but it does not count any more: %(name)s took it back.") % {"name": name},
            _("Do not accept it. Ask for a new one."),
        ),
        Outcome.OUTDATED: lambda: Told(
            BAD,
            _("This certificate does not count any more"),
            _("It is real and unchanged, but it counted until a day that is over."),
            _("Ask for a new one: that is free of charge."),
        ),
        Outcome.ADDED: lambda: Told(
            BAD,
            _("Something was added after the seal"),
            _("%(name)s sealed an earlier version. What was added or covered up later is not sealed.") % {"name": name},
            _("Do not accept it. Ask for the file as it was issued."),
        ),
        Outcome.CHANGED: lambda: Told(
            BAD,
            _("This document was changed"),
            _("What stands in it now is not what was sealed. Even one changed character is enough for that."),
            _("Do not accept it. Ask for the file as it was issued."),
        ),
        Outcome.DAMAGED: lambda: Told(
            BAD,
            _("A part of this document is missing"),
            _("The file is cut off or broken, so its seal cannot hold."),
            _("Download or ask for it once more: perhaps it broke on its way."),
        ),
        Outcome.STRANGER: lambda: Told(
            UNSURE,
            _("We do not know who vouches for this seal"),
            _("It is unchanged since %(name)s sealed it, but anybody can write that name in a seal of their own.")
            % {"name": name},
            _("Ask who issued it whether it is real, in a way that you know yourself."),
        ),
        Outcome.EXPIRED: lambda: Told(
            BAD,
            _("Sealed with a certificate whose time was over"),
            _("When %(name)s sealed it, the certificate of the seal did not count.") % {"name": name},
            _("Do not accept it. Ask for the file as it was issued."),
        ),
        Outcome.REVOKED: lambda: Told(
            BAD,
            _("Sealed with a revoked certificate"),
            _("The certificate of the seal had been revoked: perhaps somebody else used it than %(name)s.")
            % {"name": name},
            _("Do not accept it. Ask for a new one."),
        ),
        Outcome.UNPROVED: lambda: Told(
            UNSURE,
            _("Unchanged, but not everything can be proved"),
            _("The document is unchanged since it was sealed by %(name)s. Something is missing to be sure of the rest.")
            % {"name": name},
            _("See below what is missing. When much depends on it, ask who issued it."),
        ),
        Outcome.UNSEALED: lambda: Told(
            UNSURE,
            _("This PDF has no seal"),
            _("Nothing shows who made it, nor whether it was changed. A scan or a print to PDF has no seal either."),
            _("Ask for the file itself, as it was downloaded. If a code stands on it, type the code here."),
        ),
    }[outcome]()


def _sealer(verdict: Verdict) -> str:
    seals = verdict.examined.seals
    return called(seals[-1]) if seals else ""


def called(seal: Seal) -> str:
    """What a seal's owner is called."""
    return seal.organisation or seal.name or _("somebody without a name")


def _refused(why: Refusal) -> Told:
    title, meaning, advice = {
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
    }[why]()
    return Told(UNSURE if why is not Refusal.ACTIVE else BAD, title, meaning, advice)


@dataclass(frozen=True)
class Line:
    """One question and its answer."""

    question: str
    answer: str
    more: str = ""


def lines(seal: Seal, verdict: Verdict) -> list[Line]:
    """Answer what one wants to know of a seal, one by one."""
    return [
        Line(_("Who sealed it?"), called(seal), _who(seal)),
        Line(_("When?"), formats.moment(seal.sealed_at) if seal.sealed_at else _("It does not say"), _when(seal)),
        Line(_("Was anything changed after it?"), _changed(seal)),
        Line(_("Does the seal still count?"), _counts(seal, verdict), _vouched(seal)),
        Line(_("How strong is the seal?"), seal.level, _level(seal.level)),
    ]


def _who(seal: Seal) -> str:
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


def kind_title(key: str) -> str:
    """What a kind of certificate is called; its key when we do not know it any more."""
    kind = KINDS.get(key)
    return kind.title() if kind else key


def why_withdrawn(code: str) -> str:
    """Why a certificate was taken back."""
    return {
        Why.MISTAKE: lambda: _("something on it was wrong"),
        Why.REPLACED: lambda: _("a newer one took its place"),
        Why.UNLAWFUL: lambda: _("it was obtained without a right to it"),
        Why.COMPROMISED: lambda: _("its seal can no longer be relied on"),
    }[Why(code)]()
