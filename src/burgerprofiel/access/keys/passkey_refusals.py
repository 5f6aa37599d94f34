"""Why a passkey is refused: what happened, what is safe, what to do now.

A passkey that was removed, that never was ours or that signed badly gets one answer: nobody learns which keys exist.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from burgerprofiel.access.eid.refusals import RefusalError
from burgerprofiel.access.identity import Identity


class NotReadableError(RefusalError):
    """The message is not what our page sends."""

    reason, status = "not-a-passkey", 400

    @property
    def title(self) -> str:
        return _("We could not read the answer of your device")

    @property
    def advice(self) -> str:
        return _("Nothing was done. Open this page again and try once more.")


class TooLateError(RefusalError):
    """The challenge is older than five minutes, was used, or belongs to another browser."""

    reason, status = "attempt-over", 409

    @property
    def title(self) -> str:
        return _("This attempt is over")

    @property
    def advice(self) -> str:
        return _("An attempt lasts five minutes, in one window, and counts once. Nothing was done. Please try again.")


class NotKnownError(RefusalError):
    """No passkey of ours made this answer: removed, never added here, or a signature that does not hold."""

    reason = "passkey-unknown"

    @property
    def title(self) -> str:
        return _("We do not know this passkey")

    @property
    def advice(self) -> str:
        return _(
            "Nobody was signed in. Was the passkey removed here? Then remove it from your device too, "
            "and sign in with another key."
        )


class CopiedError(RefusalError):
    """The signature counter did not go forward: two devices may hold the same key (WebAuthn §6.1.1)."""

    reason = "passkey-counter-back"

    def __init__(self, who: Identity) -> None:
        """Keep whose passkey it is, for their trail."""
        super().__init__(self.reason)
        self.who = who

    @property
    def title(self) -> str:
        return _("This passkey may have been copied")

    @property
    def advice(self) -> str:
        return _(
            "Your device counts how often the passkey was used, and that count went back. So we did not sign you in. "
            "Sign in with another key, remove this passkey and add a new one."
        )


class NotEnrolledError(RefusalError):
    """What the device made is no passkey that we can trust."""

    reason, status = "passkey-not-accepted", 400

    @property
    def title(self) -> str:
        return _("This passkey could not be added")

    @property
    def advice(self) -> str:
        return _("Nothing was added. Check that your device has a screen lock (PIN, finger or face) and try again.")


class KnownAlreadyError(RefusalError):
    """The same credential was added before."""

    reason, status = "passkey-known", 409

    @property
    def title(self) -> str:
        return _("This device has a passkey of yours already")

    @property
    def advice(self) -> str:
        return _("You can sign in with it. Nothing was changed.")


class NamelessError(RefusalError):
    """The passkey got no name, or one that is too long."""

    reason, status = "passkey-nameless", 400

    @property
    def title(self) -> str:
        return _("Give the passkey a name")

    @property
    def advice(self) -> str:
        return _("Use 1 to 80 characters, for example the name of your device.")
