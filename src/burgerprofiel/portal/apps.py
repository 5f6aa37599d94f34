"""The face's name."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The portal."""

    name = "burgerprofiel.portal"

    def ready(self) -> None:
        """Say what a citizen opened here, where the trail is read."""
        from burgerprofiel.portal import looked
        from burgerprofiel.privacy.trail import naming

        for beginning in ("portal.theme.", "portal.tile."):
            naming.of_tags(beginning, looked.themes)
