"""itsme.localhost: the endpoints that partners know, and the page on which somebody confirms "on their phone"."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from burgerprofiel.simulators.itsme import accounts, page, provider
from burgerprofiel.simulators.itsme.partner import Doorman, RefusedError, encryption_key, published, registered

_itsme, _doorman = provider.Itsme(), Doorman()
_QUIET = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}


async def configuration(_request: Request) -> Response:
    """`GET /v2/.well-known/openid-configuration`."""
    return JSONResponse(provider.discovery())


async def jwk_set(_request: Request) -> Response:
    """`GET /v2/jwkSet`."""
    return JSONResponse(provider.jwks())


async def authorization(request: Request) -> Response:
    """`GET /v2/authorization`: whose phone is it?"""
    try:
        question = provider.Question.read(request.query_params)
    except RefusedError as error:
        return _page(page.wrong(error.detail), 400)
    return _choose(_itsme.keep(question), question, "")


async def choose(request: Request) -> Response:
    """`POST /v2/kies`: search, refuse, or take a phone; the next page is that phone."""
    form = await _form(request)
    question = _itsme.questions.get(form.get("vraag", ""))
    if question is None:
        return _page(page.over(), 400)
    if "weiger" in form:
        return _stop(form["vraag"])
    account = accounts.accounts().get(form.get("wie", ""))
    if "zoeken" in form or account is None:
        return _choose(form["vraag"], question, form.get("zoek", ""))
    return _page(page.phone(question, form["vraag"], account))


async def confirm(request: Request) -> Response:
    """`POST /v2/bevestig`: confirmed, refused, or the wrong code."""
    form = await _form(request)
    question = _itsme.questions.get(form.get("vraag", ""))
    account = accounts.accounts().get(form.get("wie", ""))
    if question is None or account is None:
        return _page(page.over(), 400)
    if "weiger" in form:
        return _stop(form["vraag"])
    coded = form.get("code", "").strip() == accounts.CODE
    if not coded and ("vinger" not in form or question.advanced):
        return _page(page.phone(question, form["vraag"], account, wrong=True), 403)
    return _back(_itsme.confirm(form["vraag"], account, advanced=coded))


async def token(request: Request) -> Response:
    """`POST /v2/token`."""
    form = await _form(request)
    try:
        keys = await _doorman.check(form, provider.discovery()["token_endpoint"])
        return JSONResponse(_itsme.redeem(form, encryption_key(keys)), headers=_QUIET)
    except RefusedError as error:
        return _refused(error, 401 if error.error == "invalid_client" else 400)


async def userinfo(request: Request) -> Response:
    """`GET /v2/userinfo`: a signed and encrypted JWT."""
    scheme, _space, shown = request.headers.get("authorization", "").partition(" ")
    try:
        key = encryption_key(await published(registered().jwks_uri))
        told = _itsme.userinfo(shown if scheme == "Bearer" else "", key)
    except RefusedError as error:
        return _refused(error, 401)
    return Response(told, media_type="application/jwt", headers=_QUIET)


async def front(_request: Request) -> Response:
    """`GET /`: what this is."""
    return _page(page.front(list(accounts.accounts().values())))


def _stop(name: str) -> Response:
    return _back(_itsme.questions.pop(name).back(error="access_denied"))


def _choose(name: str, question: provider.Question, search: str) -> Response:
    return _page(page.choose(question, name, accounts.find(search), search))


async def _form(request: Request) -> dict[str, str]:
    return dict(parse_qsl((await request.body()).decode("utf-8", "replace"), keep_blank_values=True))


def _page(content: str, status: int = 200) -> Response:
    return HTMLResponse(content, status, headers=_QUIET)


def _back(address: str) -> Response:
    return RedirectResponse(address, 303, headers=_QUIET)


def _refused(error: RefusedError, status: int) -> Response:
    told: dict[str, Any] = {"error": error.error, "error_description": error.detail}
    return JSONResponse(told, status, headers=_QUIET)


def routes() -> list[BaseRoute]:
    """The routes of itsme.localhost."""
    return [
        Route("/", front),
        Route("/v2/.well-known/openid-configuration", configuration),
        Route("/v2/jwkSet", jwk_set),
        Route("/v2/authorization", authorization),
        Route("/v2/kies", choose, methods=["POST"]),
        Route("/v2/bevestig", confirm, methods=["POST"]),
        Route("/v2/token", token, methods=["POST"]),
        Route("/v2/userinfo", userinfo),
    ]
