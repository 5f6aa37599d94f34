"""Everything that the services of trust own, kept in one folder; and what they give to the demo's operator."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path

from burgerprofiel.simulators.card_reader.authority import Pair
from burgerprofiel.simulators.hosts import origin
from burgerprofiel.simulators.trust import authority
from burgerprofiel.simulators.trust.authority import Authority
from burgerprofiel.simulators.trust.stamps import TimeStamps

HOST = "vertrouwen.localhost"
WITHDRAWN = "withdrawn"
"""Text file with the serial numbers that were withdrawn, one a line."""
Issue = Callable[[datetime, datetime], Pair]
"""Makes a certificate that counts from the first moment to the second."""
_YEAR = timedelta(days=365)
_SIGNERS = """# Who seals in the demo (docs/operate.md, "The seal").
[[signer]]
kind = "file"
certificates = "seal.pem"
key = "seal.key"
"""


class House:
    """The authority and the certificates of its services and of the portal's seal."""

    def __init__(self, folder: Path, address: str) -> None:
        """Everything lies in `folder`, made the first time; `address` is where the world reaches the services."""
        self.folder = folder
        self.authority = Authority.kept_in(folder, address)
        self.stamps = self._kept("stamps", self.authority.time_stamps)
        self.responder = self._kept("responder", self.authority.responder)
        self.seal = self._kept("seal", lambda begins, ends: self.authority.seal("Zonnegem e-Seal", begins, ends))
        self.remote = self._kept("remote", lambda begins, ends: self.authority.seal("Zonnegem e-Seal", begins, ends))
        self._hand_over("seal.pem", authority.chain(self.seal, self.authority.issuing))
        self._hand_over("anchors.pem", authority.chain(self.authority.root))
        self._hand_over("signers.toml", _SIGNERS.encode())

    @cached_property
    def time_stamps(self) -> TimeStamps:
        """The time-stamp service."""
        return TimeStamps(self.stamps, self.authority.issuing)

    @cached_property
    def time_stamps_of_others(self) -> TimeStamps:
        """The service of somebody whom nobody trusts."""
        now = datetime.now(UTC)
        stranger = Authority.make(self.authority.origin, "Nergenshuizen")
        return TimeStamps(stranger.time_stamps(now - _YEAR, now + _YEAR), stranger.issuing)

    @property
    def withdrawn(self) -> set[int]:
        """The serial numbers of what was withdrawn."""
        file = self.folder / WITHDRAWN
        return {int(line) for line in file.read_text().split()} if file.exists() else set()

    def withdraw(self, pair: Pair) -> None:
        """Withdraw a certificate for good."""
        with (self.folder / WITHDRAWN).open("a") as file:
            file.write(f"{pair.certificate.serial_number}\n")

    def _kept(self, name: str, make: Issue) -> Pair:
        if not (self.folder / f"{name}.crt").exists():
            now = datetime.now(UTC)
            make(now - timedelta(days=1), now + 5 * _YEAR).write(self.folder, name)
        return Pair.read(self.folder, name)

    def _hand_over(self, name: str, content: bytes) -> None:
        """Give a file to the operator; written whole, because the portal may read it at this moment."""
        fresh = self.folder / f".{name}"
        fresh.write_bytes(content)
        fresh.replace(self.folder / name)


def house() -> House:
    """Return the house of this process."""
    return House(Path(os.environ["MBP_DATA"]) / "simulators" / "trust", origin(HOST))
