"""The portal's host: where citizens read."""

from django.urls import include, path

from burgerprofiel.site import health

urlpatterns = [
    path("", include("burgerprofiel.portal.urls")),
    path("", include("burgerprofiel.portal.pages.looked.urls")),
    path("", include("burgerprofiel.mailbox.urls.portal")),
    path("", include("burgerprofiel.dossiers.urls.portal")),
    path("", include("burgerprofiel.certificates.urls.portal")),
    path("", include("burgerprofiel.permits.urls.portal")),
    path("", include("burgerprofiel.notices.urls.portal")),
    path("", include("burgerprofiel.feedback.urls.portal")),
    path("", include("burgerprofiel.access.urls.relying")),
    path("status/live", health.live, name="live"),
    path("status/ready", health.ready, name="ready"),
]

handler400 = "burgerprofiel.site.errors.bad_request"
handler403 = "burgerprofiel.site.errors.forbidden"
handler404 = "burgerprofiel.site.errors.not_found"
handler500 = "burgerprofiel.site.errors.server_error"
