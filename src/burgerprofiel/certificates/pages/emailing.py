"""`POST …/e-mail`: send oneself a certificate, by link or as a file (D3)."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_POST

from burgerprofiel.access.viewer import Viewer
from burgerprofiel.certificates.emailing import actions
from burgerprofiel.certificates.issuing import queries
from burgerprofiel.certificates.issuing.queries import NotThereError
from burgerprofiel.certificates.models.certificates import CertificateId
from burgerprofiel.certificates.pages import register as pages
from burgerprofiel.certificates.pages.mine import own_certificates
from burgerprofiel.certificates.pages.own import gone
from burgerprofiel.certificates.register import queries as register
from burgerprofiel.certificates.register.kinds import RegisterKind
from burgerprofiel.kit.post import Attachment

_LIST = "/attesten"
"""Where the link of a certificate of the register leads: its own address says which one it is."""


@require_POST
@own_certificates
def issued(request: HttpRequest, viewer: Viewer, certificate: UUID) -> HttpResponseBase:
    """Send one that was made here."""
    page = f"/attesten/{certificate}"
    try:
        found = queries.document(viewer, CertificateId(certificate))
        attached = Attachment(found.issued.file_name, b"".join(found.pieces)) if _wants_file(request) else None
    except NotThereError:
        return gone(request, viewer)
    except OSError:
        return _back(page, "failed")
    return _back(page, _sent(viewer, str(certificate), page, attached))


@require_POST
@pages.of_the_register
def paper(request: HttpRequest, viewer: Viewer, kind: RegisterKind) -> HttpResponseBase:
    """Send one that the register gave in this session."""
    page, language = f"{pages.PAGE}/{kind.name}", request.POST.get("taal", "")
    try:
        content = register.paper(viewer, kind, language)
    except NotThereError:
        return HttpResponseRedirect(page, status=303)
    name = kind.file_name(language)
    attached = Attachment(name, content) if _wants_file(request) else None
    return _back(page, _sent(viewer, f"register.{kind.name}", _LIST, attached))


def _wants_file(request: HttpRequest) -> bool:
    return request.POST.get("bestand") == "ja"


def _sent(viewer: Viewer, about: str, page: str, attached: Attachment | None) -> str:
    try:
        actions.send(viewer, about, page, attached)
    except actions.RefusedError as error:
        return error.why
    return "sent"


def _back(page: str, outcome: str) -> HttpResponseRedirect:
    """Return to the page, which tells what became of it."""
    return HttpResponseRedirect(f"{page}?gemaild={outcome}#e-mail", status=303)
