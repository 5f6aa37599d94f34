"""The tables of dossiers."""

from burgerprofiel.dossiers.models.dossiers import Dossier, Known, Mutation
from burgerprofiel.dossiers.models.intake import Source, Upload
from burgerprofiel.dossiers.models.marks import Mark

__all__ = ["Dossier", "Known", "Mark", "Mutation", "Source", "Upload"]
