"""What a certificate is made of is asked of its source now: what was kept since the sign-in may have changed.

The four answers stay apart: nothing there, not allowed and not available now are no certificate, each for its reason.
"""

from __future__ import annotations

from datetime import datetime

from django.utils import translation

from burgerprofiel.access.viewer import Viewer
from burgerprofiel.certificates.content import Content, Holder
from burgerprofiel.certificates.issuing.asking import NotAllowedError, NotAvailableError, NothingToCertifyError
from burgerprofiel.certificates.kinds import Kind
from burgerprofiel.kit import clock
from burgerprofiel.kit.answers import Data, NotAllowed, Nothing
from burgerprofiel.people import queries as people
from burgerprofiel.sources import origins, queries
from burgerprofiel.sources.connectors.magda.services.geef_persoon import SERVICE as PERSON
from burgerprofiel.sources.service import Answers


def gather(viewer: Viewer, kind: Kind, language: str, purpose: str) -> Content:
    """Ask the sources and return what the certificate will say. May take as long as a source may.

    Raises NothingToCertifyError, NotAllowedError, NotAvailableError; OutsideMandateError for who acts under a mandate
    that is not for this.
    """
    answers = _asked_now(viewer, kind)
    as_of = _require(answers, kind)
    with translation.override(language):
        parts = kind.build(answers)
        if not parts:
            raise NothingToCertifyError
        return Content(
            holder=_holder(viewer, answers),
            purpose=purpose,
            parts=parts,
            source=origins.name(kind.service.origin),
            as_of=as_of,
        )


def _asked_now(viewer: Viewer, kind: Kind) -> Answers:
    """Ask everybody anew; who acts under a mandate hears of the person only when it is for the family too."""
    person = (PERSON,) if viewer.may_see("family") else ()
    services = tuple(dict.fromkeys((*kind.services, *person)))
    names = frozenset(service.name for service in queries.with_needs(services))
    return Answers({service.name: answer for service, answer in queries.gather(viewer, services, refresh=names)})


def _require(answers: Answers, kind: Kind) -> datetime:
    answer = answers.of(kind.service)
    if isinstance(answer, Data):
        return answer.as_of
    if isinstance(answer, Nothing):
        raise NothingToCertifyError
    if isinstance(answer, NotAllowed):
        raise NotAllowedError(answer.reference)
    raise NotAvailableError(answer.reference if answer else "")


def _holder(viewer: Viewer, answers: Answers) -> Holder:
    """Return who it is about: by the register, else as they signed in; the number is always ours."""
    number = people.ssin_of(viewer.citizen_id).digits
    person = answers.data(PERSON)
    if person is None or not person.name.family:
        return Holder(viewer.name, number)
    born = person.births[0].date if person.births else None
    return Holder(" ".join((*person.name.given, *person.name.family)), number, born)


def today_began() -> datetime:
    """Return when this day began in Brussels."""
    return datetime.combine(clock.today(), datetime.min.time(), clock.BRUSSELS)
