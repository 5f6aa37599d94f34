"""Where a page that asks for a key leads afterwards: on, to another key, or to nothing at all. The way is never lost.

`verder` in the address is the way on: an application's question (`/op/v1/auth?…`) or a page of ours (`/op/…`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest

HOME = "/op/sleutels"
_QUESTION = "/op/v1/auth?"
_LONGEST = 8000
_OWN = re.compile(r"/op/(?!v1/|aanmelden(?:[/?]|$)|afmelden)[\x21\x23-\x5b\x5d-\x7e]*")
_ASKED = re.compile(r"/op/v1/auth\?[\x21\x23-\x5b\x5d-\x7e]+")


class Wrong(NamedTuple):
    """What is wrong in a form: the id of the field, and the sentence that stands beside it and in the summary."""

    field: str
    sentence: str


def safe(text: str | None) -> str:
    """Return `text` when it is a question of an application or a page of ours on this host, else the keys' page."""
    told = text or ""
    fits = len(told) <= _LONGEST and (_OWN.fullmatch(told) or _ASKED.fullmatch(told))
    return told if fits else HOME


def safe_next(request: HttpRequest) -> str:
    """Return where the citizen goes once the key was shown: `verder` of the form, else of the address."""
    return safe(request.POST.get("verder") or request.GET.get("verder"))


def frame(request: HttpRequest, wrong: Sequence[Wrong] = ()) -> dict[str, object]:
    """Return what `access/prove.html` needs around the form of one kind of key."""
    on = safe_next(request)
    return ways(on) | {"back": f"{request.path}?{urlencode({'verder': on})}", "verder": on, "wrong": tuple(wrong)}


def ways(on: str) -> dict[str, object]:
    """Return the ways away from a page that asks for a key: another, or not at all. `on`: the way on, made `safe`."""
    asked = on.removeprefix(_QUESTION) if on.startswith(_QUESTION) else ""
    return {
        "here": "sign-in",
        "others": f"/op/aanmelden?{asked or urlencode({'naar': on})}",
        "cancel": f"/op/aanmelden/annuleren?{asked}" if asked else settings.CONFIG.portal_origin,
    }
