"""Borrowed data: readable with the browser's cookie, noise to everybody else, gone after signing out (B8)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction

from burgerprofiel.access.queries import LONGEST
from burgerprofiel.access.signals import session_ended
from burgerprofiel.access.viewer import Viewer
from burgerprofiel.kit import clock, sealing
from burgerprofiel.kit.answers import Cause, Data, Nothing, Unavailable
from burgerprofiel.kit.ids import uuid7
from burgerprofiel.sources import cache
from burgerprofiel.sources.connectors.magda.services.raadpleeg_leerkredietsaldo import SERVICE as CREDIT
from burgerprofiel.sources.models import SealedAnswer
from tests.sources.viewers import a_viewer

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
NOTHING = Nothing(NOON)


def _keep(viewer: Viewer, answer: object = NOTHING) -> None:
    with transaction.atomic():
        cache.write(viewer, [(CREDIT, answer)])  # type: ignore[list-item]


@pytest.mark.django_db
def test_what_is_kept_comes_back() -> None:
    viewer = a_viewer()
    _keep(viewer)
    assert cache.read(viewer, [CREDIT]) == {CREDIT: NOTHING}


@pytest.mark.django_db
def test_the_same_answer_again_replaces_the_first() -> None:
    viewer = a_viewer()
    _keep(viewer)
    _keep(viewer, Unavailable(NOON, Cause.TIMEOUT))
    assert cache.read(viewer, [CREDIT]) == {CREDIT: Unavailable(NOON, Cause.TIMEOUT)}


@pytest.mark.django_db
def test_another_key_reads_nothing() -> None:
    viewer = a_viewer()
    _keep(viewer)
    assert cache.read(replace(viewer, seal_key=sealing.new_key()), [CREDIT]) == {}


@pytest.mark.django_db
def test_a_row_moved_to_another_session_does_not_open() -> None:
    viewer = a_viewer()
    _keep(viewer)
    thief = replace(viewer, session_id=uuid7())
    SealedAnswer.objects.filter(session_id=viewer.session_id).update(session_id=thief.session_id)
    assert cache.read(thief, [CREDIT]) == {}


@pytest.mark.django_db
def test_the_database_holds_no_readable_word_of_it() -> None:
    viewer = a_viewer()
    _keep(viewer, Data(None, NOON))
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(t::text, '') FROM sources_sealed_answer t")
        (dump,) = cursor.fetchone()
    assert viewer.seal_key.hex() not in dump
    assert b"data".hex() not in dump


@pytest.mark.django_db
def test_the_end_of_the_session_leaves_nothing() -> None:
    viewer = a_viewer()
    _keep(viewer)
    session_ended.send(sender=None, session_id=viewer.session_id, citizen_id=viewer.citizen_id)
    assert not SealedAnswer.objects.filter(session_id=viewer.session_id).exists()


@pytest.mark.django_db
def test_that_a_source_was_down_is_forgotten_after_a_minute() -> None:
    viewer = a_viewer()
    with clock.frozen_at(NOON):
        _keep(viewer, Unavailable(NOON, Cause.TIMEOUT))
    with clock.frozen_at(NOON + timedelta(seconds=59)):
        assert cache.read(viewer, [CREDIT])
    with clock.frozen_at(NOON + timedelta(seconds=61)):
        assert cache.read(viewer, [CREDIT]) == {}


@pytest.mark.django_db
def test_an_answer_is_kept_as_long_as_a_session_may_last_and_then_swept() -> None:
    viewer = a_viewer()
    with clock.frozen_at(NOON):
        _keep(viewer)
    with clock.frozen_at(NOON + LONGEST - timedelta(seconds=1)):
        assert (len(cache.read(viewer, [CREDIT])), cache.sweep()) == (1, 0)
    with clock.frozen_at(NOON + LONGEST + timedelta(seconds=1)):
        assert cache.sweep() == 1


@pytest.mark.django_db
def test_borrowed_answers_are_never_in_the_write_ahead_log() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relpersistence FROM pg_class WHERE relname = 'sources_sealed_answer'")
        assert cursor.fetchone() == ("u",)
