"""For whom a program publishes: its own enterprise, or one that it may speak for (`On-Behalf-Of-Enterprise-Number`)."""

from __future__ import annotations

import re

from django.http import HttpRequest

from burgerprofiel.kit import problems
from burgerprofiel.mailbox.registry.callers import Caller
from burgerprofiel.mailbox.registry.scopes import PUBLISH, PUBLISH_FOR_OTHERS

HEADER = "On-Behalf-Of-Enterprise-Number"
_STRING = re.compile(r'"((?:[ !#-\[\]-~]|\\["\\])*)"', re.ASCII)
_LONGEST = 255


def organisation(caller: Caller, request: HttpRequest) -> str:
    """Return the sender's enterprise number. Raises ProblemError."""
    client = caller.client()
    for_whom = request.headers.get(HEADER, "").strip()
    if not for_whom:
        if not caller.may(PUBLISH):
            raise problems.missing_scope([PUBLISH])
        return client.enterprise_number
    if not caller.may(PUBLISH_FOR_OTHERS):
        raise problems.missing_scope([PUBLISH_FOR_OTHERS])
    if not (client.on_behalf and for_whom in client.principals):
        raise problems.not_allowed("This service provider may not publish for that enterprise.")
    return for_whom


def organisations(caller: Caller) -> list[str]:
    """Return the enterprises for which this token speaks as sender. Raises ProblemError without an enterprise."""
    client = caller.client()
    own = [client.enterprise_number] if caller.may(PUBLISH) else []
    return [*own, *(client.principals if client.on_behalf and caller.may(PUBLISH_FOR_OTHERS) else ())]


def key(request: HttpRequest) -> str:
    """Return the `Idempotency-Key`: a string of RFC 8941 §3.3.3; empty when there is none. Raises ProblemError."""
    header = request.headers.get("Idempotency-Key")
    if header is None:
        return ""
    found = _STRING.fullmatch(header.strip())
    if not found or not 1 <= len(found.group(1)) <= _LONGEST:
        told = f"A key is a string of 1 to {_LONGEST} characters in double quotes (RFC 8941)."
        raise problems.invalid("Idempotency-Key", told, where="header")
    return found.group(1)
