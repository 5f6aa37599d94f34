"""The citizen's addresses for activating the box, and its settings."""

from django.urls import path

from burgerprofiel.mailbox.pages.activation import email, settings, steps

urlpatterns = [
    path("berichten/activeren", steps.meaning, name="mailbox-activate"),
    path("berichten/activeren/e-mail", email.ask(email.ACTIVATING), name="mailbox-activate-email"),
    path("berichten/activeren/code", email.prove(email.ACTIVATING), name="mailbox-activate-code"),
    path("berichten/activeren/akkoord", steps.consent, name="mailbox-consent"),
    path("berichten/activeren/klaar", steps.activated, name="mailbox-activated"),
    path("berichten/instellingen", settings.settings, name="mailbox-settings"),
    path("berichten/instellingen/e-mail", email.ask(email.CHANGING), name="mailbox-settings-email"),
    path("berichten/instellingen/code", email.prove(email.CHANGING), name="mailbox-settings-code"),
    path("berichten/instellingen/stoppen", settings.stop, name="mailbox-stop"),
]
