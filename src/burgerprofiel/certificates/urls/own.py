"""The addresses of a citizen's own certificates."""

from django.urls import path

from burgerprofiel.certificates.pages import asking, own

urlpatterns = [
    path("attesten", own.certificates, name="certificates"),
    path("attesten/aanvragen/<slug:key>", asking.ask, name="certificate-ask"),
    path("attesten/<uuid:certificate>", own.one, name="certificate"),
    path("attesten/<uuid:certificate>/staat", own.state, name="certificate-state"),
    path("attesten/<uuid:certificate>/document", own.document, name="certificate-document"),
]
