"""The room's name."""

from django.apps import AppConfig


class DossiersConfig(AppConfig):
    """The room of dossiers."""

    name = "burgerprofiel.dossiers"
