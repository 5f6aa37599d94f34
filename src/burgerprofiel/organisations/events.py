"""What the trail says about roles in organisations."""

from typing import ClassVar

from burgerprofiel.audit.events import Event


class RoleGiven(Event, frozen=True, kw_only=True):
    """Somebody got a role in an organisation."""

    tag: ClassVar[str] = "organisations.role.given"
    organisation: str
    application: str
    role: str


class RoleEnded(Event, frozen=True, kw_only=True):
    """That role was taken away."""

    tag: ClassVar[str] = "organisations.role.ended"
    organisation: str
    application: str
    role: str
