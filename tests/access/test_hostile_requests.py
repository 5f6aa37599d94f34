"""Ten thousand hostile requests at all of signing in: no error, no account touched, nobody let in, nothing told.

`./test` sends a share, always the same; `./test --full` sends all of them, other ones each time. hypothesis mixes
methods, bodies, headers and forged cookies; schemathesis goes by a description of the very same addresses.
"""

from __future__ import annotations

import base64
import json
import random
import resource
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
import schemathesis
from django.conf import settings
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as effort
from hypothesis import strategies as st
from schemathesis.core import NotSet
from schemathesis.generation import GenerationMode

from burgerprofiel.access import limits
from burgerprofiel.access.models import Attempt
from tests.access.hostile import made
from tests.access.hostile.description import description
from tests.access.hostile.door import Answer, Request, send
from tests.access.hostile.routes import every_cookie, every_field, routes
from tests.access.hostile.victims import Fingerprint, Insiders, Victims, furnish, sessions_of_others, strangers_clients
from tests.access.test_provider import Application, application

__all__ = ["application"]

pytestmark = pytest.mark.django_db(transaction=True)

SHARE, ALL = 500, 6000
SHARE_BY_DESCRIPTION, ALL_BY_DESCRIPTION = 2, 14
"""For each address, each method and each of two ways (right by the description, and wrong)."""
LARGEST, BUSIEST, GREEDIEST = 400_000, 5.0, 200_000
"""Bytes of an answer; seconds of the processor and kilobytes of memory for one."""
_OUR_INSIDE = (
    "Traceback (most",
    'File "/',
    "site-packages",
    "psycopg.",
    "django.db",
    "burgerprofiel.access.",
    "SELECT ",
    "INSERT ",
)
_SESSIONS = {settings.SESSION_COOKIE, settings.SIGN_IN_COOKIE, settings.DESK_COOKIE}
HOSTS = (settings.CONFIG.access_host, settings.CONFIG.portal_host, settings.CONFIG.desk_host)
_ABROAD = ("https://site.example", "https://app.example")
"""Where registered applications live."""


class Siege:
    """The victims, Emma, and everything that must still hold after each request."""

    def __init__(self, victims: Victims) -> None:
        self.victims, self.insiders = victims, Insiders()
        self.fingerprint = Fingerprint(victims)
        self.sessions = sessions_of_others(self.insiders)
        self.sent = 0
        self.statuses: Counter[int] = Counter()
        self.busiest = 0.0

    def attack(self, request: Request, *, inside: bool) -> None:
        """Send it, as a stranger or by somebody who is signed in rightly, and see that nothing gave way."""
        host = request.host.partition(":")[0]
        if inside and host in HOSTS:
            request = replace(request, cookies=(*request.cookies, self.insiders.cookie(host)))
        if self.sent % 50 == 0:
            Attempt.objects.all().delete()  # who has to wait attacks nothing
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        answer = send(request)
        self.sent += 1
        assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < GREEDIEST, "it took too much memory"
        self.statuses[answer.status] += 1
        self.busiest = max(self.busiest, answer.seconds)
        self._holds(request, answer)

    def _holds(self, request: Request, answer: Answer) -> None:
        assert 200 <= answer.status < 500, (answer.status, answer.body[:500])
        assert self.fingerprint.changes() == []
        assert sessions_of_others(self.insiders) == self.sessions, "a session of somebody else began or ended"
        self._nobody_is_let_in(answer)
        self._nothing_is_told(request, answer)
        assert len(answer.body) < LARGEST
        assert answer.seconds < BUSIEST
        for name, value in answer.headers:
            assert not {"\r", "\n", "\0"} & set(name + value), "a header of the attacker's"
        for address in answer.header("Location"):
            assert _stays(address), address

    def _nobody_is_let_in(self, answer: Answer) -> None:
        for cookie in answer.header("Set-Cookie"):
            name, _is, value = cookie.partition(";")[0].partition("=")
            assert name not in _SESSIONS or value.strip('"') == "", "a session was given"

    def _nothing_is_told(self, request: Request, answer: Answer) -> None:
        told = answer.everything
        for secret in (*self.victims.secrets, *_OUR_INSIDE):
            assert secret not in told, f"told: {secret}"
        if "html" in "".join(answer.header("Content-Type")):
            assert made.SCRIPT not in told, "a script of the attacker's"
        if request.method != "HEAD" and answer.status not in (204, 304):
            assert answer.header("Content-Type") or not answer.body
        assert answer.header("X-Content-Type-Options") == ["nosniff"] or not answer.body


def _stays(address: str) -> bool:
    """Whether an address leads to us, or to an application that is registered."""
    parts = urlsplit(address)
    ours = (settings.CONFIG.portal_origin, settings.CONFIG.access_origin, settings.CONFIG.desk_origin)
    if not parts.scheme and not parts.netloc:
        return address.startswith(("/", "?")) and not address.startswith(("//", "/\\"))
    return f"{parts.scheme}://{parts.netloc}" in (*ours, *_ABROAD)


@pytest.fixture
def siege(application: Application, monkeypatch: pytest.MonkeyPatch) -> Iterator[Siege]:
    """Everybody in their place; the limit for all together does not stop us."""
    monkeypatch.setattr(limits, "OVERALL", limits.Limit("overall", 10**6))
    strangers_clients()
    siege = Siege(furnish(application))
    yield siege
    print(f"\n{siege.sent} hostile requests, busiest {siege.busiest:.2f} s: {dict(sorted(siege.statuses.items()))}")  # noqa: T201 - the figures


_CHECKS = [
    HealthCheck.function_scoped_fixture,
    HealthCheck.too_slow,
    HealthCheck.data_too_large,
    HealthCheck.large_base_example,
]


def _mixed(siege: Siege, how_many: int, **how: Any) -> None:
    @effort(max_examples=how_many, suppress_health_check=_CHECKS, database=None, **how)
    @given(made.requests(siege.victims), st.booleans())
    def attack(request: Request, inside: bool) -> None:
        siege.attack(request, inside=inside)

    attack()
    assert siege.sent >= how_many


def test_a_share_of_the_hostile_requests_finds_nothing(siege: Siege) -> None:
    _mixed(siege, SHARE, derandomize=True)


@pytest.mark.slow
def test_six_thousand_mixed_requests_find_nothing(siege: Siege) -> None:
    _mixed(siege, ALL, phases=(Phase.generate, Phase.shrink))


def _by_description(siege: Siege, each: int, **how: Any) -> None:
    for host in dict.fromkeys(route.host for route in routes()):
        schema = schemathesis.openapi.from_dict(description(host))
        for operation in (found.ok() for found in schema.get_all_operations()):
            for mode in GenerationMode:
                _attack_operation(siege, host, operation.as_strategy(generation_mode=mode), each, **how)


def _attack_operation(siege: Siege, host: str, cases: Any, each: int, **how: Any) -> None:
    @effort(max_examples=each, suppress_health_check=list(HealthCheck), database=None, **how)
    @given(cases, st.booleans())
    def attack(case: Any, inside: bool) -> None:
        siege.attack(_request(host, case), inside=inside)

    attack()


def _request(host: str, case: Any) -> Request:
    """What schemathesis thought of, on the wire; with the form's token, so that it comes past that."""
    kind, body = _body(case)
    headers = tuple((name, _plain(value)) for name, value in (case.headers or {}).items() if name.isascii() and name)
    origin = f"http://{host}:{settings.CONFIG.port}"
    told = (("Content-Type", kind), ("Origin", origin), ("X-CSRFToken", made.CSRF), *headers)
    query = urlencode(_flat(case.query or {}), errors="surrogatepass") if case.query else ""
    return Request(
        f"{host}:{settings.CONFIG.port}",
        case.method,
        case.formatted_path,
        query,
        told,
        ((settings.CSRF_COOKIE_NAME, made.CSRF),),
        body,
        address=f"198.51.{random.randrange(256)}.{random.randrange(256)}",
    )


def _body(case: Any) -> tuple[str, bytes]:
    if isinstance(case.body, NotSet):
        return "", b""
    if isinstance(case.body, bytes):
        return case.media_type or "", case.body
    if case.media_type == "application/x-www-form-urlencoded" and isinstance(case.body, dict):
        return case.media_type, urlencode(_flat(case.body), errors="surrogatepass").encode()
    if case.media_type == "multipart/form-data" and isinstance(case.body, dict):
        return f"{case.media_type}; boundary=x", made._multipart(
            [(name, str(value)) for name, value in case.body.items()]
        )
    return case.media_type or "", json.dumps(case.body, default=_encoded).encode("utf-8", "surrogatepass")


def _encoded(value: object) -> str:
    return base64.b64encode(value).decode() if isinstance(value, bytes) else str(value)


def _flat(value: Any) -> list[tuple[str, str]]:
    pairs = value.items() if isinstance(value, dict) else [("", value)]
    return [(str(name), str(part)) for name, found in pairs for part in (found if isinstance(found, list) else [found])]


def _plain(value: object) -> str:
    return made._wire(str(value))


def test_a_share_by_the_description_finds_nothing(siege: Siege) -> None:
    _by_description(siege, SHARE_BY_DESCRIPTION, derandomize=True, phases=(Phase.generate,))


@pytest.mark.slow
def test_four_thousand_by_the_description_find_nothing(siege: Siege) -> None:
    _by_description(siege, ALL_BY_DESCRIPTION, phases=(Phase.generate, Phase.shrink))
    assert siege.sent >= 4000


def test_every_address_of_signing_in_is_attacked() -> None:
    attacked = {(route.host, route.address) for route in routes()}
    assert (settings.CONFIG.access_host, "/op/v1/token") in attacked
    assert (settings.CONFIG.portal_host, "/aanmelden/terug") in attacked
    assert (settings.CONFIG.desk_host, "/aanmelden") in attacked
    assert {"csrf", "mbp", "mbp-toegang", "mbp-toestel", "taal"} <= set(every_cookie())
    assert {"user-name", "password", "sessie", "verder", "code_verifier", "link"} <= set(every_field())


def test_the_guard_itself_sees_a_touched_account(siege: Siege) -> None:
    from burgerprofiel.access.models import Account

    Account.objects.filter(citizen_id=siege.victims.citizens[0]).update(password="x")
    assert siege.fingerprint.changes() == ["access_account"]
    with pytest.raises(AssertionError, match="told"):
        siege._nothing_is_told(Request(""), Answer(200, [], siege.victims.secrets[0].encode()))
    with pytest.raises(AssertionError, match="session"):
        siege._nobody_is_let_in(Answer(200, [("Set-Cookie", f"{settings.SIGN_IN_COOKIE}=x; Path=/")], b""))
    assert not _stays("//evil.example")
    assert not _stays("https://evil.example/")
