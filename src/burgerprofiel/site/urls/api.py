"""The host for programs that bring or fetch what is no message: files (DOSIS), certificates, seals to check."""

from django.http import HttpRequest
from django.urls import include, path

from burgerprofiel.access import callers
from burgerprofiel.access.callers import Caller
from burgerprofiel.access.doors import Doors
from burgerprofiel.kit import problems
from burgerprofiel.site import health


def _nobody(request: HttpRequest) -> Caller:
    return callers.of(request, "", Caller)


_DOORS = Doors(_nobody, lambda _request, problem: problems.answer(problem))
unknown_address, our_fault = _DOORS.unknown_address, _DOORS.our_fault

urlpatterns = [
    path("", include("burgerprofiel.dossiers.urls.api")),
    path("", include("burgerprofiel.certificates.urls.api")),
    path("", include("burgerprofiel.permits.urls.api")),
    path("", include("burgerprofiel.notices.urls.api")),
    path("", include("burgerprofiel.feedback.urls.api")),
    path("status/live", health.live, name="live"),
    path("status/ready", health.ready, name="ready"),
]

handler400 = unknown_address
handler403 = unknown_address
handler404 = unknown_address
handler500 = our_fault
