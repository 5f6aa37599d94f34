"""The addresses on the portal host."""

from django.urls import path

from burgerprofiel.notices.pages import devices, real, unsubscribe
from burgerprofiel.notices.pages.bell import acts, listing, panel, stream

urlpatterns = [
    path("meldingen", listing.listing, name="notices"),
    path("meldingen/paneel", panel.panel, name="notices-panel"),
    path("meldingen/stroom", stream.page, name="notices-stream"),
    path("meldingen/gelezen", acts.every, name="notices-read"),
    path("meldingen/ongedaan", acts.undo, name="notices-undo"),
    path("meldingen/<uuid:notice>/<slug:what>", acts.one, name="notice-act"),
    path("meldingen/uitschrijven", unsubscribe.page, name="unsubscribe"),
    path("is-dit-echt", real.page, name="is-this-real"),
    path("profiel/meldingen/toestel", devices.start, name="push-start"),
    path("profiel/meldingen/toestel/weg", devices.stop, name="push-stop"),
    path("push.js", devices.worker, name="push-worker"),
]
