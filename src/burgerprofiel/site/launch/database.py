"""Which database: `DATABASE_URL` wins, else the embedded cluster of the data folder."""

from __future__ import annotations

import os
from pathlib import Path

import psycopg

from burgerprofiel.site.launch.folder import Folder
from burgerprofiel.site.launch.postgres import Cluster
from burgerprofiel.site.launch.problem import StartError
from burgerprofiel.site.launch.supervise import log_file


class Database:
    """The database of this start. `stamp` is where its tables' state is noted."""

    def __init__(self, folder: Folder) -> None:
        """Choose; nothing is started yet."""
        self._given = os.environ.get("DATABASE_URL", "")
        self._cluster = (
            None if self._given else Cluster(folder.path / "postgres", log_file(folder.below("logs"), "postgres"))
        )
        self.stamp: Path | None = None if self._given else folder.path / "postgres" / "tables"

    @property
    def url(self) -> str:
        """The address for DATABASE_URL."""
        return self._cluster.url if self._cluster else self._given

    def start(self) -> None:
        """Start the embedded one, or see that the given one answers. Raises StartError."""
        if self._cluster:
            self._cluster.start()
            return
        try:
            psycopg.connect(self._given, connect_timeout=5).close()
        except psycopg.Error as error:
            raise StartError(
                "The database that DATABASE_URL names does not answer: "
                "start it, or unset DATABASE_URL for the embedded one."
            ) from error

    def check(self) -> None:
        """Raise StartError when the embedded server ended."""
        process = self._cluster.process if self._cluster else None
        if process is not None and not process.running:
            raise StartError(
                f"PostgreSQL stopped unexpectedly, so everything is stopped; its log is {process.log} and ends with:\n"
                f"{process.last_words()}"
            )

    def stop(self) -> None:
        """Stop the embedded server."""
        if self._cluster:
            self._cluster.stop()
