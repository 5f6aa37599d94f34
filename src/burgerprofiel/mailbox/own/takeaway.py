"""All messages that a citizen sees, to take along: of every registry, and with a word for the one that did not answer.

Taking the list along opens nothing. What is put beside it is only what was opened before: a document nobody has looked
at is not read because somebody made a copy of everything.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import UUID

from burgerprofiel.kit import clock
from burgerprofiel.kit.connections import let_go
from burgerprofiel.mailbox import queries, reading
from burgerprofiel.mailbox.events import ContentOpened, ElsewhereOpened
from burgerprofiel.mailbox.federation import members, names
from burgerprofiel.mailbox.federation.contract import Entry, NotThereError, SilentError
from burgerprofiel.mailbox.models.boxes import Kind
from burgerprofiel.mailbox.own import open_data
from burgerprofiel.mailbox.own.arranging import Kept
from burgerprofiel.mailbox.own.copying import Copying
from burgerprofiel.mailbox.own.open_data import Line
from burgerprofiel.mailbox.own.packed import Part
from burgerprofiel.mailbox.senders import faces
from burgerprofiel.mailbox.senders.texts import in_language

MOST = 200
"""Messages of which the contents are put in, the newest."""


@dataclass
class Takeaway:
    """What is being taken along; what it says of missing things is true at the end."""

    copying: Copying
    kept: Kept
    language: str
    read: list[Entry] = field(default_factory=list)
    """The newest messages that were opened before."""
    broken: list[str] = field(default_factory=list)
    """Names of files that did not come, or not whole."""

    def lines(self) -> Iterator[Line]:
        """Yield every message as open data."""
        for entries in self.copying.pages():
            own = faces.faces(entry.organisation for entry in entries if entry.own)
            let_go()
            for entry in entries:
                if len(self.read) < MOST and entry.read and not (entry.own and entry.own.withdrawn_at):
                    self.read.append(entry)
                yield self._line(entry, own)

    def _line(self, entry: Entry, own: dict[str, faces.Face]) -> Line:
        place = self.copying.name(entry.registry, self.language)
        if entry.own:
            labels = self.kept.names(entry.own.labels)
            return open_data.of_own(entry.own, own[entry.organisation].name(self.language), labels, place)
        called = names.called(names.Key(entry.registry, "senderOrganizations", entry.organisation))
        sender = in_language(called, self.language)
        return open_data.of_other(entry, sender or entry.organisation, place, self.language)

    @property
    def missing(self) -> list[str]:
        """The names of registries of which something is not in it."""
        return [self.copying.name(each, self.language) for each in self.copying.missing]

    def contents(self) -> Iterator[Part]:
        """Yield what the messages hold that were opened before, each message in a folder of its own."""
        for entry in self.read:
            title = in_language(entry.subject, self.language)
            folder = f"{entry.received_at.astimezone(clock.BRUSSELS):%Y-%m-%d} {title}"[:80]
            try:
                yield from self._own(entry, folder) if entry.own else self._other(entry, folder)
            except (SilentError, NotThereError, *reading.LOST):
                self.broken.append(folder)

    def _own(self, entry: Entry, folder: str) -> Iterator[Part]:
        row = queries.message(self.copying.reader.box_id, UUID(entry.message_id))
        if row is None or row.withdrawn_at:
            return
        files, body = queries.files(row), reading.body(row, Kind.CITIZEN)
        contents = [*([("", row.body_is_main)] if body else []), *((str(file.id), file.is_main) for file in files)]
        self.copying.note(*(ContentOpened(message=str(row.id), attachment=each, main=it) for each, it in contents))
        if body:
            yield Part("bericht.txt", iter([reading.plain(body).encode()]), small=True, folder=folder)
        for file in files:
            yield Part(file.file_name, self._whole(reading.pieces(row, Kind.CITIZEN, file), folder), folder=folder)

    def _other(self, entry: Entry, folder: str) -> Iterator[Part]:
        registry, who = members.other(entry.registry), self.copying.reader
        if registry is None or entry.registry in self.copying.missing:
            raise NotThereError
        whole = registry.message(who, entry.message_id)
        text = [("", entry.body_is_main)] if whole.has_body else []
        opened = [*text, *((each.id, each.is_main) for each in whole.files)]
        self.copying.note(*(self._elsewhere(entry, each, main=it) for each, it in opened))
        if whole.has_body and (body := registry.body(who, entry.message_id)):
            told = reading.plain(in_language(body, self.language))
            yield Part("bericht.txt", iter([told.encode()]), small=True, folder=folder)
        for file in whole.files:
            pieces = registry.content(who, entry.message_id, file)
            yield Part(file.file_name, self._whole(pieces, folder), folder=folder)

    def _elsewhere(self, entry: Entry, attachment: str, *, main: bool) -> ElsewhereOpened:
        return ElsewhereOpened(registry=entry.registry, message=entry.message_id, attachment=attachment, main=main)

    def _whole(self, pieces: Iterator[bytes], folder: str) -> Iterator[bytes]:
        """Pass a file on; where it breaks off, that is said at the end."""
        let_go()
        try:
            yield from pieces
        except (SilentError, *reading.LOST):
            self.broken.append(folder)
