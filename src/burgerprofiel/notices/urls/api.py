"""The addresses on the api host."""

from django.urls import path

from burgerprofiel.notices.api import feed
from burgerprofiel.notices.api import openapi as of_feed
from burgerprofiel.notices.bounces import doors as returned
from burgerprofiel.notices.bounces import openapi as of_returned
from burgerprofiel.notices.intake import doors, openapi

_at = doors.DOORS.address
_for = feed.DOORS.address

_back = returned.DOORS.address

urlpatterns = [
    path(f"{returned.BASE}/bounces", _back(returned.bounce)),
    path(f"{returned.BASE}/receipts", _back(returned.receipt)),
    path(f"{returned.BASE}/doc/openapi.yaml", of_returned.FILE.page),
    path(feed.BASE, _for(feed.listing)),
    path(f"{feed.BASE}/count", _for(feed.count)),
    path(f"{feed.BASE}/read", _for(feed.read_all)),
    path(f"{feed.BASE}/<uuid:notice>/read", _for(feed.read)),
    path(f"{feed.BASE}/<uuid:notice>/done", _for(feed.done)),
    path("burgerprofiel/notices/v1/doc/openapi.yaml", of_feed.FILE.page),
    path(doors.BASE, _at(doors.send)),
    path(f"{doors.BASE}/<str:sent_id>", _at(doors.state)),
    path("burgerprofiel/notices/v2/doc/openapi.yaml", openapi.FILE.page),
]
