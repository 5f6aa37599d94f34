"""A registry whose processes are killed while senders publish: its own database, web processes and worker.

The senders do what good senders do: try again with the same key until they are answered. Some give up at the first
failure, as bad ones do.
"""

from __future__ import annotations

import http.client
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

import msgspec
import psutil

from burgerprofiel.site.launch import ports, roles, surroundings
from burgerprofiel.site.launch.postgres import Cluster
from burgerprofiel.site.launch.process import Process
from burgerprofiel.site.launch.supervise import answers
from tests.landscape import CHECKOUT
from tests.mailbox import multipart
from tests.mailbox.multipart import MAIN, metadata, pdf, v3

HOST = "ebox.localhost"
PATH = "/ebox/messageRegistry/v3/ebox/messages"
SENDERS = 8
PATIENCE = 60.0
"""Seconds until a sender calls a message lost."""


@dataclass
class Letter:
    """A message to publish, and what its sender was told."""

    key: str
    recipient: str
    with_file: bool
    gives_up: bool
    told: str = ""
    """The acknowledged `messageId`."""


@dataclass
class Registry:
    """What runs, and can be killed."""

    place: Path
    cluster: Cluster
    environment: dict[str, str]
    port: int
    running: dict[str, Process] = field(default_factory=dict)

    def start(self, name: str) -> None:
        """Start the web processes or the worker."""
        command = roles.web(self.port) if name == "web" else roles.worker()
        self.running[name] = Process(name, command, self.place / f"{name}.log", self.environment)

    def run(self, *arguments: str) -> str:
        """Run Python beside it; returns what it printed."""
        done = subprocess.run(
            [sys.executable, *arguments],
            env=self.environment,
            cwd=CHECKOUT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stdout

    def wait(self) -> None:
        """Wait until it answers."""
        deadline = time.monotonic() + PATIENCE
        while not answers(self.port, "mijn.localhost", "/status/live"):
            assert self.running["web"].running, self.running["web"].last_words(30)
            assert time.monotonic() < deadline, self.running["web"].last_words(30)
            time.sleep(0.05)

    def kill(self, what: str, chance: random.Random) -> None:
        """Kill -9: `web` (one process or all), `worker`, a `backend` of the database, or the whole `database`."""
        if what == "backend":
            _kill_one([each for each in self._database().children() if "[local]" in _title(each)], chance)
        elif what == "database":
            family = [self._database(), *self._database().children(recursive=True)]
            for each in family:
                _kill_one([each], chance)
            psutil.wait_procs(family, 10)
            self.cluster.start()
        elif what == "web" and chance.random() < 0.5:
            children = psutil.Process(self.running["web"].popen.pid).children(recursive=True)
            _kill_one([each for each in children if _is_last(each)], chance)
        else:
            os.killpg(self.running[what].popen.pid, signal.SIGKILL)
            self.running[what].popen.wait()
            self.start(what)

    def _database(self) -> psutil.Process:
        number = int((self.cluster.data / "postmaster.pid").read_text().partition("\n")[0])
        return psutil.Process(number)

    def stop(self) -> None:
        """End everything."""
        for process in self.running.values():
            process.signal()
            process.end(patience=5)
        self.cluster.stop()


def _title(process: psutil.Process) -> str:
    try:
        return " ".join(process.cmdline())
    except psutil.Error:
        return ""


def _is_last(process: psutil.Process) -> bool:
    with suppress(psutil.Error):
        return not process.children()
    return False


def _kill_one(processes: Sequence[psutil.Process], chance: random.Random) -> None:
    with suppress(psutil.NoSuchProcess):
        if processes:
            chance.choice(processes).kill()


@contextmanager
def registry(place: Path) -> Iterator[Registry]:
    """Start one, with its tables and a sender."""
    place.mkdir(parents=True, exist_ok=True)
    place.chmod(0o755)
    cluster = Cluster(place / "postgres", place / "postgres.log")
    cluster.start()
    port = ports.choose(0)
    environment = surroundings.surroundings(place, port, ports.choose(0), cluster.url)
    made = Registry(place, cluster, environment, port)
    try:
        made.run("-m", "django", "migrate", "--verbosity=0")
        made.start("web")
        made.start("worker")
        made.wait()
        yield made
    finally:
        made.stop()


class Storm:
    """Senders publish, and things are killed in between."""

    def __init__(self, where: Registry, letters_: Sequence[Letter], token: str, seed: int) -> None:
        """`seed` makes the same choices again."""
        self._where, self._letters, self._token = where, letters_, token
        self._chance, self._waiting, self._done = random.Random(seed), SimpleQueue[Letter](), 0
        self._lock = threading.Lock()
        self.failures = 0
        self.lost: list[str] = []

    def blow(self, kills: Sequence[str]) -> None:
        """Publish everything; each kill comes at its share of the way."""
        for letter in self._letters:
            self._waiting.put(letter)
        threads = [threading.Thread(target=self._send_all) for _each in range(SENDERS)]
        for thread in threads:
            thread.start()
        for number, what in enumerate(kills, 1):
            share = (number - self._chance.random()) / len(kills) * 0.9
            while self._done < share * len(self._letters) and any(thread.is_alive() for thread in threads):
                time.sleep(0.002)
            self._where.kill(what, self._chance)
        for thread in threads:
            thread.join()

    def _send_all(self) -> None:
        while True:
            try:
                letter = self._waiting.get_nowait()
            except Empty:
                return
            self._send(letter)
            with self._lock:
                self._done += 1

    def _send(self, letter: Letter) -> None:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            letter.told = self._once(letter)
            if letter.told:
                return
            with self._lock:
                self.failures += 1
            if letter.gives_up:
                return
            time.sleep(0.05)
        self.lost.append(letter.key)

    def _once(self, letter: Letter) -> str:
        """Publish once; returns the id that was acknowledged, if one was."""
        parts = [pdf()] if letter.with_file else []
        told = v3(letter.recipient, attachments=[MAIN] if letter.with_file else (), subject={"nl": letter.key})
        headers = {
            "Host": f"{HOST}:{self._where.port}",
            "Authorization": f"Bearer {self._token}",
            "Content-Type": multipart.FORM,
            "Idempotency-Key": f'"{letter.key}"',
        }
        try:
            line = http.client.HTTPConnection("127.0.0.1", self._where.port, timeout=15)
            line.request("POST", PATH, multipart.body(*parts, metadata(told)), headers)
            answer = line.getresponse()
            content: dict[str, Any] = msgspec.json.decode(answer.read())
            line.close()
        except (OSError, http.client.HTTPException, msgspec.DecodeError):
            return ""
        assert answer.status in (201, 409, 500, 401), (answer.status, content)
        return str(content["messageId"]) if answer.status in (201, 409) else ""


def letters_for(recipients: Sequence[str], count: int, seed: int) -> list[Letter]:
    """Messages to publish: every other one with a file, one in ten of a sender who gives up."""
    chance = random.Random(seed)
    return [
        Letter(f"brief {number}", chance.choice(recipients), bool(number % 2), chance.random() < 0.1)
        for number in range(count)
    ]
