"""The tables of dossiers."""

from burgerprofiel.dossiers.models.dossiers import Dossier, Known, Mutation
from burgerprofiel.dossiers.models.intake import Source, Upload

__all__ = ["Dossier", "Known", "Mutation", "Source", "Upload"]
