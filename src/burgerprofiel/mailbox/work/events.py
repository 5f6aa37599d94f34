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
    """Somebody changed where mail goes, or suggested to; what the rule says is told with it."""

    tag: ClassVar[str] = "mailbox.rules.changed"
    what: str
    """`added`, `removed`, `ordered`, `suggested`, `accepted`, `dismissed` or `applied`."""
    rule: str = ""
    """Its id, or that of a suggestion."""
    message_type: str = ""
    application: str = ""
    organisation: str = ""
    """The sender's enterprise number; empty, as the two before: any."""
    partition: str = ""
    """The code of the part to which it leads."""
    days: int = 0
    """Within how many days such mail is handled; 0: no day is set."""
    position: int = 0
    """Of `added` and `ordered`: which place it has from now on, 1 is asked first."""
    count: int = 0
    """Of `applied`: how many messages moved."""


class PartitionsChanged(Event, frozen=True, kw_only=True):
    """Somebody made, named or ended a partition."""

    tag: ClassVar[str] = "mailbox.partition.changed"
    what: str
    partition: str
