"""The addresses for programs, on the host for them."""

from django.urls import path

from burgerprofiel.permits.pushing import doors, openapi
from burgerprofiel.permits.pushing.answers import BASE

_at = doors.DOORS.address

urlpatterns = [
    path(f"{BASE}/<str:permit>", _at(doors.tell, doors.state)),
    path(f"{BASE}/<str:permit>/revocation", _at(doors.revoke)),
    path(f"{BASE}/<str:permit>/documents/<str:document>", _at(doors.document)),
    path("burgerprofiel/permits/v1/doc/openapi.yaml", openapi.FILE.page),
]
