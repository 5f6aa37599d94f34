"""What a verdict says to somebody who has never heard of a digital seal (D5)."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _

from burgerprofiel.certificates.kinds import KINDS
from burgerprofiel.certificates.models.certificates import Why
from burgerprofiel.certificates.verifying import words_of_others, words_of_refusals, words_of_seals
from burgerprofiel.certificates.verifying.told import BAD, GOOD, UNSURE, Told
from burgerprofiel.certificates.verifying.verdict import Outcome, Refusal, Verdict


def told(verdict: Verdict) -> Told:
    """Return what is said first, what it means, and what to do."""
    outcome, seals = verdict.outcome, verdict.examined.seals
    if outcome is Outcome.REFUSED:
        return words_of_refusals.told(verdict.examined.refused or Refusal.UNREADABLE)
    if verdict.known and outcome in words_of_others.OUTCOMES:
        return words_of_others.told(verdict.known)
    if outcome is Outcome.SEALED:
        return _OF_OUTCOMES[outcome](words_of_seals.says_it_counts(seals))
    return _OF_OUTCOMES[outcome](words_of_seals.called(seals[-1]) if seals else "")


_OF_OUTCOMES: dict[Outcome, Callable[[str], Told]] = {
    Outcome.SEALED: lambda name: Told(
        GOOD,
        _("This document is real and unchanged"),
        _("It was sealed by %(name)s. Since then nothing in it has changed.") % {"name": name},
        _("You can trust what it says. The printed copy has no legal force: keep and pass on the file."),
    ),
    Outcome.SIGNED: lambda name: Told(
        UNSURE,
        _("A person signed this document"),
        _("%(name)s signed it, and since then nothing in it has changed. It has no seal of an organisation.")
        % {"name": name},
        _("A signature shows who signed. For a certificate of a public body, ask for the file with that body's seal."),
    ),
    Outcome.WITHDRAWN: lambda name: Told(
        BAD,
        _("This certificate was withdrawn"),
        _("It is real and unchanged, but it does not count any more: %(name)s took it back.") % {"name": name},
        _("Do not accept it. Ask for a new one."),
    ),
    Outcome.OUTDATED: lambda _name: Told(
        BAD,
        _("This certificate does not count any more"),
        _("It is real and unchanged, but it counted until a day that is over."),
        _("Ask for a new one: that is free of charge."),
    ),
    Outcome.ADDED: lambda name: Told(
        BAD,
        _("Something was added after the seal"),
        _("%(name)s sealed an earlier version. What was added or covered up later is not sealed.") % {"name": name},
        _("Do not accept it. Ask for the file as it was issued."),
    ),
    Outcome.CHANGED: lambda _name: Told(
        BAD,
        _("This document was changed"),
        _("What stands in it now is not what was sealed. Even one changed character is enough for that."),
        _("Do not accept it. Ask for the file as it was issued."),
    ),
    Outcome.DAMAGED: lambda _name: Told(
        BAD,
        _("A part of this document is missing"),
        _("The file is cut off or broken, so its seal cannot hold."),
        _("Download or ask for it once more: perhaps it broke on its way."),
    ),
    Outcome.STRANGER: lambda name: Told(
        UNSURE,
        _("We do not know who vouches for this seal"),
        _("It is unchanged since %(name)s sealed it, but anybody can write that name in a seal of their own.")
        % {"name": name},
        _("Ask who issued it whether it is real, in a way that you know yourself."),
    ),
    Outcome.EXPIRED: lambda name: Told(
        BAD,
        _("Sealed with a certificate whose time was over"),
        _("When %(name)s sealed it, the certificate of the seal did not count.") % {"name": name},
        _("Do not accept it. Ask for the file as it was issued."),
    ),
    Outcome.REVOKED: lambda name: Told(
        BAD,
        _("Sealed with a revoked certificate"),
        _("The certificate of the seal had been revoked: perhaps somebody else used it than %(name)s.")
        % {"name": name},
        _("Do not accept it. Ask for a new one."),
    ),
    Outcome.UNPROVED: lambda name: Told(
        UNSURE,
        _("Unchanged, but not everything can be proved"),
        _("The document is unchanged since it was sealed by %(name)s. Something is missing to be sure of the rest.")
        % {"name": name},
        _("See below what is missing. When much depends on it, ask who issued it."),
    ),
    Outcome.UNSEALED: lambda _name: Told(
        UNSURE,
        _("This PDF has no seal"),
        _("Nothing shows who made it, nor whether it was changed. A scan or a print to PDF has no seal either."),
        _("Ask for the file itself, as it was downloaded. If a code stands on it, type the code here."),
    ),
}
"""By the name of who sealed it last."""


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
