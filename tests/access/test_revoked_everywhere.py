"""What is taken away is gone at once in every process of the running demo, on connections that were open before."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest

from tests.landscape import Live

MANY = 16
"""Connections: with so many, each web process has some."""
_CLIENT = """
[[client]]
client_id = "overal"
name = "Overal"
secret_file = "{file}"
auth_method = "client_secret_post"
scopes = ["lezen"]
grant_types = ["client_credentials"]
may_introspect = true
"""


class Machine:
    """An application with many connections to the sign-in service."""

    def __init__(self, live: Live, folder: Path, doors: list[httpx.Client]) -> None:
        self._live, self._folder, self._doors, self.secret = live, folder, doors, ""

    def register(self, secret: str) -> None:
        """Register it, or change its secret."""
        (self._folder / "secret").write_text(secret)
        file = self._folder / "clients.toml"
        file.write_text(_CLIENT.format(file=self._folder / "secret"))
        self._live.manage("access_clients", str(file))
        self.secret = secret

    def send(self, path: str, secret: str = "", **form: str) -> list[httpx.Response]:
        """Send the same on every connection."""
        proof = {"client_id": "overal", "client_secret": secret or self.secret}
        return [door.post(f"/op/v1/{path}", data=form | proof) for door in self._doors]


@pytest.fixture
def machine(live: Live, tmp_path: Path) -> Iterator[Machine]:
    """Registered, and known to every process."""
    with ExitStack() as stack:
        # a connection stays with the process that took it; a name below .localhost is this machine
        doors = [
            stack.enter_context(
                httpx.Client(
                    base_url=f"http://127.0.0.1:{live.port}",
                    headers={"Host": f"toegang.localhost:{live.port}"},
                    trust_env=False,
                )
            )
            for _each in range(MANY)
        ]
        made = Machine(live, tmp_path, doors)
        made.register("het eerste geheim van deze toepassing")
        yield made


def test_a_token_that_is_given_back_is_active_nowhere(machine: Machine) -> None:
    answers = machine.send("token", grant_type="client_credentials")
    assert {answer.status_code for answer in answers} == {200}
    token = answers[0].json()["access_token"]
    assert [answer.json()["active"] for answer in machine.send("introspect", token=token)] == [True] * MANY
    assert {answer.status_code for answer in machine.send("revoke", token=token)} == {200}
    assert [answer.json()["active"] for answer in machine.send("introspect", token=token)] == [False] * MANY


def test_a_secret_that_was_changed_opens_nothing_anywhere(machine: Machine) -> None:
    old = machine.secret
    assert {answer.status_code for answer in machine.send("token", grant_type="client_credentials")} == {200}
    machine.register("het tweede geheim van deze toepassing")
    assert {answer.status_code for answer in machine.send("token", old, grant_type="client_credentials")} == {401}
    assert {answer.status_code for answer in machine.send("token", grant_type="client_credentials")} == {200}
