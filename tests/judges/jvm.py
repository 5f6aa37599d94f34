"""The judges in Java: Maven fetches them once, into the environment; a question starts one JVM for many documents."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pytest

_HERE = Path(__file__).parent
_SOURCES = ("pom.xml", "Judges.java")
_TOOLS = ("java", "javac", "mvn")


@dataclass(frozen=True)
class Verdict:
    """What a judge says of a document."""

    path: Path
    judged: str
    """The standard (`2a`, `ua1`) or the level of the seal (`PAdES-BASELINE-LTA`)."""
    verdict: str
    """`PASS`, `FAIL`; `TOTAL_PASSED`, `TOTAL_FAILED`, `INDETERMINATE`; `ERROR`."""
    why: str


def ask(arguments: Sequence[str], paths: Iterable[Path]) -> list[Verdict]:
    """Return the verdicts of one judge; skips the test when there is no Java."""
    place = _prepared()
    names = [str(path) for path in paths]
    command = ["java", "-Xshare:auto", "-XX:TieredStopAtLevel=1", "-cp", _classpath(place), "Judges", *arguments]
    done = subprocess.run(command, input="\n".join(names), capture_output=True, text=True, timeout=600, check=False)
    if done.returncode != 0:
        _cannot(f"the judge stopped: {done.stderr[-500:]}")
    found = [line.split("\t") for line in done.stdout.splitlines()]
    return [Verdict(Path(name), judged, verdict, why) for name, judged, verdict, why in found]


def _classpath(place: Path) -> str:
    return os.pathsep.join((str(place / "classes"), (place / "classpath").read_text()))


@lru_cache(maxsize=1)
def _prepared() -> Path:
    """The folder with the compiled judges, in the environment; made when the sources changed."""
    lacking = [tool for tool in _TOOLS if not shutil.which(tool)]
    if lacking:
        pytest.skip(f"there is no {lacking[0]} (Debian: apt install default-jdk-headless maven)")
    sum_of_all = hashlib.sha256(b"".join((_HERE / name).read_bytes() for name in _SOURCES)).hexdigest()[:16]
    place = Path(sys.prefix) / "share" / f"judges-{sum_of_all}"
    if not (place / "classes").exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=".judges-", dir=place.parent))
        try:
            _make(made)
            if not place.exists():
                made.rename(place)
        finally:
            shutil.rmtree(made, ignore_errors=True)
    return place


def _make(folder: Path) -> None:
    classpath = folder / "classpath"
    maven = ["mvn", "-q", "-B", "-ntp", "-f", str(_HERE / "pom.xml"), "dependency:build-classpath"]
    _run([*maven, f"-Dmdep.outputFile={classpath}"])
    _run(["javac", "-cp", classpath.read_text(), "-d", str(folder / "classes"), str(_HERE / "Judges.java")])


def _run(command: list[str]) -> None:
    try:
        subprocess.run(command, capture_output=True, text=True, timeout=900, check=True)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        _cannot(f"{command[0]} could not make the judges: {str(error.stdout)[-500:]} {str(error.stderr)[-500:]}")


def _cannot(reason: str) -> None:
    """Java is there, so on the build server this is a failure."""
    (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
