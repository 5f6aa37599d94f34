"""`/controleren`: anybody shows a PDF, or types the code on it, and reads whether it is real (D5). Nobody signs in."""

from __future__ import annotations

import json
from http import HTTPStatus

import msgspec
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload, TemporaryFileUploadHandler
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from burgerprofiel.access import limits
from burgerprofiel.certificates import codes
from burgerprofiel.certificates.verifying import (
    actions,
    apart,
    guests,
    incoming,
    words,
    words_of_others,
    words_of_seals,
)
from burgerprofiel.certificates.verifying.guests import Guest
from burgerprofiel.certificates.verifying.incoming import TooLargeError
from burgerprofiel.certificates.verifying.verdict import Examined, Outcome, Refusal, Verdict
from burgerprofiel.kit import clock

_HERE = "/controleren"


@csrf_exempt  # changes nothing and is for nobody in particular: a form of somebody else may lead here too
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """Show the way in; or, with a file, the verdict."""
    if request.method == "POST":
        return _verdict(request)
    if "code" in request.GET:
        return _typed(request)
    apart.prepare()
    return _page(request)


@require_safe
def code(request: HttpRequest, typed: str) -> HttpResponse:
    """`/controleren/<code>`: where the QR code leads. What anybody may know: kind, day, whether it still counts."""
    apart.prepare()
    try:
        found = actions.issued_with(codes.read(typed))
    except codes.NoCodeError:
        return _page(request, typed=typed[:40], fault="slip", status=HTTPStatus.NOT_FOUND)
    if found is None:
        return _page(request, typed=codes.pretty(codes.read(typed)), fault="unknown", status=HTTPStatus.NOT_FOUND)
    today = clock.now().astimezone(clock.BRUSSELS).date()
    context = {
        "ours": found,
        "pretty": codes.pretty(found.code),
        "kind": words.kind_title(found.kind),
        "why": words.why_withdrawn(found.withdrawn_why) if found.withdrawn_at else "",
        "over": bool(found.valid_until and found.valid_until < today),
        "back": f"{_HERE}/{found.code}",
        "here": "verify",
    }
    return render(request, "certificates/code.html", context)


def _typed(request: HttpRequest) -> HttpResponse:
    """A code that was typed, by its own address; what cannot be one is told with what was typed."""
    typed = request.GET["code"][:40]
    try:
        return HttpResponseRedirect(f"{_HERE}/{codes.read(typed)}", status=303)
    except codes.NoCodeError:
        return _page(request, typed=typed, fault="slip", status=HTTPStatus.BAD_REQUEST)


def _verdict(request: HttpRequest) -> HttpResponse:
    try:
        with guests.coming(limits.address_of(request)) as guest:
            return _of_file(request, guest)
    except TooLargeError:
        return _told(request, _refused(Refusal.TOO_LARGE), "")
    except apart.BusyError:
        return _page(request, fault="busy", status=HTTPStatus.SERVICE_UNAVAILABLE)


def _of_file(request: HttpRequest, guest: Guest) -> HttpResponse:
    incoming.refuse_if_long(request)
    request.upload_handlers = [_AtMost(request), TemporaryFileUploadHandler(request)]
    sent = request.FILES.get("bestand")
    if not isinstance(sent, UploadedFile) or not sent.size:
        return _told(request, _refused(Refusal.EMPTY), "")
    with incoming.shown(sent) as shown:
        return _told(request, actions.verify(shown, guest), sent.name or "")


class _AtMost(FileUploadHandler):
    """Stops what is longer than we look at, whatever the request said of its length."""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self._octets = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:  # noqa: ARG002 - Django's signature
        """Count, and let the next handler have it."""
        self._octets += len(raw_data)
        if self._octets > incoming.MOST:
            raise StopUpload(connection_reset=True)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The next handler has the file."""


def _refused(why: Refusal) -> Verdict:
    found = Examined(refused=why)
    return Verdict(outcome=Outcome.REFUSED, examined=found, digest="", checked_at=clock.now())


def _told(request: HttpRequest, verdict: Verdict, name: str) -> HttpResponse:
    told = words.told(verdict)
    ours = verdict.ours
    context = {
        "verdict": verdict,
        "told": told,
        "name": name[:120],
        "seals": [
            (words_of_seals.heading(seal), words_of_seals.lines(seal, verdict)) for seal in verdict.examined.seals
        ],
        "kind": words.kind_title(ours.kind) if ours else "",
        "pretty": codes.pretty(ours.code) if ours else "",
        "why": words.why_withdrawn(ours.withdrawn_why) if ours and ours.withdrawn_at else "",
        "permit": words_of_others.kind(verdict.known) if verdict.known else "",
        "granted_by": words_of_others.named(verdict.known.issuer) if verdict.known else "",
        "report": json.dumps(msgspec.to_builtins(verdict), indent=2, ensure_ascii=False),
        "back": _HERE,
        "here": "verify",
    }
    status = HTTPStatus.OK if verdict.examined.refused is None else HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "certificates/verdict.html", context, status=status)


def _page(request: HttpRequest, *, typed: str = "", fault: str = "", status: int = HTTPStatus.OK) -> HttpResponse:
    context = {
        "typed": typed,
        "fault": fault,
        "most": incoming.MOST,
        "back": _HERE,
        "here": "verify",
    }
    answer = render(request, "certificates/verify.html", context, status=status)
    if fault == "busy":
        answer.headers["Retry-After"] = "3"
    return answer
