"""The room's name."""

from django.apps import AppConfig


class CertificatesConfig(AppConfig):
    """The room of certificates."""

    name = "burgerprofiel.certificates"
