"""The room's tables."""

from burgerprofiel.feedback.models.reports import Change, Confirmation, Kind, Report, Way
from burgerprofiel.feedback.models.sources import Source, Upload

__all__ = ["Change", "Confirmation", "Kind", "Report", "Source", "Upload", "Way"]
