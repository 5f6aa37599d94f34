"""Reference data: who sends what, in three languages, and kept by whoever asked."""

from __future__ import annotations

import re

from burgerprofiel.conformance.checking import expect, needed
from burgerprofiel.conformance.provider.asking import Registry, Told, check

_LISTS = {"messageTypes": "messageTypeName", "senderApplications": "applicationName", "senderOrganizations": ""}


def _list(registry: Registry, name: str) -> list[Told]:
    told = registry.found(f"/{registry.names['reference']}/{name}", pageSize=100)
    expect(isinstance(told.get("items"), list), f"{name} has no items")
    return list(told["items"])


@check("reference-1", "Names are filled in Dutch, French and German.", "A.4")
def _names(registry: Registry) -> None:
    for name, field in _LISTS.items():
        for each in needed(_list(registry, name), f"{name} with something in it"):
            told = each.get(field) if field else each.get("organizationShortName") or each.get("organizationLongName")
            filled = isinstance(told, dict) and all(told.get(language) for language in ("nl", "fr", "de"))
            expect(filled, f"{name}: {told!r}")


@check("reference-2", "The kinds and senders of messages are to be found.", "A.4")
def _found(registry: Registry) -> None:
    for kind in {message["messageTypeId"] for message in registry.some()}:
        told = registry.found(f"/{registry.names['reference']}/messageTypes/{kind}")
        expect(told.get("messageTypeId") == kind, f"{kind} is not there")


@check("reference-3", "Answers say how long they may be kept: portals ask them for every message shown.", "A.4")
def _kept(registry: Registry) -> None:
    for name in _LISTS:
        answer = registry.ask("GET", f"/{registry.names['reference']}/{name}")
        kept = re.search(r"max-age=(\d+)", answer.headers.get("cache-control", ""))
        expect(kept is not None and int(kept[1]) >= 3600, f"{name}: {answer.headers.get('cache-control')!r}")


@check("reference-4", "What is unknown gives 404.", "A.4")
def _unknown(registry: Registry) -> None:
    for name in _LISTS:
        answer = registry.ask("GET", f"/{registry.names['reference']}/{name}/no-such-thing-0")
        expect(answer.status_code == 404, f"{name} answers {answer.status_code}")
