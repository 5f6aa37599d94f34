"""The addresses of the citizen, and of everybody who verifies."""

from django.urls import path

from burgerprofiel.certificates.pages import verify
from burgerprofiel.certificates.urls import own

urlpatterns = [
    *own.urlpatterns,
    path("controleren", verify.verify, name="verify"),
    path("controleren/<str:typed>", verify.code, name="verify-code"),
]
