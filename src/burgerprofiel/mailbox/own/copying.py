"""All messages that are meant, of all registries, to be copied: each once, and who does not answer is named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from burgerprofiel.access.viewer import Viewer
from burgerprofiel.audit.actions import record
from burgerprofiel.audit.events import Event
from burgerprofiel.kit.connections import small_write
from burgerprofiel.mailbox.federation import members, side_by_side
from burgerprofiel.mailbox.federation.contract import Entry, Reader, Registry
from burgerprofiel.mailbox.federation.own import Own
from burgerprofiel.mailbox.own import together
from burgerprofiel.mailbox.own.wanted import Wanted
from burgerprofiel.mailbox.senders.texts import in_language

_AT_ONCE = 400
"""Messages that are read at a time."""


@dataclass
class Copying:
    """All messages that are meant, of all registries, a part at a time; a registry that fails is asked no more."""

    viewer: Viewer
    asked: Wanted
    language: str
    reader: Reader
    missing: list[str] = field(default_factory=list)
    """The ids of registries of which something is not there."""

    def name(self, registry: str, language: str) -> str:
        """Return how a registry is called."""
        member = members.other(registry)
        return in_language(member.about.name if member else together.own_name(), language)

    def note(self, *told: Event) -> None:
        """Write to the trail what was done."""
        with small_write(durable=False):
            record(self.viewer.citizen_id, self.viewer.trace, *told)

    def pages(self) -> Iterator[Sequence[Entry]]:
        """Yield them, newest first."""
        question = together.question_of(self.asked, self.language)
        own = Own(self.viewer.trace, together.own_name(), together.rows_of(self.asked), lambda _who, _question: 0)
        registries: list[Registry] = [own]
        if question.elsewhere and together.possible(self.viewer):
            registries += members.others()
        after, first = "", True
        while True:
            found = side_by_side.read(registries, self.reader, question, after=after, size=_AT_ONCE)
            if first:
                self.note(*together.events(found.states))
            self.missing += [state.about.id for state in found.missing]
            registries = [each for each in registries if each.about.id not in self.missing]
            yield found.entries
            if not found.next or not registries:
                return
            after, first = found.next, False
