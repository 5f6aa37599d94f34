"""What was sent already, beside the table: a run that was broken off goes on where it was, with the same keys.

A row's key is made of the run and of all that the row says, so a retry is known by the registry as one (409), and a row
that was changed after it was sent is noticed. No recipient's number stands in here.
"""

from __future__ import annotations

import hmac
import json
import os
from pathlib import Path
from types import TracebackType
from typing import Any
from uuid import UUID, uuid4, uuid5

from ebox.table import Row
from ebox.trouble import Exit, TroubleError

DONE = ("sent", "repeated")
"""States of rows that are not sent again."""


class Journal:
    """The journal of one table; only one run at a time has it."""

    def __init__(self, path: Path, key: bytes) -> None:
        """Open it, or begin one; `key` is a secret that lies elsewhere (`profile.journal_key`). Raises TroubleError."""
        self.path, self._key = path, key
        try:
            path.touch(mode=0o600)
            self._file = path.open("r+", encoding="utf-8")
        except OSError as error:
            raise TroubleError(f"The journal {path} cannot be written: {error.strerror}.", Exit.USAGE) from error
        self._claim()
        self.lines: dict[int, dict[str, Any]] = {}
        """What is known of each row, by its number."""
        self._digests: dict[int, str] = {}
        self.run, whole = self._read()
        self._file.seek(whole)
        self._file.truncate()
        if self.run is None:
            self.run = uuid4()
            self._write({"run": str(self.run)})

    def __enter__(self) -> Journal:
        """Nothing more to do."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        """See that everything is on disk."""
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()

    def key(self, row: Row) -> str:
        """Return the row's `Idempotency-Key`. Raises TroubleError when it was sent, but said something else then."""
        digest, told = self.digest(row), self.lines.get(row.number)
        if told and told["state"] in DONE and told["digest"] != digest:
            raise TroubleError(
                f"Line {row.number} was sent already, and was changed since. Put what is new in another table; "
                f"or remove {self.path} to send everything again, to everybody.",
                Exit.USAGE,
            )
        return str(uuid5(self.run or UUID(int=0), f"{row.number} {digest}"))

    def digest(self, row: Row) -> str:
        """Return what the row says, files and all, in 64 hexadecimal digits.

        With a key: without one, who has the journal and the letter could try all national numbers.
        """
        if row.number not in self._digests:
            said = json.dumps([row.to, row.letter.digest()], sort_keys=True)
            self._digests[row.number] = hmac.digest(self._key, f"{self.run}{said}".encode(), "sha256").hex()
        return self._digests[row.number]

    def is_done(self, row: Row) -> bool:
        """Whether the row need not be sent. Raises TroubleError as `key` does."""
        self.key(row)
        told = self.lines.get(row.number)
        return bool(told and told["state"] in DONE)

    def note(self, row: Row, outcome: dict[str, Any]) -> None:
        """Remember what became of a row."""
        line = {"row": row.number, "digest": self.digest(row), **outcome}
        self.lines[row.number] = line
        self._write(line)

    def _claim(self) -> None:
        try:
            import fcntl
        except ImportError:  # Windows
            return
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._file.close()
            raise TroubleError(f"Another ebox is sending with {self.path} now: wait until it is done.") from None

    def _read(self) -> tuple[UUID | None, int]:
        """Return the run and where the last whole line ends: a crash may have left half a line."""
        run, whole = None, 0
        for line in iter(self._file.readline, ""):
            try:
                told = json.loads(line) if line.endswith("\n") else None
            except ValueError:
                told = None
            if told is None:
                break
            whole = self._file.tell()
            if "run" in told:
                run = UUID(told["run"])
            else:
                self.lines[told["row"]] = told
        return run, whole

    def _write(self, told: dict[str, Any]) -> None:
        self._file.write(json.dumps(told) + "\n")
        self._file.flush()
