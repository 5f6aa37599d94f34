"""`/op/activeren`: the link of the e-mail, then the code of the letter, then a user name and a password (A4).

The link is in the address only for the moment of opening it: then a sealed cookie takes over, and the address is clean.
Opening it changes nothing, for mail servers open links too. Who is not the citizen learns no name.
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from burgerprofiel.access import actions, cookies, device, limits, rules, sign_in_cookie
from burgerprofiel.access.activation import citizen, progress
from burgerprofiel.access.activation.citizen import OverError, WrongCodeError
from burgerprofiel.access.activation.progress import Progress
from burgerprofiel.access.going_on import Wrong
from burgerprofiel.access.keys import password
from burgerprofiel.access.pages.activation.over import over, page
from burgerprofiel.access.request import trace_of

CODE, PASSWORD, KEYS = "/op/activeren/code", "/op/activeren/wachtwoord", "/op/activeren/sleutels"
_FORM = ["GET", "HEAD", "POST"]
_YEAR = 365 * 24 * 3600


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Open the link of the e-mail; without one, say what is needed."""
    token = request.GET.get("link", "")
    if not token:
        return _without_link(request)
    try:
        row = citizen.behind(token)
    except OverError as error:
        return over(request, error)
    response = _to(CODE)
    response.headers["Referrer-Policy"] = "no-referrer"
    progress.put(response, progress.begun(row))
    if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:  # it was chosen at the counter
        cookies.put(response, settings.LANGUAGE_COOKIE_NAME, row.language, _YEAR)
    return response


def _without_link(request: HttpRequest) -> HttpResponse:
    known = progress.read(request)
    if known:
        return _to(KEYS if known.chosen else CODE)
    return page(
        request,
        _("Activate your digital keys"),
        _(
            "Were you at a counter, and did you get a letter with a code? Then open the link in the e-mail that we "
            "sent you, in this browser. Do you have an eID? Then you need no letter: sign in with it and add your keys."
        ),
        status=200,
        sign_in=True,
    )


@require_http_methods(_FORM)
@sensitive_post_parameters()
def code(request: HttpRequest) -> HttpResponse:
    """Ask for the code of the letter."""
    known = progress.read(request)
    if known and known.chosen:
        return _to(KEYS)
    try:
        row = citizen.at_link(known)
        if request.method != "POST" or known is None:
            return _ask(request)
        if not _is_for(request, known):
            return over(request, OverError(None))
        tries = limits.take(f"activates {bytes(row.code_hash).hex()}", limits.address_of(request))
        on = citizen.try_code(known, request.POST.get("code", ""), trace_of(request))
    except OverError as error:
        return over(request, error)
    except WrongCodeError as error:
        return _ask(request, _not_right(error.left), 403)
    except limits.TooManyError as error:
        answer = _ask(request, error.sentence, 429)
        answer.headers["Retry-After"] = str(error.seconds)
        return answer
    limits.give_back(tries)
    response = _to(PASSWORD)
    progress.put(response, on)
    return response


def _is_for(request: HttpRequest, known: Progress) -> bool:
    """Whether the form was made for the link that this browser opened last: another tab may have opened another one."""
    return request.POST.get("for", "") == progress.form_of(known)


def _not_right(left: int) -> str:
    return ngettext(
        "This is not the code of your newest letter. You can try %(num)s more time.",
        "This is not the code of your newest letter. You can try %(num)s more times.",
        left,
    ) % {"num": left}


def _ask(request: HttpRequest, wrong: str = "", status: int = 200) -> HttpResponse:
    found = (Wrong("code", wrong),) if wrong else ()
    return render(request, "access/activation_code.html", _frame(request, found), status=status)


@require_http_methods(_FORM)
@sensitive_post_parameters()
def choose(request: HttpRequest) -> HttpResponse:
    """Ask for a user name and a password; keeping them is what uses letter and link up."""
    known = progress.read(request)
    if known and known.chosen:
        return _to(KEYS)
    try:
        if request.method != "POST" or known is None:
            return _form(request, known)
        return _keep(request, known) if _is_for(request, known) else over(request, OverError(None))
    except OverError as error:
        return _to(CODE) if known and error.state is None else over(request, error)
    except rules.NotUsableError as refusal:
        actions.refuse_sign_in(citizen.who(known), refusal.key.name, refusal.reason, trace_of(request))
        return render(request, "access/not_usable.html", {"refusal": refusal, "here": "sign-in"}, status=403)


def _keep(request: HttpRequest, known: Progress) -> HttpResponse:
    chosen = request.POST.get("password", "")
    if chosen != request.POST.get("again", ""):
        return _form(
            request, known, Wrong("again", _("The two passwords are not the same. Type the new password twice."))
        )
    try:
        tries = limits.take(f"activates {known.registration.hex} names", limits.address_of(request))
    except limits.TooManyError as error:
        return _form(request, known, Wrong("user-name", error.sentence), 429)
    device.note(request)
    try:
        on = citizen.activate(known, request.POST.get("user-name", ""), chosen, trace_of(request))
    except password.TakenError as refusal:  # counts: who tries names one by one learns which exist
        return _form(request, known, Wrong(refusal.field, refusal.sentence))
    except password.RefusedError as refusal:
        limits.give_back(tries)
        return _form(request, known, Wrong(refusal.field, refusal.sentence))
    except OverError:
        on = _twice(known, chosen)
    limits.give_back(tries)
    response = _to(KEYS)
    progress.put(response, on)
    _nobody_else_here(request, response)
    return response


def _twice(known: Progress, chosen: str) -> Progress:
    """A double click sends the form twice, and only the first one finds letter and link unused."""
    on = citizen.chose_already(known, chosen)
    if on is None:
        citizen.at_code(known)  # says why
        raise OverError(None)
    return on


def _nobody_else_here(request: HttpRequest, response: HttpResponse) -> None:
    """Who was signed in here before no longer is: it may have been somebody else."""
    before = sign_in_cookie.read(request)
    if before:
        actions.sign_out_at_provider(before, trace_of(request, before.digest))
        cookies.clear(response, settings.SIGN_IN_COOKIE)


def _form(request: HttpRequest, known: Progress | None, wrong: Wrong | None = None, status: int = 400) -> HttpResponse:
    row = citizen.at_code(known)
    context = _frame(request, (wrong,) if wrong else ()) | {
        "before": citizen.before(row),
        "user_name": request.POST.get("user-name", ""),
    }
    return render(request, "access/activation_password.html", context, status=status if wrong else 200)


def _frame(request: HttpRequest, wrong: tuple[Wrong, ...]) -> dict[str, object]:
    known = progress.read(request)
    form = progress.form_of(known) if known else ""
    return {"here": "sign-in", "back": request.path, "wrong": wrong, "form": form}


def _to(path: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(path, status=303)
