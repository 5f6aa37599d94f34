"""Register applications from a file: all of them or none. Safe to run again."""

import argparse
import tomllib
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import translation

from burgerprofiel.access import faces
from burgerprofiel.access.clients.written import register
from burgerprofiel.access.provider.registration import RegistrationError, fields


class Command(BaseCommand):
    """`./manage access_clients FILE.toml`."""

    help = (
        "Registers the applications in a TOML file ([[client]] tables, see docs/operate.md) with the sign-in service."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Name the arguments."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--check", action="store_true", help="only say whether the file is right")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002, ANN401 - Django's signature
        """Run."""
        try:
            with translation.override("en"):  # as every sentence on the command line
                clients = _read(options["file"])
        except RegistrationError as error:
            raise CommandError(f"{error} Nothing was changed.") from error
        if options["check"]:
            self.stdout.write(f"{len(clients)} clients, all right. Nothing was changed.")
            return
        with transaction.atomic():
            for columns in clients:
                self.stdout.write(f"{columns['client_id']}: {register(columns)}")


def _read(path: Path) -> list[dict[str, object]]:
    """Read and check the whole file. Raises RegistrationError."""
    try:
        content = tomllib.loads(path.read_text())
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise RegistrationError(f"{path} cannot be read as TOML: {error}.") from error
    tables = content.get("client")
    if set(content) != {"client"} or not isinstance(tables, list) or not all(isinstance(one, dict) for one in tables):
        raise RegistrationError(f"{path} holds [[client]] tables, at least one, and nothing else.")
    clients: list[dict[str, object]] = []
    for number, table in enumerate(tables, 1):
        try:
            clients.append(fields(table, path.parent))
        except RegistrationError as error:
            raise RegistrationError(f"Client {number} ({table.get('client_id', 'without a name')}): {error}") from error
    names = [str(client["client_id"]) for client in clients]
    for name in names:
        if names.count(name) > 1:
            raise RegistrationError(f"The client “{name}” stands in {path} more than once.")
        if faces.with_client_id(name):
            raise RegistrationError(f"The client “{name}” is one of our own faces, which access_setup registers.")
    return clients
