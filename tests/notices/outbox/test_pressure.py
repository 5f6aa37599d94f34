"""Operators see what waits before citizens ask where it stays."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client

from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId, uuid7
from burgerprofiel.notices.models import Waiting
from burgerprofiel.notices.outbox import postmen, pressure
from tests.notices.outbox.conftest import raised, reached
from tests.notices.outbox.posting import Server

pytestmark = pytest.mark.django_db


def ready() -> tuple[int, str]:
    """What a balancer or a person reads."""
    answer = Client().get("/status/ready", headers={"host": settings.CONFIG.api_host})
    return answer.status_code, answer.content.decode()


def test_what_waits_too_long_is_a_word_and_nothing_is_shut(noor: CitizenId, server: Server) -> None:
    reached(noor)
    assert "notices" not in ready()[1]
    raised(noor)
    assert "notices" not in ready()[1]
    Waiting.objects.update(due_at=clock.now() - timedelta(minutes=5))
    status, said = ready()
    assert status == 200
    assert "notices wait for 300 s: nothing sends them" in said
    postmen.live(uuid7())
    assert "the channel takes none" in pressure.word()


def test_the_command_shows_each_channel(noor: CitizenId, server: Server) -> None:
    reached(noor)
    raised(noor)
    out = StringIO()
    call_command("notices_outbox", stdout=out)
    assert "email" in out.getvalue()
    assert "at once" in out.getvalue()
    assert "0 process(es) send." in out.getvalue()


def test_what_a_dead_postman_had_is_free_at_once(noor: CitizenId, server: Server) -> None:
    reached(noor)
    raised(noor)
    dead, alive = uuid7(), uuid7()
    postmen.live(dead, 0.0)
    Waiting.objects.update(taken_by=dead)
    assert postmen.live(alive) == 1
    assert Waiting.objects.get().taken_by is None
    Waiting.objects.update(taken_by=alive)
    assert postmen.live(uuid7()) == 0
