"""The addresses of the citizen; that of a fact's form is the portal's."""

from django.urls import path

from burgerprofiel.feedback.pages import own

urlpatterns = [
    path("klopt-dit/meldingen", own.reports, name="reports"),
    path("klopt-dit/meldingen/<uuid:report>", own.report, name="report"),
    path("klopt-dit/meldingen/<uuid:report>/bijlage", own.attachment, name="report-attachment"),
    path("klopt-dit/meldingen/<uuid:report>/intrekken", own.withdraw, name="report-withdraw"),
]
