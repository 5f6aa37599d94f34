"""The room's name."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """The room of notices."""

    name = "burgerprofiel.notices"

    def ready(self) -> None:
        """Hear what the floors below tell."""
        from burgerprofiel.access.signals import session_ended, warned
        from burgerprofiel.notices.hearing import keys, mandates, profile
        from burgerprofiel.notices.own import ringing
        from burgerprofiel.people.mandates.signals import told
        from burgerprofiel.people.profile.signals import contact_died, profile_forgotten, profile_rests, unused_soon

        warned.connect(keys.heard, dispatch_uid="notices.keys")
        told.connect(mandates.heard, dispatch_uid="notices.mandates")
        unused_soon.connect(profile.unused, dispatch_uid="notices.unused")
        contact_died.connect(profile.died, dispatch_uid="notices.died")
        profile_forgotten.connect(profile.forgotten, dispatch_uid="notices.forgotten")
        profile_rests.connect(profile.rests, dispatch_uid="notices.rests")
        session_ended.connect(ringing.session_ended, dispatch_uid="notices.bell")
