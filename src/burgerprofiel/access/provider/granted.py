"""What a citizen granted and a code or a refresh token stands for, as authlib asks about it."""

from __future__ import annotations

from burgerprofiel.access import capacity, proofs
from burgerprofiel.access.identity import unseal
from burgerprofiel.access.models import Code, RefreshToken
from burgerprofiel.access.provider.client import RegisteredClient
from burgerprofiel.access.provider.person import Person
from burgerprofiel.kit import sealing
from burgerprofiel.kit.ids import CitizenId


class Granted:
    """A row, opened with the secret that the application showed."""

    def __init__(self, row: Code | RefreshToken, secret: str, purpose: str, place: bytes) -> None:
        """Open what was sealed with the secret."""
        self.row, self.scope = row, row.scope
        who = unseal(sealing.derive(secret.encode(), purpose), row.sealed, place)
        self.person = Person(CitizenId(row.citizen_id), proofs.unpack(row.proofs), who, capacity.read(row.capacity))

    def check_client(self, client: RegisteredClient) -> bool:
        """Whether it was given to this application."""
        return bool(self.row.client_id == client.client_id)

    def get_scope(self) -> str:
        """What was asked and allowed, and still is."""
        return self.scope

    def get_nonce(self) -> str:
        """The application's own nonce, echoed."""
        return self.row.nonce

    def get_auth_time(self) -> int:
        """When the strongest key was shown."""
        return int(proofs.strongest(self.person.proofs).at.timestamp())

    def get_acr(self) -> str:
        """The key, when the application asked for one."""
        return self.row.acr

    def get_amr(self) -> list[str]:
        """How the citizen was recognised (RFC 8176)."""
        return self.person.amr
