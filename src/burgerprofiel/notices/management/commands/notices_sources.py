"""Load which systems of bodies send notices from a file: all of it or nothing. Safe to run again."""

from collections.abc import Iterator, Mapping

from burgerprofiel.kit.by_file import SourcesCommand
from burgerprofiel.notices.senders import file
from burgerprofiel.notices.senders.file import Table


class Command(SourcesCommand[Table]):
    """`./manage notices_sources FILE.toml [--check]`."""

    help = "Loads [[source]] tables: which systems send notices, who speaks for them, their brands (docs/operate.md)."

    def read(self, content: Mapping[str, object]) -> tuple[list[Table], list[str]]:
        """Return what the file says and what is wrong with it."""
        return file.read(content)

    def load(self, tables: list[Table]) -> Iterator[str]:
        """Do it."""
        return file.load(tables)
