"""`/attesten/rijksregister/<kind>`: a certificate of the National Register, asked for now and saved as it came (D3).

Four answers are told apart. What came lies in the sealed answers of this session: signing out forgets it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import update_wrapper
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from burgerprofiel.access.viewer import Viewer
from burgerprofiel.certificates.emailing import queries as emailing
from burgerprofiel.certificates.issuing.queries import NotThereError
from burgerprofiel.certificates.pages import words
from burgerprofiel.certificates.pages.mine import Guarded, around, outside_mandate, own_certificates, save
from burgerprofiel.certificates.pages.own import gone
from burgerprofiel.certificates.register import actions, queries
from burgerprofiel.certificates.register.kinds import LANGUAGES, REGISTER, THEME, RegisterKind
from burgerprofiel.kit.answers import Data, NotAllowed, Nothing, Unavailable
from burgerprofiel.kit.prefetching import is_ahead_of_time, not_yet

PAGE = "/attesten/rijksregister"
Page = Callable[[HttpRequest, Viewer, RegisterKind], HttpResponseBase]


def of_the_register(page: Page) -> Guarded[[str]]:
    """Give a page which certificate it is about; under a mandate for other themes it says so."""

    def guarded(request: HttpRequest, viewer: Viewer, key: str) -> HttpResponseBase:
        if not viewer.may_see(THEME):
            return outside_mandate(request, viewer)
        kind = REGISTER.get(key)
        return page(request, viewer, kind) if kind else gone(request, viewer)

    update_wrapper(guarded, page)
    return own_certificates(guarded)


@require_http_methods(["GET", "HEAD", "POST"])
@of_the_register
def paper(request: HttpRequest, viewer: Viewer, kind: RegisterKind) -> HttpResponseBase:
    """Show one; POST asks the register, and then the same page tells what it answered."""
    if request.method != "POST":
        return _page(request, viewer, kind)
    language = request.POST.get("taal", "")
    if language not in LANGUAGES:
        return _page(request, viewer, kind, fault=True)
    actions.ask(viewer, kind, language)
    return HttpResponseRedirect(f"{PAGE}/{kind.name}?versie={language}#antwoord", status=303)


def _page(request: HttpRequest, viewer: Viewer, kind: RegisterKind, *, fault: bool = False) -> HttpResponse:
    answers = queries.answers(viewer, kind)
    there = {language: each for language, each in answers.items() if isinstance(each, Data)}
    asked, mine = request.GET.get("versie", ""), get_language() or ""
    chosen = next(each for each in (asked, mine, *LANGUAGES) if each in LANGUAGES)
    told = around(
        viewer,
        f"{PAGE}/{kind.name}",
        kind=kind,
        there=there,
        refused=_refused(answers.get(asked)),
        reference=getattr(answers.get(asked), "reference", ""),
        offered={language: words.LANGUAGES[language] for language in LANGUAGES},
        chosen=chosen,
        fault=fault,
        mail=emailing.ways(viewer) if there else None,
        mailed=request.GET.get("gemaild", ""),
        words=words,
    )
    return render(
        request, "certificates/register.html", told, status=HTTPStatus.BAD_REQUEST if fault else HTTPStatus.OK
    )


def _refused(answer: object) -> str:
    """Which of the three answers without a document it is; empty for a document, and where nothing was asked."""
    for why, kind in (("nothing", Nothing), ("barred", NotAllowed), ("down", Unavailable)):
        if isinstance(answer, kind):
            return why
    return ""


@require_safe
@of_the_register
def document(request: HttpRequest, viewer: Viewer, kind: RegisterKind) -> HttpResponseBase:
    """`…/document?versie=`: the file; when this session has it no more, the page where it is asked for."""
    if is_ahead_of_time(request) or request.method == "HEAD":
        return not_yet()
    language = request.GET.get("versie", "")
    try:
        content = actions.fetch(viewer, kind, language)
    except NotThereError:
        return HttpResponseRedirect(f"{PAGE}/{kind.name}")
    return save([content], kind.file_name(language), len(content))
