"""`/aankondigingen/<id>`: a proposal as citizens will see it, to whom it goes, and what can be done with it now."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from burgerprofiel.access.going_on import Wrong
from burgerprofiel.desk.names import names_of
from burgerprofiel.desk.pages.announcing import form, preview, words
from burgerprofiel.desk.pages.announcing.edit import LIST
from burgerprofiel.desk.pages.announcing.office import of_the_site
from burgerprofiel.desk.staff import Staff
from burgerprofiel.kit import ssin
from burgerprofiel.notices.announcements import progress, proposals, reachable, trial, writing
from burgerprofiel.notices.announcements.actions import MadeBeforeError
from burgerprofiel.notices.announcements.draft import NotADraftError
from burgerprofiel.notices.models import Proposal
from burgerprofiel.notices.models.proposals import Standing
from burgerprofiel.notices.notice import Channel

REASON = "reden"
_LETTER = "default-src 'none'; style-src 'unsafe-inline'; sandbox allow-popups"


@require_safe
@of_the_site
def one(request: HttpRequest, staff: Staff, proposal_id: UUID) -> HttpResponse:
    """Show it; what is not right yet is shown in the form, and what was released where it is followed."""
    row = _row(proposal_id)
    if row.announcement:
        return HttpResponseRedirect(f"{LIST}/verteld/{row.announcement}", status=303)
    if row.state in proposals.OPEN and not proposals.is_right(row):
        return HttpResponseRedirect(f"{LIST}/{proposal_id}/wijzigen?fout=ja", status=303)
    return _page(request, staff, row)


@require_safe
@of_the_site
def letter(_request: HttpRequest, _staff: Staff, proposal_id: UUID, language: str) -> HttpResponse:
    """Show the e-mail as a mail program shows it; nothing of it runs in a browser."""
    row = _row(proposal_id)
    if language not in writing.LANGUAGES or row.announcement:
        raise Http404
    try:
        page = preview.page(writing.draft_of(row.typed), language)
    except NotADraftError as error:
        raise Http404 from error
    return HttpResponse(page, headers={"Content-Security-Policy": _LETTER})


@require_POST
@of_the_site
def act(request: HttpRequest, staff: Staff, proposal_id: UUID) -> HttpResponse:
    """Do what was chosen, to the version that was on screen."""
    row, step = _row(proposal_id), request.POST.get("stap", "")
    done = _STEPS.get(step)
    if done is None:
        return _page(request, staff, row, _("Choose what to do."), status=400)
    try:
        return done(request, staff, row)
    except proposals.ChangedMeanwhileError:
        if _did(step, staff, proposal_id):
            return HttpResponseRedirect(f"{LIST}/{proposal_id}", status=303)
        told = _("It was changed, released or refused meanwhile. Look at it again: you changed nothing.")
        return _again(request, staff, proposal_id, told, 409)
    except proposals.OwnProposalError:
        told = _("You wrote or proposed this yourself, so a colleague releases it.")
        return _again(request, staff, proposal_id, told, 403)
    except (proposals.NotRightError, NotADraftError):
        told = _not_right()
        return _again(request, staff, proposal_id, told, 409)
    except MadeBeforeError:
        told = _("There is an announcement with this reference already. Choose another one.")
        return _again(request, staff, proposal_id, told, 409)
    except proposals.NobodyError:
        return _again(request, staff, proposal_id, _("It would go to nobody. Give it another list."), 409)


def _row(proposal_id: UUID) -> Proposal:
    row = progress.proposal(proposal_id)
    if row is None:
        raise Http404
    return row


def _did(step: str, staff: Staff, proposal_id: UUID) -> bool:
    """Whether they did just this already: who clicks twice reads what became of it."""
    row = progress.proposal(proposal_id)
    if row is None:
        return False
    by, wanted = {
        "voorleggen": (row.proposed_by, Standing.WAITING),
        "vrijgeven": (row.decided_by, Standing.RELEASED),
        "weigeren": (row.decided_by, Standing.REFUSED),
    }.get(step, (None, None))
    return by == staff.id and row.state == wanted


def _again(request: HttpRequest, staff: Staff, proposal_id: UUID, trouble: str, status: int) -> HttpResponse:
    row = progress.proposal(proposal_id)
    if row is None or row.announcement:
        context = {"staff": staff, "here": "announcing", "trouble": trouble}
        return render(request, "desk/announcing/gone.html", context, status=status)
    return _page(request, staff, row, trouble, status=status)


def _seen(request: HttpRequest) -> int:
    return form.version(request.POST.get("versie", ""))


def _throw_away(request: HttpRequest, staff: Staff, row: Proposal) -> HttpResponse:
    proposals.throw_away(row.id, _seen(request), staff.id, staff.trace)
    return HttpResponseRedirect(f"{LIST}?gedaan=weg", status=303)


def _propose(request: HttpRequest, staff: Staff, row: Proposal) -> HttpResponse:
    proposals.propose(row.id, _seen(request), staff.id, staff.trace)
    return HttpResponseRedirect(f"{LIST}/{row.id}?gedaan=voorgelegd", status=303)


def _take_back(request: HttpRequest, staff: Staff, row: Proposal) -> HttpResponse:
    proposals.take_back(row.id, _seen(request), staff.id, staff.trace)
    return HttpResponseRedirect(f"{LIST}/{row.id}/wijzigen", status=303)


def _refuse(request: HttpRequest, staff: Staff, row: Proposal) -> HttpResponse:
    reason, wrong = reason_of(request)
    if wrong:
        return _page(request, staff, row, wrong=wrong, reason=reason, status=400)
    proposals.refuse(row.id, _seen(request), reason, staff.id, staff.trace)
    return HttpResponseRedirect(f"{LIST}/{row.id}?gedaan=geweigerd", status=303)


def _release(request: HttpRequest, staff: Staff, row: Proposal) -> HttpResponse:
    known = proposals.release(row.id, _seen(request), staff.id, staff.trace)
    return HttpResponseRedirect(f"{LIST}/verteld/{known}?gedaan=vrijgegeven", status=303)


def _try(_request: HttpRequest, staff: Staff, row: Proposal) -> HttpResponse:
    channels = trial.send(row, staff.id, staff.trace)
    told = ".".join(each.value for each in Channel if each in channels)
    return HttpResponseRedirect(f"{LIST}/{row.id}?gedaan=proef&langs={told}", status=303)


_STEPS: dict[str, Callable[[HttpRequest, Staff, Proposal], HttpResponse]] = {
    "weg": _throw_away,
    "voorleggen": _propose,
    "terughalen": _take_back,
    "weigeren": _refuse,
    "vrijgeven": _release,
    "proef": _try,
}


def reason_of(request: HttpRequest) -> tuple[str, tuple[Wrong, ...]]:
    """Return why, on one line, and what is wrong with it."""
    reason = " ".join(request.POST.get(REASON, "").replace("\x00", "").split())
    if not 0 < len(reason) <= proposals.LONGEST_REASON:
        return reason, (Wrong(REASON, _("Say why, in at most 400 letters: your colleagues read it.")),)
    if ssin.stands_in(reason):
        return reason, (Wrong(REASON, _("A national number stands in it. Take it out.")),)
    return reason, ()


def _page(
    request: HttpRequest,
    staff: Staff,
    row: Proposal,
    trouble: str = "",
    *,
    wrong: tuple[Wrong, ...] = (),
    reason: str = "",
    status: int = 200,
) -> HttpResponse:
    arrived = _arrived(row)
    if not arrived and not trouble:
        trouble = _not_right()
    people = [each for each in (row.written_by, row.proposed_by, row.decided_by) if each]
    context = {
        "staff": staff,
        "here": "announcing",
        "back": f"{LIST}/{row.id}",
        "row": row,
        "path": writing.path_of(row.typed),
        "names": names_of(people),
        "mine": staff.id in (row.written_by, row.proposed_by),
        "arrived": arrived,
        "estimate": reachable.estimate(row.id),
        "fewest": reachable.FEWEST,
        "channels": [(each, words.channel(each)) for each in Channel],
        "words": words,
        "trouble": trouble,
        "wrong": wrong,
        "reason": reason,
        "longest": proposals.LONGEST_REASON,
        "done": _done(request),
    }
    return render(request, "desk/announcing/one.html", context, status=status)


def _not_right() -> str:
    return _("Something in it is not right any more, its last day for instance. It has to be changed first.")


def _arrived(row: Proposal) -> list[preview.Arrived]:
    try:
        return list(preview.arrived(writing.draft_of(row.typed)))
    except NotADraftError:
        return []


def _done(request: HttpRequest) -> str:
    match request.GET.get("gedaan", ""):
        case "voorgelegd":
            return _("Proposed. A colleague with this role releases it, or says why not.")
        case "geweigerd":
            return _("Refused. Who wrote it reads why, and can change it.")
        case "proef":
            langs = request.GET.get("langs", "").split(".")
            by = ", ".join(words.channel(each) for each in Channel if each.value in langs)
            if not by:
                return _(
                    "The trial stands in your own bell alone: your profile has no address or device that reaches you."
                )
            return _(
                "The trial stands in your own bell and goes to you by: %(channels)s. In your quiet hours it waits."
            ) % {"channels": by}
        case _other:
            return ""
