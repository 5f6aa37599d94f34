"""The room's name; and whoever verifies a document hears from it of the documents of permits."""

from django.apps import AppConfig


class PermitsConfig(AppConfig):
    """The room of permits."""

    name = "burgerprofiel.permits"

    def ready(self) -> None:
        """Let the verify page ask this room too, and whoever reads the trail."""
        from burgerprofiel.certificates.verifying import others
        from burgerprofiel.permits import looked, shown
        from burgerprofiel.privacy.trail import naming

        others.ask_too(shown.with_digest)
        naming.of_tags("permits.permit.", looked.bodies)
