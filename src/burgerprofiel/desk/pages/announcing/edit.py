"""`/aankondigingen/nieuw` and `…/wijzigen`: write one. Whatever was typed is kept, right or not; so nothing is lost.

Only a field with a national number is not: it stands on the screen of who typed it, with the sentence that says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from burgerprofiel.access.going_on import Wrong
from burgerprofiel.desk.pages.announcing import form
from burgerprofiel.desk.pages.announcing.office import of_the_site
from burgerprofiel.desk.staff import Staff
from burgerprofiel.kit.ids import uuid7
from burgerprofiel.kit.uploads import takes_a_file
from burgerprofiel.notices.announcements import progress, proposals, recipients, writing
from burgerprofiel.notices.models import Proposal

LIST = "/aankondigingen"


@require_http_methods(["GET", "HEAD", "POST"])
@of_the_site
@takes_a_file(form.FILE, recipients.OCTETS)
def new(request: HttpRequest, staff: Staff) -> HttpResponse:
    """Write one that is not there yet. Its id is in the form, so that sending it twice makes one."""
    if request.method != "POST":
        return _shown(request, staff, uuid7(), None, form.empty())
    known = form.known(request.POST.get("id", ""))
    if known is None:
        raise Http404
    return _sent(request, staff, known, progress.proposal(known))


@require_http_methods(["GET", "HEAD", "POST"])
@of_the_site
@takes_a_file(form.FILE, recipients.OCTETS)
def change(request: HttpRequest, staff: Staff, proposal_id: UUID) -> HttpResponse:
    """Change one that nobody released yet."""
    row = progress.proposal(proposal_id)
    if row is None:
        raise Http404
    if request.method == "POST":
        return _sent(request, staff, proposal_id, row)
    if row.state not in proposals.OPEN:
        return HttpResponseRedirect(f"{LIST}/{proposal_id}", status=303)
    wrong = form.wrongs(row.typed, has_list=row.listed is not None) if request.GET.get("fout") == "ja" else ()
    return _shown(request, staff, proposal_id, row, row.typed, wrong)


def _sent(request: HttpRequest, staff: Staff, known: UUID, row: Proposal | None) -> HttpResponse:
    told = writing.typed({name: str(value) for name, value in request.POST.items()})
    given, wrong = form.listed(request)
    to_keep = writing.to_keep(told)
    try:
        kept = proposals.save(
            known, form.version(request.POST.get("versie", "")), to_keep, given, staff.id, staff.trace
        )
    except proposals.ChangedMeanwhileError:
        sentence = _(
            "A colleague changed it meanwhile. What you typed stands here and is not kept yet: look first at theirs."
        )
        return _shown(request, staff, known, row, told, (Wrong("reference", sentence),), status=409)
    if request.POST.get("stap") == "later" and not wrong and to_keep == told:
        return HttpResponseRedirect(f"{LIST}?gedaan=bewaard", status=303)
    of_list = {each.field for each in wrong}
    has_list = kept.listed is not None or bool(of_list)
    wrong = (*form.wrongs(told, has_list=has_list), *wrong)
    if wrong:
        return _shown(request, staff, known, kept, told, wrong)
    return HttpResponseRedirect(f"{LIST}/{known}", status=303)


def _shown(
    request: HttpRequest,
    staff: Staff,
    known: UUID,
    row: Proposal | None,
    told: Mapping[str, str],
    wrong: tuple[Wrong, ...] = (),
    status: int = 400,
) -> HttpResponse:
    context = {
        "staff": staff,
        "here": "announcing",
        "known": known,
        "row": row,
        "shown": told,
        "wrong": wrong,
        "pages": form.pages(),
        "other": writing.OTHER,
        "longest": writing.LONGEST,
        "most": recipients.MOST,
        "kept": bool(wrong) and status == 400 and writing.to_keep(told) == told,
    }
    return render(request, "desk/announcing/form.html", context, status=status if wrong else 200)
