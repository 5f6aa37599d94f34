"""The citizen's addresses for activating the box, and its settings."""

from django.urls import path

from burgerprofiel.mailbox.pages.activation import email, settings, steps

urlpatterns = [
    path("berichten/activeren", steps.meaning, name="mailbox-activate"),
    path("berichten/activeren/e-mail", email.ask, name="mailbox-activate-email"),
    path("berichten/activeren/code", email.prove, name="mailbox-activate-code"),
    path("berichten/activeren/akkoord", steps.consent, name="mailbox-consent"),
    path("berichten/activeren/klaar", steps.activated, name="mailbox-activated"),
    path("berichten/instellingen", settings.settings, name="mailbox-settings"),
    path("berichten/instellingen/stoppen", settings.stop, name="mailbox-stop"),
]
