"""The addresses of the citizen."""

from django.urls import path

from burgerprofiel.permits.pages import own

urlpatterns = [
    path("attesten/toelatingen", own.permits, name="permits"),
    path("attesten/toelatingen/<uuid:permit>", own.permit, name="permit"),
    path("attesten/toelatingen/<uuid:permit>/documenten/<uuid:document>", own.document, name="permit-document"),
]
