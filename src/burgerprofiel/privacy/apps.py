"""The room's name."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    """The room of privacy."""

    name = "burgerprofiel.privacy"

    def ready(self) -> None:
        """Say who told something by a notice: its room lies below this one."""
        from burgerprofiel.privacy.trail import naming, raised

        naming.of_tags("notices.notice.raised", raised.bodies)
