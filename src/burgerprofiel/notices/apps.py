"""The room's name."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """The room of notices."""

    name = "burgerprofiel.notices"

    def ready(self) -> None:
        """Hear what access tells."""
        from burgerprofiel.access.signals import session_ended
        from burgerprofiel.notices.own import ringing

        session_ended.connect(ringing.session_ended, dispatch_uid="notices.bell")
