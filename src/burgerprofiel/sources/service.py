"""What a service of a source is: what we ask, and what its answer means.

One `Service` per MAGDA service, in `connectors/magda/services/<name>.py`: a frozen struct for the answer and one
small parser. The connector does the rest (envelope, exceptions, deadline, breaker, cache, audit).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Generic, TypeVar, cast

from lxml import etree

from burgerprofiel.kit.answers import Answer, Data
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.sources.node import Node

T = TypeVar("T")


class Origin(StrEnum):
    """Who holds the data: the name a citizen reads under a fact (translated in `sources/origins.py`)."""

    RIJKSREGISTER = "rijksregister"
    KSZ = "ksz"
    KADASTER = "kadaster"
    VEKA = "veka"
    RSZ = "rsz"
    SIGEDIS = "sigedis"
    KBO = "kbo"
    RVA = "rva"
    WSE = "wse"
    GROEIPAKKET = "groeipakket"
    FOD_FINANCIEN = "fod_financien"
    FOD_SOCIALE_ZEKERHEID = "fod_sociale_zekerheid"
    POD_MI = "pod_mi"
    VAPH = "vaph"
    LED = "led"
    ONDERWIJS = "onderwijs"
    DOSIS = "dosis"


Children = Sequence[tuple[str, "str | Children"]]
"""XML below `Vraag/Inhoud`: (element name, text or children), in order.

`@Name` is an attribute of the element around it, `""` the text beside attributes.
"""


class Answers(Mapping[str, "Answer[Any]"]):
    """The answers gathered so far, by the service's key: its name, for nearly all."""

    def __init__(self, answers: Mapping[str, Answer[Any]] | None = None) -> None:
        """Wrap the mapping service name → answer."""
        self._answers = dict(answers or {})

    def __getitem__(self, key: str) -> Answer[Any]:
        """Return the answer of the service named `key`."""
        return self._answers[key]

    def __iter__(self):  # type: ignore[no-untyped-def]  # noqa: ANN204 - the Mapping protocol gives it
        """Iterate over service names."""
        return iter(self._answers)

    def __len__(self) -> int:
        """How many services have answered."""
        return len(self._answers)

    def of(self, service: Service[T]) -> Answer[T] | None:
        """Return the answer of `service`, or None when it has not answered yet."""
        return self._answers.get(service.key)

    def data(self, service: Service[T]) -> T | None:
        """Return the data of `service`, or None for each of the three other answers."""
        answer = self._answers.get(service.key)
        return cast(T, answer.value) if isinstance(answer, Data) else None


def ask_by_ssin(ssin: Ssin, _given: Answers) -> Children:
    """The most common question: `Criteria/INSZ`."""
    return [("Criteria", [("INSZ", ssin.digits)])]


@dataclass(frozen=True)
class Service(Generic[T]):
    """A service of MAGDA: its name and version, who stands behind it, its question and its parser.

    `question` returns the XML below `Vraag/Inhoud`, or None when there is nothing to ask (then the answer is
    Nothing); it may use the answers of the services in `needs`. `parse` gets `Antwoord/Inhoud`; it returns None when
    the source answered without data. `subjects` lists the national numbers the answer is about, as far as the service
    says so: when the list is not empty and the citizen is not on it, the answer is refused.
    """

    name: str
    version: str
    domain: str
    namespace: str
    origin: Origin
    result: type[T]
    parse: Callable[[Node], T | None]
    subjects: Callable[[Node], Sequence[str]] = field(default=lambda _inhoud: ())
    question: Callable[[Ssin, Answers], Children | None] = ask_by_ssin
    needs: tuple[Service[Any], ...] = ()
    part: str = ""
    """Which of several things that one service gives, each of them asked for by itself; empty for nearly all."""

    @property
    def key(self) -> str:
        """What its answer is kept under: the name, with the part where there is one."""
        return f"{self.name}:{self.part}" if self.part else self.name

    def __hash__(self) -> int:
        """A service is known by its key."""
        return hash((self.name, self.part))


def element(tag: str, children: Children | str) -> etree._Element:
    """Build an element without namespace from (name, text or children) pairs."""
    node = etree.Element(tag)
    if isinstance(children, str):
        node.text = children
        return node
    for name, below in children:
        if isinstance(below, str) and name.startswith("@"):
            node.set(name[1:], below)
        elif isinstance(below, str) and not name:
            node.text = below
        else:
            node.append(element(name, below))
    return node
