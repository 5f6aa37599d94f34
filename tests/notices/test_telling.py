"""A notice is raised in the transaction of what happened, once (E1, E5)."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from burgerprofiel.audit.queries import events_of
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.notices import actions, queries
from burgerprofiel.notices.models import Delivery, Notice, Waiting
from burgerprofiel.notices.notice import Notice as Told
from burgerprofiel.notices.own import lines

pytestmark = pytest.mark.django_db


def changed(citizen_id: CitizenId, key: str = "dossier 1", **more: str) -> Told:
    """A notice like those that dossiers raise."""
    values = {"dossier": {"nl": "Renovatiepremie", "fr": "Prime à la rénovation"}, "state": "In behandeling"}
    return Told(citizen_id=citizen_id, kind="dossiers.changed", key=key, values=values, **more)


def test_what_is_told_is_read_in_the_readers_language(noor: CitizenId) -> None:
    with transaction.atomic():
        actions.tell(changed(noor))
    with translation.override("fr"):
        (read,) = queries.opened(noor, list(Notice.objects.filter(citizen_id=noor)))
        assert read.words.title.startswith("Votre dossier a changé")
        assert read.words.title.endswith("Prime à la rénovation")
    with translation.override("nl"):
        (read,) = queries.opened(noor, list(Notice.objects.filter(citizen_id=noor)))
        assert read.words.title == "Uw dossier is gewijzigd: Renovatiepremie"


def test_the_same_key_twice_is_one_notice_and_one_letter(noor: CitizenId) -> None:
    with transaction.atomic():
        assert len(actions.tell(changed(noor), changed(noor, "dossier 2"))) == 2
        assert actions.tell(changed(noor)) == []
    assert Notice.objects.filter(citizen_id=noor).count() == 2
    assert lines.standing(noor).unread == 2
    assert Delivery.objects.filter(citizen_id=noor).count() == Waiting.objects.filter(citizen_id=noor).count()


def test_the_same_key_of_another_citizen_is_another_notice(noor: CitizenId, jozef: CitizenId) -> None:
    with transaction.atomic():
        assert len(actions.tell(changed(noor), changed(jozef))) == 2


def test_nothing_lies_readable_in_the_table(noor: CitizenId) -> None:
    with transaction.atomic():
        actions.tell(changed(noor, transaction="urn:bron+85.63.14-412.36"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT notices_notice::text FROM notices_notice")
        assert "Renovatie" not in cursor.fetchone()[0]


def test_a_missing_fact_or_unknown_kind_raises_nothing_at_all(noor: CitizenId) -> None:
    lacking = Told(citizen_id=noor, kind="dossiers.changed", key="2", values={"dossier": "x"})
    with transaction.atomic():
        with pytest.raises(actions.MissingValueError, match="state"):
            actions.tell(changed(noor), lacking)
        with pytest.raises(actions.UnknownKindError):
            actions.tell(changed(noor), Told(citizen_id=noor, kind="nothing.such", key="3"))
    assert not Notice.objects.exists()


def test_it_stands_in_the_trail(noor: CitizenId) -> None:
    with transaction.atomic():
        actions.tell(changed(noor))
    assert [event.tag for event in events_of(noor).events] == ["notices.notice.raised"]


def test_telling_many_costs_what_telling_one_costs(noor: CitizenId, jozef: CitizenId) -> None:
    with (
        transaction.atomic(),
        CaptureQueriesContext(
            connection,
        ) as one,
    ):
        actions.tell(changed(noor, "first"))
    with transaction.atomic(), CaptureQueriesContext(connection) as many:
        actions.tell(*(changed(each, str(number)) for number in range(50) for each in (noor, jozef)))
    assert len(many) <= len(one)


def test_of_what_is_told_at_once_the_last_is_the_newest(noor: CitizenId) -> None:
    with transaction.atomic():
        told = actions.tell(*(changed(noor, str(number)) for number in range(50)))
    assert [row.id for row in told] == sorted(row.id for row in told)
