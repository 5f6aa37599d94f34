"""The addresses on the portal host."""

from django.urls import path

from burgerprofiel.notices.pages import unsubscribe

urlpatterns = [
    path("meldingen/uitschrijven", unsubscribe.page, name="unsubscribe"),
]
