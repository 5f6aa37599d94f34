"""The addresses for programs, on the host for them (contracts/mbp.md §2.2)."""

from django.urls import path

from burgerprofiel.dossiers.intake import doors, openapi

_at = doors.DOORS.address
_V1, _V2 = "api/v1/dosis", "api/v2/dosis"

urlpatterns = [
    path(f"{_V2}/dossiers", _at(doors.push)),
    path("api/v2/dossiers", _at(doors.push)),
    path(f"{_V1}/dossiers", _at(doors.push_simple, doors.remove)),
    path(f"{_V2}/bronnen/uris", _at(doors.uris)),
    path(f"{_V1}/instellingen/validatie", _at(doors.validation)),
    path(f"{_V1}/resultaten", _at(doors.of_dossier)),
    path(f"{_V1}/resultaten/fouten", _at(doors.failures)),
    path(f"{_V1}/resultaten/perUploadId", _at(doors.of_upload)),
    path("api/dosis/doc/openapi.yaml", openapi.FILE.page),
]
