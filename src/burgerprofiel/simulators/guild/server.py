"""gilde.localhost: signs people in as any stranger's application does: code, PKCE, state, and what `userinfo` tells."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections import OrderedDict
from html import escape
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

import httpx
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from burgerprofiel.kit import http
from burgerprofiel.simulators.guild.words import CLAIMS, WORDS
from burgerprofiel.simulators.hosts import origin, sign_in_service

HOST, CLIENT, SCOPE, COOKIE = "gilde.localhost", "gilde", "openid profile vo burgerprofiel", "gilde"
_LOOK = (Path(__file__).parent / "static" / "guild.css").read_text()
_QUIET = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
_AT_ONCE = 1000


class _Begun(NamedTuple):
    """A sign-in that is under way."""

    verifier: str
    language: str


_begun: OrderedDict[str, _Begun] = OrderedDict()


def issuer() -> str:
    """The sign-in service."""
    return f"{sign_in_service()}/op"


async def front(request: Request) -> Response:
    """`GET /`."""
    say = WORDS[language := _language(request)]
    content = (
        f"<h1>{say['title']}</h1><p>{say['intro']}</p><p class=soft>{say['ask']}</p>"
        f'<a class=button href="/aanmelden?taal={language}">{say["sign_in"]}</a>'
    )
    return _page(language, say["title"], content)


async def sign_in(request: Request) -> Response:
    """`GET /aanmelden`: to the sign-in service, with a question that only this browser can finish."""
    state, verifier, language = secrets.token_urlsafe(24), secrets.token_urlsafe(48), _language(request)
    _begun[state] = _Begun(verifier, language)
    while len(_begun) > _AT_ONCE:
        _begun.popitem(last=False)
    question = {
        "response_type": "code",
        "client_id": CLIENT,
        "redirect_uri": f"{origin(HOST)}/terug",
        "scope": SCOPE,
        "state": state,
        "code_challenge": base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("="),
        "code_challenge_method": "S256",
        "ui_locales": language,
    }
    response = RedirectResponse(f"{issuer()}/v1/auth?{urlencode(question)}", status_code=303, headers=_QUIET)
    response.set_cookie(COOKIE, state, max_age=1800, httponly=True, samesite="lax")
    return response


async def back(request: Request) -> Response:
    """`GET /terug`: exchange the code and show what was told; a question is finished once, by who began it."""
    given = request.query_params
    begun = _begun.pop(given.get("state", ""), None)
    mine = hmac.compare_digest(request.cookies.get(COOKIE, "").encode(), given.get("state", "").encode())
    language = begun.language if begun else _language(request)
    if given.get("error") == "access_denied":
        return _sorry(language, "denied", 200)
    if begun is None or not mine or given.get("iss") != issuer() or not given.get("code"):
        return _sorry(language, "failed", 400)
    try:
        told = await _learn(given["code"], begun.verifier)
    except (httpx.HTTPError, ValueError, KeyError):
        return _sorry(language, "failed", 502)
    return _page(language, WORDS[language]["welcome"], _welcome(language, told), clear=True)


async def _learn(code: str, verifier: str) -> dict[str, object]:
    """Return what the sign-in service tells. Raises httpx.HTTPError, ValueError, KeyError."""
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": f"{origin(HOST)}/terug",
        "client_id": CLIENT,
        "code_verifier": verifier,
    }
    async with http.async_client(10) as client:
        token = (await client.post(f"{issuer()}/v1/token", data=form)).raise_for_status().json()["access_token"]
        answer = await client.get(f"{issuer()}/v1/userinfo", headers={"Authorization": f"Bearer {token}"})
        return dict(answer.raise_for_status().json())


def _welcome(language: str, told: dict[str, object]) -> str:
    say = WORDS[language]
    named = [name for name in CLAIMS if name in told] + sorted(set(told) - set(CLAIMS))
    rows = "".join(f"<div><dt>{say.get(name, escape(name))}</dt><dd>{_text(told[name])}</dd></div>" for name in named)
    return (
        f"<h1>{say['welcome']}</h1><p>{say['knows']}</p><dl>{rows}</dl>"
        f'<a class=button href="/?taal={language}">{say["leave"]}</a>'
    )


def _text(value: object) -> str:
    return escape(", ".join(map(str, value)) if isinstance(value, list) else str(value))


def _sorry(language: str, why: str, status: int) -> Response:
    say = WORDS[language]
    content = (
        f'<h1>{say[why]}</h1><p>{say[f"{why}_text"]}</p><a class=button href="/?taal={language}">{say["leave"]}</a>'
    )
    return _page(language, say[why], content, status=status, clear=True)


def _page(language: str, title: str, content: str, *, status: int = 200, clear: bool = False) -> Response:
    say = WORDS[language]
    links = "".join(
        f'<a href="/?taal={code}" lang="{code}"{" aria-current=true" if code == language else ""}>{code.upper()}</a>'
        for code in WORDS
    )
    response = HTMLResponse(
        f'<!doctype html><html lang="{language}"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title} · {say['name']}</title><style>{_LOOK}</style>"
        f'<header><b>{say["name"]}</b><nav aria-label="{say["languages"]}">{links}</nav></header>'
        f"<main>{content}</main></html>",
        status_code=status,
        headers=_QUIET,
    )
    if clear:
        response.delete_cookie(COOKIE)
    return response


def _language(request: Request) -> str:
    """The one in the address, else the browser's first that we speak, else Dutch."""
    wanted = [request.query_params.get("taal", "")]
    wanted += [part.split(";")[0].strip()[:2] for part in request.headers.get("accept-language", "").split(",")]
    return next((each for each in wanted if each in WORDS), "nl")


def routes() -> list[BaseRoute]:
    """Return what this host serves."""
    return [Route("/", front), Route("/aanmelden", sign_in), Route("/terug", back)]
