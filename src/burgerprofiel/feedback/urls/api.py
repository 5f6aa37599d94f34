"""The addresses of our GTMF surface, on the host for programs."""

from django.urls import path

from burgerprofiel.feedback.api import doors, openapi
from burgerprofiel.feedback.api.callers import DOORS

_at = DOORS.address

urlpatterns = [
    path("api/v1/datasets/<str:key>", _at(doors.properties)),
    path("api/v1/meldingstypes", _at(doors.kinds)),
    path("api/v1/upload", _at(doors.upload)),
    path("api/v2/meldingen", _at(doors.submit)),
    path("api/v2/meldingen/", _at(doors.listed)),
    path("api/v2/meldingen/<uuid:report>", _at(doors.one)),
    path("api/v1/meldingen/<uuid:report>/meldingsobjecten/<uuid:thing>/status/<int:number>", _at(doors.status)),
    path("burgerprofiel/feedback/v1/doc/openapi.yaml", openapi.FILE.page),
]
