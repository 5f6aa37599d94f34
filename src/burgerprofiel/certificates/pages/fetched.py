"""`/attesten/van/<source>/<name>/<language>`: a document that somebody else keeps, passed on and not kept (D3)."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from burgerprofiel.access.viewer import Viewer
from burgerprofiel.certificates.fetched import actions, queries
from burgerprofiel.certificates.fetched.calls import SilentError
from burgerprofiel.certificates.fetched.certificate import Certificate
from burgerprofiel.certificates.pages import others
from burgerprofiel.certificates.pages.mine import around, own_certificates, save
from burgerprofiel.certificates.pages.own import gone
from burgerprofiel.kit import ssin
from burgerprofiel.kit.prefetching import is_ahead_of_time, not_yet


@require_safe
@own_certificates
def document(request: HttpRequest, viewer: Viewer, source: str, name: str, language: str) -> HttpResponseBase:
    """The file; when the source does not give it now, a page that says so."""
    if is_ahead_of_time(request) or request.method == "HEAD":
        return not_yet()
    known = queries.source(viewer, source)
    if known is None:
        return gone(request, viewer)
    try:
        found = actions.certificate(viewer, known, name, language)
        if found is None:
            return gone(request, viewer)
        content = actions.fetch(viewer, known, found)
    except SilentError:
        told = around(viewer, request.path, name=others.name(known), again=request.path)
        return _silent(request, told)
    return save([content], _file_name(found), len(content))


def _silent(request: HttpRequest, told: dict[str, object]) -> HttpResponse:
    return render(request, "certificates/fetched_silent.html", told, status=HTTPStatus.SERVICE_UNAVAILABLE)


def _file_name(certificate: Certificate) -> str:
    """What the file is called: a title in which a national number stands is not for a folder of downloads."""
    title = certificate.title
    return f"{title}.pdf" if title and not ssin.stands_in(title) else f"attest-{certificate.language}.pdf"
