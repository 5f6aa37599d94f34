"""What the trail of a subscription says. It is a chain of its own, under the subscription's id, as of a broadcast."""

from typing import ClassVar

from burgerprofiel.audit.events import Event


class SubscriptionMade(Event, frozen=True, kw_only=True):
    """A program began to be told of events at an address."""

    tag: ClassVar[str] = "mailbox.subscription.made"
    client: str
    sight: str
    address: str
    kinds: tuple[str, ...]
    behind: int
    """The number of the feed behind which it begins."""


class SubscriptionEnded(Event, frozen=True, kw_only=True):
    """It is told nothing any more."""

    tag: ClassVar[str] = "mailbox.subscription.ended"
    client: str
    why: str
    """`client`, `gone` (the address wants nothing any more) or `not_allowed`."""


class FailuresAskedAgain(Event, frozen=True, kw_only=True):
    """The program asked once more for events that were given up."""

    tag: ClassVar[str] = "mailbox.subscription.asked_again"
    client: str
    count: int
