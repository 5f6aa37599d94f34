"""Load which systems of bodies tell of dossiers from a file: all of it or nothing. Safe to run again."""

from collections.abc import Iterator, Mapping

from burgerprofiel.dossiers.sources import file
from burgerprofiel.dossiers.sources.file import Table
from burgerprofiel.kit.by_file import SourcesCommand


class Command(SourcesCommand[Table]):
    """`./manage dossiers_sources FILE.toml [--check]`."""

    help = "Loads [[source]] tables: which systems tell of dossiers, and who speaks for them (docs/operate.md)."

    def read(self, content: Mapping[str, object]) -> tuple[list[Table], list[str]]:
        """Return what the file says and what is wrong with it."""
        return file.read(content)

    def load(self, tables: list[Table]) -> Iterator[str]:
        """Do it."""
        return file.load(tables)
