"""The tables of notices."""

from burgerprofiel.notices.models.announcements import Announcement, AnnouncementRange
from burgerprofiel.notices.models.notices import Delivery, Notice
from burgerprofiel.notices.models.outbox import Postman, Waiting
from burgerprofiel.notices.models.preferences import Preference, Setting
from burgerprofiel.notices.models.proposals import Proposal, Stop
from burgerprofiel.notices.models.push import Subscription
from burgerprofiel.notices.models.senders import Bundle, Category, CategoryVersion, Source

__all__ = [
    "Announcement",
    "AnnouncementRange",
    "Bundle",
    "Category",
    "CategoryVersion",
    "Delivery",
    "Notice",
    "Postman",
    "Preference",
    "Proposal",
    "Setting",
    "Source",
    "Stop",
    "Subscription",
    "Waiting",
]
