"""veraPDF: whether a document keeps to PDF/A or PDF/UA (the validator of the PDF Association)."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tests.judges import jvm


def verdicts(paths: Iterable[Path], flavour: str = "2a,ua1") -> list[jvm.Verdict]:
    """Return what veraPDF says of each document under each standard; one JVM for all. Skips without Java.

    `flavour`: `2a`, `2b`, `3a`, `ua1` …, or more of them with commas.
    """
    return jvm.ask(["verapdf", flavour], paths)


def broken(paths: Iterable[Path], flavour: str = "2a,ua1") -> list[jvm.Verdict]:
    """Return only those that do not keep to it; empty is good."""
    return [one for one in verdicts(paths, flavour) if one.verdict != "PASS"]
