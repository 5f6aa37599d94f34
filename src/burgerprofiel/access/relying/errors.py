"""Why signing in did not work out, in words for the citizen."""

from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext as _


class SignInFailedError(Exception):
    """The provider's answer could not be used. `reason` is stable, for logs and tests."""

    status: ClassVar[int] = 502

    def __init__(self, reason: str) -> None:
        """Keep the reason."""
        super().__init__(reason)
        self.reason = reason

    @property
    def title(self) -> str:
        """What happened."""
        return _("Signing in did not succeed")

    @property
    def advice(self) -> str:
        """What to do now."""
        return _("Nobody was signed in. Try again in a moment.")


class AttemptLostError(SignInFailedError):
    """The answer does not belong to an attempt that this browser made, or the attempt is too old."""

    status: ClassVar[int] = 400

    def __init__(self, reason: str, back: str = "/") -> None:
        """Keep where the citizen was going, when that is known."""
        super().__init__(reason)
        self.back = back

    @property
    def title(self) -> str:
        return _("This sign-in attempt is over")

    @property
    def advice(self) -> str:
        return _("It was started in another browser or too long ago. Nobody was signed in. Start again.")


class ProviderUnreachableError(SignInFailedError):
    """The provider did not answer in time."""

    status: ClassVar[int] = 503

    @property
    def title(self) -> str:
        return _("The sign-in service does not answer")


class NotStaffError(SignInFailedError):
    """Somebody signed in, yet not for an organisation whose people work at the desk."""

    status: ClassVar[int] = 403

    @property
    def title(self) -> str:
        return _("You do not work at this desk")

    @property
    def advice(self) -> str:
        return _("This is for civil servants with a role in their organisation. Ask your local administrator for one.")
