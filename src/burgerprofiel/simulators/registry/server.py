"""ebox2.localhost: the consultation part of the contract, v3 and v2.1, for who shows a token of the sign-in service.

`GET /` is the board. Programs `PUT /behaviour` and `PUT /plan`; `DELETE /behaviour` makes everything fine again. Below
`/federation/v1` stands what the federation tells of this registry.
"""

from __future__ import annotations

from collections.abc import Sequence

from starlette.routing import BaseRoute, Route

from burgerprofiel.simulators.registry import doors
from burgerprofiel.simulators.registry.state import HOST, Registry

__all__ = ["HOST", "Registry", "routes"]


def routes(registry: Registry | None = None) -> Sequence[BaseRoute]:
    """Return what this host serves."""
    one_of_ours = registry or Registry()
    door = one_of_ours.door
    made: list[BaseRoute] = [
        Route("/", one_of_ours.board),
        Route("/behaviour", one_of_ours.change, methods=["PUT", "POST"]),
        Route("/behaviour", one_of_ours.reset, methods=["DELETE"]),
        Route("/plan", one_of_ours.change_plan, methods=["PUT"]),
        Route("/federation/v1/messageProviders", one_of_ours.providers),
    ]
    for version, named in (("v2", "referenceData"), ("v3", "refData")):
        base = f"/ebox/messageRegistry/{version}"
        made += [
            Route(f"{base}/ebox", door(doors.summary)),
            Route(f"{base}/ebox/messages", door(doors.listed)),
            Route(f"{base}/ebox/messages", doors.hide(one_of_ours), methods=["PATCH"]),
            Route(f"{base}/ebox/messages/{{id}}", door(doors.one)),
            Route(f"{base}/ebox/messages/{{id}}/attachments", door(doors.files)),
            Route(f"{base}/ebox/messages/{{id}}/attachments/{{part}}", door(doors.files)),
            Route(f"{base}/ebox/messages/{{id}}/attachments/{{part}}/content", door(doors.content)),
            Route(f"{base}/ebox/messages/{{id}}/body", door(doors.body)),
            Route(f"{base}/ebox/messages/{{id}}/paymentData", door(doors.payment)),
            Route(f"{base}/{named}/{{kind}}", door(doors.reference)),
            Route(f"{base}/{named}/{{kind}}/{{name}}", door(doors.reference)),
        ]
    return made
