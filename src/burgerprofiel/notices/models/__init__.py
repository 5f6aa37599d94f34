"""The tables of notices."""

from burgerprofiel.notices.models.announcements import Announcement, AnnouncementRange
from burgerprofiel.notices.models.notices import Delivery, Notice
from burgerprofiel.notices.models.outbox import Postman, Waiting
from burgerprofiel.notices.models.preferences import Preference, Setting

__all__ = [
    "Announcement",
    "AnnouncementRange",
    "Delivery",
    "Notice",
    "Postman",
    "Preference",
    "Setting",
    "Waiting",
]
