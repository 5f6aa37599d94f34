"""The room's name."""

from django.apps import AppConfig


class DossiersConfig(AppConfig):
    """The room of dossiers."""

    name = "burgerprofiel.dossiers"

    def ready(self) -> None:
        """Say who told of a dossier, where the trail is read."""
        from burgerprofiel.dossiers import looked
        from burgerprofiel.privacy.trail import naming

        naming.of_tags("dossiers.dossier.", looked.bodies)
