"""Programs at the doors of certificates; every answer is held against what the published file says of it."""

from __future__ import annotations

from burgerprofiel.certificates.api import openapi
from burgerprofiel.certificates.api.provided import PROVIDE
from burgerprofiel.kit import remembered
from burgerprofiel.mailbox.models import SenderClient
from tests import programs
from tests.programs import Answer
from tests.published import Contract


class Program(programs.Program):
    """A portal's or an authority's program."""

    CONTRACT = Contract(openapi.FILE)

    def get(self, path: str) -> Answer:
        """GET."""
        return self.ask("GET", path)


def program(client_id: str, *scopes: str) -> Program:
    """A program with a token of its own for these scopes."""
    return Program(programs.token(client_id, scopes))


def authority(client_id: str, enterprise_number: str) -> Program:
    """A program of a local authority, which puts certificates here."""
    SenderClient.objects.get_or_create(client_id=client_id, defaults={"enterprise_number": enterprise_number})
    remembered.forget()
    return program(client_id, PROVIDE)
