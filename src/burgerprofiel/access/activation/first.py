"""Who may add keys in this browser without showing one: whoever just activated here, and is nobody else here."""

from __future__ import annotations

from django.http import HttpRequest

from burgerprofiel.access import sign_in_cookie
from burgerprofiel.access.activation import citizen, progress
from burgerprofiel.access.queries import SignedIn


def adding(request: HttpRequest) -> SignedIn | None:
    """Return them; None when the time is over, or when somebody else signed in here meanwhile."""
    known = citizen.adding(progress.read(request))
    here = sign_in_cookie.signed_in(request)
    return None if known and here and here.citizen_id != known.citizen_id else known
