"""How things stand with a group of services: the four answers, worded for the citizen (architecture, decision 9).

A missing answer is never shown as "you have nothing".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

import msgspec
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from burgerprofiel.kit import formats
from burgerprofiel.kit.answers import Cause, Data, NotAllowed, Nothing, Unavailable
from burgerprofiel.portal import values
from burgerprofiel.sources import origins
from burgerprofiel.sources.service import Answers, Origin, Service

Services = Sequence[Service[Any]]


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """One of the answers that are not plain data. `kind`: nothing, barred, down or remark."""

    kind: str
    title: str
    text: str = ""
    references: tuple[str, ...] = ()
    retry: bool = False


class SourceLine(msgspec.Struct, frozen=True):
    """Where a fact comes from and of when it is."""

    origins: tuple[Origin, ...]
    as_of: datetime | None

    @property
    def names(self) -> str:
        """The sources' names; of many, the first two and how many more."""
        return listed([origins.name(origin) for origin in self.origins])

    @property
    def line(self) -> str:
        """`Rijksregister · vandaag, 9.41 uur`."""
        return f"{self.names} · {values.when(self.as_of)}" if self.as_of else self.names

    @property
    def paper(self) -> str:
        """The same with its full date: "today" means nothing on paper."""
        return f"{self.names} · {formats.moment(self.as_of)}" if self.as_of else self.names


def listed(names: Sequence[str]) -> str:
    """The names; of many, the first two and how many more."""
    if len(names) <= 2:
        return ", ".join(names)
    more = len(names) - 2
    told = ngettext("%(names)s and %(n)s other source", "%(names)s and %(n)s other sources", more)
    return told % {"names": ", ".join(names[:2]), "n": more}


def short(reference: str) -> str:
    """A reference as it is read out on the phone: the last eight signs of a long one, which find it in the trail."""
    bare = reference.replace("-", "")
    return f"{bare[-8:-4]}-{bare[-4:]}".upper() if len(bare) > 12 else reference


def _references(group: Sequence[tuple[Service[Any], Unavailable | NotAllowed]]) -> tuple[str, ...]:
    """At most three: one is enough to find the others, which were asked at the same moment."""
    return tuple(dict.fromkeys(short(answer.reference) for _service, answer in group if answer.reference))[:3]


def source_line(services: Services, answers: Answers) -> SourceLine:
    """Return the sources that gave data, else those that answered at all, with the latest moment."""
    given = [(service, answer) for service in services if (answer := answers.of(service)) is not None]
    best = [pair for pair in given if isinstance(pair[1], Data)] or given
    return SourceLine(
        tuple(dict.fromkeys(service.origin for service, _answer in best)),
        max((answer.as_of for _service, answer in best), default=None),
    )


def has_data(services: Services, answers: Answers) -> bool:
    """Whether at least one of the services gave data."""
    return any(isinstance(answers.of(service), Data) for service in services)


def notices(services: Services, answers: Answers, empty: str) -> tuple[Notice, ...]:
    """What must be said beside the data: remarks, then what is down or barred; `empty` when all said "nothing"."""
    told = [*_remarks(services, answers), *_down(services, answers), *_barred(services, answers)]
    if not told and not has_data(services, answers):
        told.append(Notice(kind="nothing", title=empty))
    return tuple(told)


def _remarks(services: Services, answers: Answers) -> Iterator[Notice]:
    texts = {
        remark.text: None
        for service in services
        if isinstance(answer := answers.of(service), Data)
        for remark in answer.remarks
    }
    for text in texts:
        yield Notice(kind="remark", title=_("The source says something about this data"), text=text)


def _names(group: Sequence[tuple[Service[Any], Unavailable | NotAllowed]]) -> list[str]:
    return list(dict.fromkeys(origins.name(service.origin) for service, _answer in group))


def _down(services: Services, answers: Answers) -> Iterator[Notice]:
    for foreign in (False, True):
        group = [
            (service, answer)
            for service in services
            if isinstance(answer := answers.of(service), Unavailable) and (answer.cause is Cause.FOREIGN) is foreign
        ]
        if not group:
            continue
        names = _names(group)
        text = (
            _("The source sent an answer that was not about you. We refused it and did not keep it.")
            if foreign
            else _("That says nothing about your data.")
        )
        yield Notice(
            kind="down",
            title=(_refused if foreign else _unreached)(names),
            text=text,
            references=_references(group),
            retry=True,
        )


def _unreached(names: list[str]) -> str:
    told = ngettext("%(source)s cannot be reached now", "%(source)s cannot be reached now", len(names))
    return told % {"source": listed(names)}


def _refused(names: list[str]) -> str:
    told = ngettext("We refused the answer of %(source)s", "We refused the answers of %(source)s", len(names))
    return told % {"source": listed(names)}


def _barred(services: Services, answers: Answers) -> Iterator[Notice]:
    group = [(service, answer) for service in services if isinstance(answer := answers.of(service), NotAllowed)]
    if group:
        yield Notice(
            kind="barred",
            title=_("We may not ask this of %(source)s") % {"source": listed(_names(group))},
            text=_(
                "The source does not let this portal see it. That says nothing about your data. "
                "You can ask the source yourself."
            ),
            references=_references(group),
        )


def unanswered(services: Services, answers: Answers) -> list[str]:
    """The names of the sources that could not answer: what is missing must be said."""
    return list(
        dict.fromkeys(
            origins.name(service.origin) for service in services if not isinstance(answers.of(service), Data | Nothing)
        )
    )
