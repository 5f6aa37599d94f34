"""The addresses on the api host."""

from django.urls import path

from burgerprofiel.notices.intake import doors, openapi

_at = doors.DOORS.address

urlpatterns = [
    path(doors.BASE, _at(doors.send)),
    path(f"{doors.BASE}/<str:sent_id>", _at(doors.state)),
    path("burgerprofiel/notices/v2/doc/openapi.yaml", openapi.FILE.page),
]
