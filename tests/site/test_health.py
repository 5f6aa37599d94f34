"""Readiness asks the database; liveness asks nobody."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

HOST = {"HTTP_HOST": "mijn.localhost:8000"}


@pytest.mark.django_db
def test_ready_asks_the_database_once() -> None:
    with CaptureQueriesContext(connection) as queries:
        answer = Client().get("/status/ready", **HOST)
    assert (answer.status_code, answer.content, len(queries)) == (200, b"ok\n", 1)


def test_alive_needs_no_database() -> None:
    assert Client().get("/status/live", **HOST).status_code == 200
