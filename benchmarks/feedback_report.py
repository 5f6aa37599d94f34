"""Saying that a fact is wrong, through the door: the form as a browser sends it, one for each fact.

Needs Django set up for the demo. Everything is in it: the session, its sealed answers, the fact found again in them and
read in four languages, the report sealed, its course, the trail, and the job that brings it on. Only facts that
somebody hears of; the forms are opened before.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from html import unescape
from queue import Empty, SimpleQueue

import httpx

from benchmarks.load import Timing
from benchmarks.sessions import FAIR, new_sessions

THEMES = ("family", "home", "work", "education")
HOST = "mijn.localhost"
WARM = 16
"""Reports before the clock runs."""
_FACT = re.compile(r'href="(/klopt-dit/feit/[^"]+)"')
_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


@dataclass(frozen=True)
class Form:
    """A form that is filled in: who sends it, where to."""

    client: httpx.Client
    path: str
    fields: dict[str, str]

    def send(self) -> None:
        """Send it, as a browser does."""
        origin = {"origin": f"http://{self.client.headers['host']}"}
        parts = {name: (None, value) for name, value in self.fields.items()}
        answer = self.client.post(self.path, files=parts, headers=origin)
        if answer.status_code != 303 or not answer.headers["location"].endswith("gezegd=ja"):
            raise SystemExit(f"{self.path} answered {answer.status_code}: {answer.headers.get('location', '')}.")


@dataclass(frozen=True)
class Found:
    """What came out."""

    timing: Timing
    cpu: float
    """Seconds of the web processes while they came in."""
    sql: int


def forms(port: int) -> list[Form]:
    """Open the form of every fact of the demo's people that somebody hears of."""
    clients = [_browser(port, cookie) for cookie in new_sessions(len(FAIR))]
    with ThreadPoolExecutor(4) as pool:
        opened = list(pool.map(lambda client: list(_forms_of(client)), clients))
    longest = max(map(len, opened), default=0)
    return [some[place] for place in range(longest) for some in opened if place < len(some)]


def _browser(port: int, cookie: str) -> httpx.Client:
    name, _is, value = cookie.partition("=")
    told = {"host": f"{HOST}:{port}", "accept-language": "nl"}
    return httpx.Client(base_url=f"http://127.0.0.1:{port}", headers=told, cookies={name: value}, timeout=60)


def _forms_of(client: httpx.Client) -> Iterator[Form]:
    for theme in THEMES:
        for path in _FACT.findall(client.get(f"/gegevens/{theme}").text):
            page = client.get(path).text
            if 'value="fout"' in page:
                told = {unescape(name): unescape(value) for name, value in _HIDDEN.findall(page)}
                yield Form(client, path, told | {"zeg": "fout", "soort": "Fout", "uitleg": "Dit is al lang anders."})


def measure(port: int, seconds: float, clients: int, cpu: Callable[[], float]) -> Found:
    """Send them with so many at once, until the time or the facts are over."""
    waiting = [form for form in forms(port) if _is_simple(form)]
    warm, last, rest = waiting[:WARM], waiting[WARM], waiting[WARM + 1 :]
    for form in warm:
        form.send()
    before = cpu()
    timing = _sent(rest, seconds, clients)
    return Found(timing, cpu() - before, _count_sql(last))


def _is_simple(form: Form) -> bool:
    """Whether nothing but an explanation must be filled in."""
    return "/feit/home/" not in form.path


def _sent(waiting: Sequence[Form], seconds: float, clients: int) -> Timing:
    queue, spent = SimpleQueue[Form](), list[float]()
    for form in waiting:
        queue.put(form)
    began = time.perf_counter()

    def work() -> None:
        while time.perf_counter() < began + seconds:
            try:
                form = queue.get_nowait()
            except Empty:
                return
            at = time.perf_counter()
            form.send()
            spent.append(time.perf_counter() - at)

    with ThreadPoolExecutor(clients) as pool:
        for done in [pool.submit(work) for _each in range(clients)]:
            done.result()
    return Timing(spent, time.perf_counter() - began)


def _count_sql(form: Form) -> int:
    """Return how many statements one takes, in a process like the server's."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers={"host": HOST, "accept-language": "nl"})
    for each in form.client.cookies.jar:
        client.cookies[each.name] = each.value or ""
    client.get(form.path)
    with CaptureQueriesContext(connection) as captured:
        answer = client.post(form.path, form.fields)
    if answer.status_code != 303:
        raise SystemExit(f"{form.path} answered {answer.status_code}.")
    return len(captured)
