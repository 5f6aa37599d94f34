"""The tables of certificates."""

from burgerprofiel.certificates.models.certificates import Certificate, Code

__all__ = ["Certificate", "Code"]
