"""Clients and a provider that others wrote, run as they are.

Of a client only the wire is ours: lines of JSON instead of sockets. The provider listens on a port of this machine.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from threading import Timer
from typing import Any

import httpx

from tests.conftest import lacking

HERE = Path(__file__).parent
PACKAGES = ("openid-client@6.8.9", "oidc-provider@9.13.3")
_PATIENCE = 60


@lru_cache(maxsize=4)
def packages(wanted: tuple[str, ...] = PACKAGES) -> Path:
    """Install npm packages once, below the environment; what npm cannot do here is skipped with the reason."""
    place = Path(sys.prefix) / "share" / "strangers" / "-".join(wanted).replace("/", "_")
    if (place / "complete").exists():
        return place
    npm = shutil.which("npm")
    if not npm or not shutil.which("node"):
        lacking("there is no npm to fetch strangers' clients with")
    place.mkdir(parents=True, exist_ok=True)
    command = [str(npm), "install", "--prefix", str(place), "--no-audit", "--no-fund", "--ignore-scripts", *wanted]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    if done.returncode:
        lacking(f"npm could not fetch {', '.join(wanted)}: {done.stderr[-500:]}")
    (place / "complete").touch()
    return place


def run(
    script: str,
    wishes: dict[str, Any],
    wire: Callable[[httpx.Request], httpx.Response],
    citizen: Callable[[str], str],
) -> dict[str, Any]:
    """Run a script; it reaches the provider by `wire`, and sends the citizen out with `citizen`. Returns its result."""
    place = packages()
    shutil.copy(HERE / "wire.mjs", place)
    shutil.copy(HERE / script, place)
    command = [str(shutil.which("node")), str(place / script), json.dumps(wishes)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as node:
        assert node.stdin
        assert node.stdout
        assert node.stderr
        watch = Timer(_PATIENCE, node.kill)
        watch.start()
        try:
            for line in node.stdout:
                said = json.loads(line)
                if "result" in said:
                    return dict(said["result"])
                answer = _fetch(said["fetch"], wire) if "fetch" in said else {"came": citizen(said["go"])}
                node.stdin.write(json.dumps(answer) + "\n")
                node.stdin.flush()
            raise AssertionError(f"{script} stopped: {node.stderr.read()[-3000:]}")
        finally:
            watch.cancel()
            node.kill()


@contextmanager
def serving(script: str, wishes: dict[str, Any]) -> Iterator[None]:
    """Run a script that serves at the address `issuer` of its wishes until the end."""
    place = packages()
    shutil.copy(HERE / script, place)
    command = [str(shutil.which("node")), str(place / script), json.dumps(wishes)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as node:
        assert node.stdin
        assert node.stdout
        assert node.stderr
        watch = Timer(_PATIENCE, node.kill)
        watch.start()
        try:
            while (line := node.stdout.readline()) and "up" not in line:
                pass
            assert line, node.stderr.read()[-3000:]
            yield
        finally:
            watch.cancel()
            node.kill()


def _fetch(asked: dict[str, Any], wire: Callable[[httpx.Request], httpx.Response]) -> dict[str, Any]:
    answer = wire(
        httpx.Request(asked["method"], asked["url"], headers=asked["headers"], content=asked["body"].encode())
    )
    return {"status": answer.status_code, "headers": dict(answer.headers), "body": answer.text}
