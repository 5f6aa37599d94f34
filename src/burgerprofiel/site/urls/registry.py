"""The registry's host: where programs send and fetch messages."""

from django.urls import include, path

from burgerprofiel.site import health

urlpatterns = [
    path("", include("burgerprofiel.mailbox.urls.registry")),
    path("status/live", health.live, name="live"),
    path("status/ready", health.ready, name="ready"),
]

handler400 = "burgerprofiel.mailbox.registry.doors.unknown_address"
handler403 = "burgerprofiel.mailbox.registry.doors.unknown_address"
handler404 = "burgerprofiel.mailbox.registry.doors.unknown_address"
handler500 = "burgerprofiel.mailbox.registry.doors.our_fault"
