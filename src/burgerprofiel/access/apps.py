"""Starts the floor: when a session ends, what was vouched for in it ends too."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Signing in."""

    name = "burgerprofiel.access"

    def ready(self) -> None:
        """Listen for the end of sessions."""
        from burgerprofiel.access.signals import session_ended
        from burgerprofiel.access.vouching import forget_session

        session_ended.connect(forget_session, dispatch_uid="access.vouching")
