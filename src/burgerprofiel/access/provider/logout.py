"""RP-initiated logout: ends the sign-in here, and returns only to an address that the application has registered.

Without a valid `id_token_hint` about the citizen who is signed in anybody could send somebody here (with a token of
their own, for instance), so then the citizen is asked first (OpenID Connect RP-Initiated Logout 1.0 §2).
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from burgerprofiel.access.provider import client as clients
from burgerprofiel.access.provider import hint
from burgerprofiel.access.provider.client import RegisteredClient
from burgerprofiel.access.provider.subject import subject
from burgerprofiel.kit.ids import CitizenId


@dataclass(frozen=True)
class Logout:
    """A request to end the sign-in. `back` is empty when there is no registered address to return to."""

    client_id: str
    name: str
    back: str
    about: str
    """The subject of the hint; empty without a valid one."""
    client: RegisteredClient | None = None
    astray: bool = False
    """It wants to return to an address that is not registered."""

    def is_sure(self, citizen_id: CitizenId) -> bool:
        """Whether the hint proves that this citizen's own application asks, and nothing else in it is wrong."""
        return self.client is not None and not self.astray and self.about == subject(self.client.row, citizen_id)


def read(data: dict[str, str]) -> Logout:
    """Read a logout request; what cannot be trusted in it is left out."""
    hinted, about = hint.read(data.get("id_token_hint", ""))
    client = clients.find(data.get("client_id") or hinted)
    if client is None or (hinted and hinted != client.client_id):
        return Logout("", "", "", "")
    back = data.get("post_logout_redirect_uri", "")
    if astray := bool(back) and back not in client.post_logout_redirect_uris:
        back = ""
    elif back and (state := data.get("state")):
        back += ("&" if "?" in back else "?") + urlencode({"state": state})
    return Logout(client.client_id, client.row.name, back, about, client, astray)
