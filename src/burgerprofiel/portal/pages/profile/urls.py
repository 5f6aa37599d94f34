"""The addresses of “My profile”, below `/profiel`."""

from django.urls import path

from burgerprofiel.portal.pages.profile import about, addresses, consents, contacts, overview, photo, wiping

urlpatterns = [
    path("profiel", overview.overview, name="profile"),
    path("profiel/roepnaam", about.call_name, name="profile-call-name"),
    path("profiel/roepnaam/weg", about.remove_call_name, name="profile-call-name-remove"),
    path("profiel/roepnaam/geen", about.no_name, name="profile-no-name"),
    path("profiel/roepnaam/voornaam", about.first_name, name="profile-first-name"),
    path("profiel/taal", about.language, name="profile-language"),
    path("profiel/taal/weg", about.remove_language, name="profile-language-remove"),
    path("profiel/foto", photo.photo, name="profile-photo"),
    path("profiel/foto/eigen", photo.own_photo, name="profile-photo-own"),
    path("profiel/foto/weg", about.remove_photo, name="profile-photo-remove"),
    *(
        path(f"profiel/{way}", contacts.ask, {"way": way}, name=f"profile-{kind}")
        for way, kind in contacts.WAYS.items()
    ),
    *(
        path(f"profiel/{way}/code", contacts.prove, {"way": way}, name=f"profile-{kind}-code")
        for way, kind in contacts.WAYS.items()
    ),
    path("profiel/contact/<uuid:contact>/eerst", contacts.prefer, name="profile-contact-prefer"),
    path("profiel/contact/<uuid:contact>/weg", contacts.remove, name="profile-contact-remove"),
    path("profiel/adressen/nieuw", addresses.add, name="profile-address"),
    path("profiel/adressen/<uuid:address>/naam", addresses.rename, name="profile-address-name"),
    path("profiel/adressen/<uuid:address>/weg", addresses.remove, name="profile-address-remove"),
    path("profiel/toestemmingen", consents.consents, name="profile-consents"),
    path("profiel/wissen", wiping.wipe, name="profile-wipe"),
]
