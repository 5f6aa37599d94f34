"""A citizen asks for a certificate: of fresh data, once, in four languages, and only when there is something to say."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

import pytest

from burgerprofiel.access.viewer import Actor, Viewer
from burgerprofiel.audit.events import Trace
from burgerprofiel.audit.models import AuditEvent
from burgerprofiel.certificates.issuing import actions, asking, queries
from burgerprofiel.certificates.issuing.queries import NotThereError
from burgerprofiel.certificates.kinds import KINDS, LANGUAGES
from burgerprofiel.certificates.models import Certificate
from burgerprofiel.certificates.models.certificates import CertificateId, State
from burgerprofiel.kit import clock
from burgerprofiel.kit.answers import Answer, NotAllowed
from burgerprofiel.kit.ids import uuid7
from burgerprofiel.sources import queries as sources
from burgerprofiel.sources.queries import OutsideMandateError
from tests.certificates.issuing.conftest import Worker
from tests.sources.viewers import of_the_cast

pytestmark = pytest.mark.django_db
TRACE = Trace(actor="citizen", method="POST", path="/attesten/aanvragen")


def ask(viewer: Viewer, kind: str = "diplomas", draft: UUID | None = None, language: str = "nl") -> CertificateId:
    """Ask for one."""
    return actions.ask(viewer, kind, language, "work", TRACE, draft)


def last_event(viewer: Viewer) -> AuditEvent:
    """The newest line in the trail."""
    return AuditEvent.objects.filter(citizen_id=viewer.citizen_id).order_by("-seq")[0]


def test_what_was_asked_for_waits_and_is_in_the_list_and_the_trail(noor: Viewer, worker: Worker) -> None:
    certificate = ask(noor)
    (found,) = queries.certificates(noor)
    assert (found.id, found.kind.key, found.language, found.state) == (certificate, "diplomas", "nl", State.WAITING)
    assert worker.waiting() == ["certificates.make"]
    event = last_event(noor)
    assert event.tag == "certificates.certificate.asked"
    assert str(certificate) in event.details


def test_what_waits_has_no_document(noor: Viewer) -> None:
    certificate = ask(noor)
    with pytest.raises(NotThereError):
        queries.document(noor, certificate)


def test_what_it_will_say_is_fixed_at_that_moment_and_sealed_for_its_citizen(noor: Viewer) -> None:
    certificate = ask(noor)
    content = queries.content(noor, certificate)
    assert content.holder.name.endswith("Vandenbos")
    assert content.purpose == "work"
    assert content.parts[0].key == "proofs"
    sealed = bytes(Certificate.objects.get(id=certificate).sealed)
    assert content.holder.number.encode() not in sealed
    assert b"Vandenbos" not in sealed


def test_its_source_is_asked_anew_even_when_an_answer_was_kept(noor: Viewer, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted: list[frozenset[str]] = []
    gather = sources.gather

    def heard(viewer: Viewer, services: Any, refresh: frozenset[str]) -> Iterator[tuple[Any, Answer[Any]]]:
        wanted.append(refresh)
        return gather(viewer, services, refresh=refresh)

    monkeypatch.setattr(sources, "gather", heard)
    ask(noor)
    assert wanted == [frozenset({"GeefBewijs", "GeefPersoon"})]
    tag = AuditEvent.objects.filter(citizen_id=noor.citizen_id, details__contains="GeefBewijs").order_by("-seq")[0].tag
    assert tag == "sources.answer.fetched"


def test_pressing_twice_asks_once(noor: Viewer) -> None:
    draft = uuid7()
    assert ask(noor, draft=draft) == ask(noor, draft=draft) == draft
    assert len(queries.certificates(noor)) == 1


def test_the_draft_of_one_citizen_is_another_certificate_of_another(noor: Viewer, other: Viewer) -> None:
    draft = uuid7()
    ask(noor, draft=draft)
    ask(other, draft=draft)
    assert queries.content(noor, CertificateId(draft)).holder != queries.content(other, CertificateId(draft)).holder


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_speaks_the_language_it_is_asked_in_whatever_the_reader_speaks(noor: Viewer, language: str) -> None:
    titles = {"nl": "Uitgereikt op", "fr": "Délivré le", "de": "Ausgestellt am", "en": "Issued on"}
    part = queries.content(noor, ask(noor, language=language)).parts[0]
    assert titles[language] in [column.label for column in part.columns]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("kind", "language", "purpose"),
    [("x", "nl", "work"), ("diplomas", "xx", "work"), ("diplomas", "nl", "Noor owes nothing")],
)
def test_a_kind_language_or_purpose_that_is_not_offered_is_refused(
    noor: Viewer, kind: str, language: str, purpose: str
) -> None:
    with pytest.raises(asking.UnknownError):
        actions.ask(noor, kind, language, purpose, TRACE)
    assert queries.certificates(noor) == ()


def test_when_the_source_has_nothing_there_is_nothing_to_certify(simulators: str) -> None:
    jozef = of_the_cast("jozef")
    with pytest.raises(asking.NothingToCertifyError):
        ask(jozef, "living-wage")
    assert queries.certificates(jozef) == ()


def test_when_the_source_is_down_that_is_said_and_nothing_is_kept(simulators: str) -> None:
    bram = of_the_cast("bram")
    with pytest.raises(asking.NotAvailableError):
        ask(bram)
    assert queries.certificates(bram) == ()


def test_when_we_may_not_ask_that_is_said(noor: Viewer, monkeypatch: pytest.MonkeyPatch) -> None:
    def barred(_viewer: Viewer, services: Any, refresh: frozenset[str]) -> Iterator[tuple[Any, Answer[Any]]]:
        assert refresh
        return iter([(service, NotAllowed(clock.now(), "REF-1")) for service in services])

    monkeypatch.setattr(sources, "gather", barred)
    with pytest.raises(asking.NotAllowedError) as refused:
        ask(noor)
    assert refused.value.reference == "REF-1"


def test_in_a_day_a_citizen_may_ask_for_so_many_and_no_more(
    noor: Viewer, other: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "MOST_A_DAY", 2)
    ask(noor)
    certificate = ask(noor)
    with pytest.raises(asking.TooManyError):
        ask(noor)
    ask(other)
    Certificate.objects.filter(id=certificate).update(state=State.FAILED)
    ask(noor)


def test_nobody_reaches_a_certificate_of_another(noor: Viewer, other: Viewer, worker: Worker) -> None:
    certificate = ask(noor)
    worker.work()
    assert queries.one(noor, certificate).state == State.READY
    assert queries.certificates(other) == ()
    reads: list[Callable[[Viewer, CertificateId], object]] = [queries.one, queries.content, queries.document]
    for read in reads:
        with pytest.raises(NotThereError):
            read(other, certificate)
    with pytest.raises(NotThereError):
        actions.fetch(other, certificate, TRACE)


def acting(viewer: Viewer, *scopes: str) -> Viewer:
    """Somebody who acts for the viewer, for these themes."""
    who = of_the_cast("wouter")
    actor = Actor(who.citizen_id, "Wouter", "Vandenbos", uuid7(), scopes, clock.today())
    return dataclasses.replace(viewer, actor=actor)


def test_a_mandate_for_education_gives_certificates_of_education_and_no_others(noor: Viewer) -> None:
    mandated = acting(noor, "education")
    ask(noor, "employment")
    certificate = ask(mandated)
    assert [each.kind.key for each in queries.certificates(mandated)] == ["diplomas"]
    assert queries.content(mandated, certificate).holder.born is None
    for kind in ("employment", "child-benefit"):
        with pytest.raises(OutsideMandateError):
            ask(mandated, kind)


def test_a_mandate_for_the_family_too_names_who_it_is_about_as_the_register_does(noor: Viewer) -> None:
    certificate = ask(acting(noor, "education", "family"))
    assert queries.content(noor, certificate).holder.born is not None


@pytest.mark.parametrize("slug", ["emma", "oksana", "godelieve", "wouter", "samira"])
def test_whoever_has_something_to_certify_gets_it_sealed(simulators: str, slug: str, worker: Worker) -> None:
    viewer, got = of_the_cast(slug), 0
    for kind in KINDS:
        try:
            ask(viewer, kind)
            got += 1
        except asking.NothingToCertifyError:
            continue
    worker.work()
    assert [each.state for each in queries.certificates(viewer)] == [State.READY] * got
    assert got >= 3
