"""The tables of notices."""

from burgerprofiel.notices.models.notices import Delivery, Notice
from burgerprofiel.notices.models.outbox import Waiting
from burgerprofiel.notices.models.preferences import Preference, Setting

__all__ = ["Delivery", "Notice", "Preference", "Setting", "Waiting"]
