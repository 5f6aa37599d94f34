"""What an organisation's trail says about handling its mail."""

from typing import ClassVar

from burgerprofiel.audit.events import Event


class WorkChanged(Event, frozen=True, kw_only=True):
    """Somebody changed who handles a message, until when, or how far it is."""

    tag: ClassVar[str] = "mailbox.work.changed"
    message: str
    """Empty: several, of a colleague who left."""
    what: str
    """`assigned`, `left`, `moved`, `due`, `noted`, `done`, `reopened` or `handed`."""
    to: str = ""
    """The colleague, the partition's code, the day, or the case; of several messages, how many."""


class RulesChanged(Event, frozen=True, kw_only=True):
    """Somebody changed where mail goes."""

    tag: ClassVar[str] = "mailbox.rules.changed"
    what: str
    """`added`, `removed`, `ordered`, `accepted`, `dismissed` or `applied`."""
    rule: str = ""
    count: int = 0
    """Of `applied`: how many messages moved."""


class PartitionsChanged(Event, frozen=True, kw_only=True):
    """Somebody made, named or ended a partition."""

    tag: ClassVar[str] = "mailbox.partition.changed"
    what: str
    partition: str
