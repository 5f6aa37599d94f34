"""Signed-in sessions of the demo's people, and what a page costs in statements. Needs Django set up for the demo."""

from __future__ import annotations

import io
from collections.abc import Iterable
from http.cookies import SimpleCookie
from itertools import cycle, islice
from typing import cast

from burgerprofiel.simulators.magda.cast import CAST, Weather

FAIR = [person for person in CAST if person.signs_in and person.weather is Weather.FAIR and person.home]


def new_sessions(count: int) -> list[str]:
    """Return the cookies (`name=value`) of new sessions, over the people whose sources answer."""
    from django.core.management import call_command

    cookies = []
    for person in islice(cycle(FAIR), count):
        output = io.StringIO()
        call_command("demo_session", person.ssin, given=person.given[0], family=person.family, stdout=output)
        cookies.append(output.getvalue().strip())
    return cookies


def count_sql(path: str, cookie: str) -> int:
    """Return how many statements a page takes, in a process like the server's, the second time it is opened."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers={"host": "mijn.localhost", "accept-language": "nl"})
    client.cookies = SimpleCookie(cookie)
    _open(client, path)
    with CaptureQueriesContext(connection) as captured:
        _open(client, path)
    return len(captured)


def _open(client: object, path: str) -> None:
    response = client.get(path)  # type: ignore[attr-defined]
    for _part in cast(Iterable[bytes], response):
        pass
