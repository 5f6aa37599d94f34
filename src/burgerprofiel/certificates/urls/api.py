"""The addresses for programs, on the host for them."""

from django.urls import path

from burgerprofiel.certificates.api import documents, verify

_OURS = "burgerprofiel/certificates/v1"

urlpatterns = [
    path(f"{_OURS}/doc/openapi.yaml", documents.published),
    path(f"{_OURS}/verify", verify.verify),
    path(f"{_OURS}/codes/<str:typed>", verify.code),
]
