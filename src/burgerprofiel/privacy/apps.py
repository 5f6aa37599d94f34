"""The room's name."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    """The room of privacy."""

    name = "burgerprofiel.privacy"
