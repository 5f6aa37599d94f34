"""Hiding a message and showing it again."""

from __future__ import annotations

from burgerprofiel.conformance.checking import NotSeenError, expect
from burgerprofiel.conformance.provider.asking import Registry, Told, check

_PATCH = {"Content-Type": "application/merge-patch+json"}


@check("hide-1", "A message that is hidden is found with `visible=false`, and can be shown again.", "A.4", changes=True)
def _hide(registry: Registry) -> None:
    message = registry.some()[0]
    if not _set(registry, message, visible=False):
        raise NotSeenError("needs PATCH, which is optional for citizens")
    try:
        hidden, _total = registry.listed(visible="false", pageSize=100)
        expect(message["messageId"] in [each["messageId"] for each in hidden], "it is not among the hidden ones")
    finally:
        _set(registry, message, visible=True)
    told = registry.found(f"/ebox/messages/{message['messageId']}")
    expect(told.get("visible", True) is True, "it stayed hidden")


def _set(registry: Registry, message: Told, *, visible: bool) -> bool:
    """Hide or show; False where there is no PATCH."""
    body: Told = {"items": [{"messageId": message["messageId"], "visible": visible}]}
    body |= {"totalItems": 1} if registry.v2 else {}
    answer = registry.ask("PATCH", "/ebox/messages", json=body, headers=_PATCH)
    expect(answer.status_code in (200, 204, 404, 405, 501), f"PATCH answers {answer.status_code}")
    return answer.status_code in (200, 204)
