"""Starts the room: when a session ends, whatever it borrowed goes with it."""

from django.apps import AppConfig


class SourcesConfig(AppConfig):
    """The room of authentic sources."""

    name = "burgerprofiel.sources"

    def ready(self) -> None:
        """Listen for the end of sessions."""
        from burgerprofiel.access.signals import session_ended
        from burgerprofiel.privacy.trail import naming
        from burgerprofiel.sources import looked
        from burgerprofiel.sources.cache import forget_session

        session_ended.connect(forget_session, dispatch_uid="sources.forget")
        naming.of_tags("sources.answer.", looked.asked)
