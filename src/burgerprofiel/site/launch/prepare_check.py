"""Decides, without loading Django, whether anything must be prepared: a second start should cost nothing."""

from __future__ import annotations

from pathlib import Path

from burgerprofiel.site.launch import fingerprint
from burgerprofiel.site.launch.arguments import CHECKOUT

ROOMS = Path(__file__).resolve().parents[2]
AVERAGES = ROOMS / "simulators" / "magda" / "epc_averages.csv"
GUILD = ROOMS / "simulators" / "guild" / "client.toml"
"""How the sign-in service knows the demo's application of somebody else."""
REGISTRY = ROOMS / "simulators" / "registry" / "client.toml"
"""How the sign-in service knows the demo's other registry."""
DEMO = Path(__file__).parent / "demo"
"""The invented organisations and who works there, who may send what, and the programs that send."""


def tables_fingerprint(port: str) -> str:
    """From what the tables were made: migrations and commands, ours and the libraries', open data, and our address."""
    ours = [*ROOMS.glob("*/migrations/*.py"), *ROOMS.glob("*/management/commands/*.py")]
    return (
        fingerprint.of([*ours, *DEMO.iterdir(), GUILD, REGISTRY, AVERAGES, CHECKOUT / "requirements" / "run.txt"])
        + f" port {port}"
    )


def last_port(tables: Path | None) -> str:
    """The port of the last start, which the registered addresses name; the usual one when there was none."""
    if tables is None or not tables.exists():
        return "8000"
    return tables.read_text().rpartition(" ")[2]


def static_fingerprint() -> str:
    """From which files the static folder was made."""
    return fingerprint.of(file for file in ROOMS.glob("*/static/**/*") if file.is_file())


def needed(made: Path, tables: Path | None, port: str) -> bool:
    """Whether there is work; without a place for the tables' stamp there always is (somebody else's database)."""
    static_done = fingerprint.Stamp(made / "static").matches(static_fingerprint())
    return tables is None or not static_done or not fingerprint.Stamp(tables).matches(tables_fingerprint(port))
