"""The addresses of a citizen's own certificates."""

from django.urls import path

from burgerprofiel.certificates.pages import asking, emailing, fetched, listing, own, register, town_hall

urlpatterns = [
    path("attesten", listing.certificates, name="certificates"),
    path("attesten/zoeken", listing.search, name="certificates-search"),
    path("attesten/gemeente", town_hall.certificates, name="certificates-town-hall"),
    path("attesten/rijksregister/<slug:key>", register.paper, name="register-certificate"),
    path("attesten/rijksregister/<slug:key>/document", register.document, name="register-document"),
    path("attesten/rijksregister/<slug:key>/e-mail", emailing.paper, name="register-e-mail"),
    path("attesten/van/<slug:source>/<slug:name>/<slug:language>", fetched.document, name="fetched-certificate"),
    path("attesten/aanvragen/<slug:key>", asking.ask, name="certificate-ask"),
    path("attesten/<uuid:certificate>", own.one, name="certificate"),
    path("attesten/<uuid:certificate>/staat", own.state, name="certificate-state"),
    path("attesten/<uuid:certificate>/document", own.document, name="certificate-document"),
    path("attesten/<uuid:certificate>/e-mail", emailing.issued, name="certificate-e-mail"),
]
