"""Load who hears of wrong facts from a file: all of it or nothing. Safe to run again."""

from collections.abc import Iterator, Mapping
from typing import Any

from burgerprofiel.feedback.connectors.gtmf import check
from burgerprofiel.feedback.sources import file
from burgerprofiel.feedback.sources.file import Table
from burgerprofiel.kit.by_file import SourcesCommand


class Command(SourcesCommand[Table]):
    """`./manage feedback_sources FILE.toml [--check]`."""

    help = "Loads [[source]] tables: who hears of a wrong fact, by GTMF or at the desk (docs/connect-a-source.md)."

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        """Run; `--check` also asks each system whether it can be used as the file says."""
        super().handle(*args, **options)
        if options["check"]:
            for sentence in check.of_file(options["file"]):
                self.stdout.write(sentence)

    def read(self, content: Mapping[str, object]) -> tuple[list[Table], list[str]]:
        """Return what the file says and what is wrong with it."""
        return file.read(content)

    def load(self, tables: list[Table]) -> Iterator[str]:
        """Do it."""
        return file.load(tables)
