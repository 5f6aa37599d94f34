"""The addresses for programs: v2 is the eBox's published contract, v3 its successor, `burgerprofiel` our additions."""

from django.urls import path

from burgerprofiel.mailbox.registry import feed

_OURS = "burgerprofiel/mailbox/v1"
_EVENTS = "EventServices/Ebox/v2"

urlpatterns = [
    path(f"{_EVENTS}/enterprise/document/events", feed.of_enterprise),
    path(f"{_EVENTS}/citizen/document/events", feed.of_citizens),
    path(f"{_OURS}/events", feed.of_sender),
]
