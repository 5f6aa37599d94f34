"""The tables of certificates."""

from burgerprofiel.certificates.models.certificates import Certificate, Code
from burgerprofiel.certificates.models.mailed import Mailed
from burgerprofiel.certificates.models.provided import Provided

__all__ = ["Certificate", "Code", "Mailed", "Provided"]
