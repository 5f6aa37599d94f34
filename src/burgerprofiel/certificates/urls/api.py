"""The addresses for programs, on the host for them."""

from django.urls import path

from burgerprofiel.certificates.api import openapi, provided, verify

_OURS = "burgerprofiel/certificates/v1"
_LIST = "v1/certificates/<str:insz>"
"""The address of the Attesten contract (contracts/mbp.md §1.1)."""

urlpatterns = [
    path(f"{_OURS}/doc/openapi.yaml", openapi.FILE.page),
    path(f"{_OURS}/verify", verify.verify),
    path(f"{_OURS}/codes/<str:typed>", verify.code),
    path(f"{_OURS}/provided", provided.DOORS.address(provided.put)),
    path(f"{_OURS}/provided/withdraw", provided.DOORS.address(provided.take_back)),
    path(_LIST, provided.DOORS.address(provided.listing)),
    path(f"{_LIST}/<str:name>/<str:language>", provided.DOORS.address(provided.detail)),
    path(f"{_LIST}/<str:name>/<str:language>/document", provided.DOORS.address(provided.document)),
]
