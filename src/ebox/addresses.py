"""Where everything is at a registry, and how names below `.localhost` are reached."""

from __future__ import annotations

import httpx

PUBLISH = "scope:document:management:consult:ws-eboxrestentreprise:publicationsender"
READ = (
    "scope:document:management:consult:ws-eboxrestentreprise:documentconsumer",
    "scope:document:management:consult:ws-eboxrestentreprise:messagesfull",
)
MESSAGES = "/ebox/messageRegistry/v3/ebox/messages"
OURS = "/burgerprofiel/mailbox/v1"
STATUSES = f"{OURS}/statuses/query"
BROADCASTS = f"{OURS}/broadcasts"
SENDER_EVENTS = f"{OURS}/events"
OWN_EVENTS = "/EventServices/Ebox/v2/enterprise/document/events"


_HERE = ("localhost", "127.0.0.1", "::1")


def is_safe(address: str) -> bool:
    """Whether nobody on the way can read what is sent there: https, or this very machine."""
    try:
        url = httpx.URL(address)
    except httpx.InvalidURL:
        return False
    here = url.host in _HERE or url.host.endswith(".localhost")
    return bool(url.host) and (url.scheme == "https" or (url.scheme == "http" and here))


class Transport(httpx.HTTPTransport):
    """Sends names below `.localhost` to this machine (RFC 6761 §6.3): not every resolver knows them."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send it; the Host header keeps the name."""
        if request.url.host.endswith(".localhost"):
            request.url = request.url.copy_with(host="127.0.0.1")
        return super().handle_request(request)
