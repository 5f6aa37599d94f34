"""How the answer reaches the application: in the query, in the fragment, or as a form that the browser posts.

OAuth 2.0 Multiple Response Type Encoding Practices §2.1, OAuth 2.0 Form Post Response Mode.
"""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from burgerprofiel.access.provider.asked import origin
from burgerprofiel.access.provider.server import Answer


def deliver(request: HttpRequest, answer: Answer, redirect_uri: str, mode: str) -> HttpResponse:
    """Turn an answer in the query of `redirect_uri` into one of the mode asked for."""
    if mode not in ("fragment", "form_post") or not answer.location:
        return answer
    own = parse_qsl(urlsplit(redirect_uri).query, keep_blank_values=True)
    told = parse_qsl(urlsplit(answer.location).query, keep_blank_values=True)[len(own) :]
    if mode == "fragment":
        answer.location = f"{redirect_uri}#{urlencode(told)}"
        return answer
    context = {"action": redirect_uri, "told": told, "here": "sign-in", "back": request.get_full_path()}
    response = render(request, "access/form_post.html", context)
    response.forms_to = origin(redirect_uri)  # type: ignore[attr-defined]  # read by site.middleware
    return response
