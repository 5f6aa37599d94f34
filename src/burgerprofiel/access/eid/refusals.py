"""Why a card is refused. Each reason has a type of its own and plain words: what happened, what to do now."""

from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext as _


class RefusalError(Exception):
    """The token was not accepted. `reason` is stable, for logs, the trail and tests."""

    reason: ClassVar[str] = "refused"
    status: ClassVar[int] = 403

    @property
    def title(self) -> str:
        """What happened."""
        return _("Your card could not be accepted")

    @property
    def advice(self) -> str:
        """What to do now."""
        return _("Try again. If it stays, call 1700.")


class NotATokenError(RefusalError):
    """The message is not a Web eID token of format 1."""

    reason, status = "not-a-token", 400

    @property
    def title(self) -> str:
        return _("We could not read your card")

    @property
    def advice(self) -> str:
        return _("Check that your Web eID software is up to date and try again.")


class NonceLostError(RefusalError):
    """The challenge was never given to this browser."""

    reason, status = "nonce-lost", 409

    @property
    def title(self) -> str:
        return _("This attempt does not belong to this browser window")

    @property
    def advice(self) -> str:
        return _("Nothing was done. Choose your card again to start afresh.")


class NonceExpiredError(NonceLostError):
    """The challenge is older than five minutes."""

    reason = "nonce-expired"

    @property
    def title(self) -> str:
        return _("You took more than five minutes")


class ReplayedError(NonceLostError):
    """The challenge was used already."""

    reason = "replayed"

    @property
    def title(self) -> str:
        return _("This answer of your card was used already")


class WrongOriginError(RefusalError):
    """The request came from a page that is not ours."""

    reason = "wrong-origin"

    @property
    def title(self) -> str:
        return _("This request did not come from our sign-in page")

    @property
    def advice(self) -> str:
        return _("Go to the sign-in page yourself. Do not follow links in messages that you do not trust.")


class WrongSignatureError(RefusalError):
    """The signature does not hold for our origin and this challenge: altered, or made for another site."""

    reason = "wrong-signature"

    @property
    def title(self) -> str:
        return _("The signature of your card is not valid for this site")

    @property
    def advice(self) -> str:
        return _("Nobody was signed in. Check the address in your browser and try again.")


class CardExpiredError(RefusalError):
    """The certificate's time is over."""

    reason = "card-expired"

    @property
    def title(self) -> str:
        return _("Your card has expired")

    @property
    def advice(self) -> str:
        return _("Nobody was signed in. Ask your municipality for a new card.")


class CardNotYetValidError(RefusalError):
    """The certificate's time has not begun."""

    reason = "card-not-yet-valid"

    @property
    def title(self) -> str:
        return _("Your card is not valid yet")

    @property
    def advice(self) -> str:
        return _("Activate your card at your municipality first.")


class CardRevokedError(RefusalError):
    """The issuer has withdrawn the certificate."""

    reason = "card-revoked"

    @property
    def title(self) -> str:
        return _("Your card has been blocked")

    @property
    def advice(self) -> str:
        return _("Did you not block it yourself? Call DOC STOP on 00800 2123 2123, or ask your municipality.")


class CardUnknownError(RefusalError):
    """The issuer does not know the certificate."""

    reason = "card-unknown"

    @property
    def title(self) -> str:
        return _("The issuer of your card does not know it")

    @property
    def advice(self) -> str:
        return _("Ask your municipality to check your card.")


class ForeignIssuerError(RefusalError):
    """No authority that we trust has issued the certificate."""

    reason = "foreign-issuer"

    @property
    def title(self) -> str:
        return _("This card was not issued by the Belgian government")

    @property
    def advice(self) -> str:
        return _("Use a Belgian identity card or residence card with a chip.")


class WrongPurposeError(RefusalError):
    """The certificate is not one to sign in with."""

    reason = "wrong-purpose"

    @property
    def title(self) -> str:
        return _("This certificate is not meant for signing in")

    @property
    def advice(self) -> str:
        return _("Choose the authentication certificate of your card.")


class NoNumberError(RefusalError):
    """The certificate carries no valid national number."""

    reason = "no-national-number"

    @property
    def title(self) -> str:
        return _("There is no valid national number on this card")

    @property
    def advice(self) -> str:
        return _("Use a Belgian identity card or residence card with a chip.")


class StatusUnavailableError(RefusalError):
    """The issuer could not be asked whether the card is still good."""

    reason, status = "status-unavailable", 503

    @property
    def title(self) -> str:
        return _("We cannot check your card at this moment")

    @property
    def advice(self) -> str:
        return _("The issuer of your card does not answer. Nobody was signed in. Try again in a few minutes.")
