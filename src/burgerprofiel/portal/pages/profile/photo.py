"""`/profiel/foto`: give a photo, of which a square is kept; `/profiel/foto/eigen`: see it, oneself alone (E3).

What was sent says where and when it was taken: it is encrypted as it comes in, and never lies on a disk in the clear.
"""

from __future__ import annotations

import threading
from http import HTTPStatus
from io import BytesIO

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from burgerprofiel.access.going_on import Wrong
from burgerprofiel.access.viewer import Viewer
from burgerprofiel.kit.connections import let_go
from burgerprofiel.kit.storage.objects import BrokenError, GoneError
from burgerprofiel.kit.uploads import Taken, takes_a_file
from burgerprofiel.people.profile.mine import profile_of
from burgerprofiel.people.profile.photo import actions, picture
from burgerprofiel.people.profile.photo.picture import NotAPhotoError, Part
from burgerprofiel.people.profile.photo.queries import photo_of
from burgerprofiel.portal.pages.profile.own import done, own_profile, show

_FIELD = "foto"
_looking = threading.BoundedSemaphore(2)
"""So many photos lie in the memory of a process at once."""


@own_profile
def _photo(request: HttpRequest, viewer: Viewer) -> HttpResponseBase:
    if request.method != "POST":
        return _ask(request, viewer)
    sent = request.FILES.get(_FIELD)
    if not isinstance(sent, Taken) or not sent.size:
        return _ask(request, viewer, "empty")
    if sent.size > picture.MOST_OCTETS:
        return _ask(request, viewer, "large")
    sent.writer.end()
    let_go()
    try:
        with _looking:
            actions.choose(viewer.citizen_id, BytesIO(b"".join(sent.writer.pieces())), _part(request), viewer.trace)
    except NotAPhotoError as error:
        return _ask(request, viewer, error.reason)
    except OSError:
        return _ask(request, viewer, "kept")
    return done("foto", "photo")


def _part(request: HttpRequest) -> Part:
    told = request.POST.get("deel", "")
    return Part(told) if told in set(Part) else Part.MIDDLE


photo = require_http_methods(["GET", "HEAD", "POST"])(takes_a_file(_FIELD, picture.MOST_OCTETS)(_photo))


def _ask(request: HttpRequest, viewer: Viewer, reason: str = "") -> HttpResponse:
    context: dict[str, object] = {
        "has_one": profile_of(viewer.citizen_id).photo_since is not None,
        "part": _part(request),
        "wrong": (Wrong("foto", _wrong(reason)),) if reason else (),
    }
    status = {"": HTTPStatus.OK, "kept": HTTPStatus.SERVICE_UNAVAILABLE}.get(reason, HTTPStatus.BAD_REQUEST)
    return show(request, viewer, "photo", context, status)


def _wrong(reason: str) -> str:
    match reason:
        case "empty":
            return _("Choose a photo of at most 10 MB first.")
        case "large":
            return _("This photo is larger than 10 MB. Choose a smaller one.")
        case "pixels":
            return _("This photo has too many pixels. Make it smaller, or take it with another setting.")
        case "small":
            return _("This photo is too small: each side needs at least 100 pixels.")
        case "moving":
            return _("This picture moves. Choose one that stands still.")
        case "kept":
            return _("We cannot keep photos now. Nothing changed. Try again later.")
        case _other:
            return _("This is not a photo that we can read. Choose a JPEG, PNG or WebP file.")


@require_safe
@own_profile
def own_photo(request: HttpRequest, viewer: Viewer) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Give the photo to its owner; no cache keeps it."""
    try:
        content = photo_of(viewer.citizen_id)
    except (GoneError, BrokenError, OSError) as error:
        raise Http404 from error
    if content is None:
        raise Http404
    headers = {"Cache-Control": "private, no-store", "Content-Disposition": "inline"}
    return HttpResponse(content, content_type="image/jpeg", headers=headers)
