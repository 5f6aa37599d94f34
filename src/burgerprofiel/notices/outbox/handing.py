"""Handing a letter to its channel: over a line of this thread, to the first provider that works, else to the next.

Whoever certainly did not take it lets the next one try. Where nobody answered after it was handed over, the same
provider gets it again later, under the same id: it alone can know that it has it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

import httpx
import structlog

from burgerprofiel.kit import clock, http
from burgerprofiel.kit.post import DEADLINE, Fault, Message, NotSentError, mail, providers, sms, status
from burgerprofiel.kit.post.providers import Provider
from burgerprofiel.kit.post.smtp import Line
from burgerprofiel.notices.letters import writing
from burgerprofiel.notices.models.notices import Way
from burgerprofiel.notices.notice import Channel
from burgerprofiel.notices.outbox import backoff, pushing, returns
from burgerprofiel.notices.outbox.standing import Standing
from burgerprofiel.notices.outbox.taken import Outcome, Parcel, outcomes

PUSH = Provider("push", "", "")
"""Every push service at once: which one a browser has is its own affair."""
_RESTS = (0.0, 1.0, 2.0, 5.0, 10.0, 15.0)
_DOMAIN_RESTS = (0.0, 5.0, 15.0, 30.0, 60.0, 300.0, 600.0)

log = structlog.get_logger(__name__)


def of_channel(channel: Channel) -> Sequence[Provider]:
    """Return who takes what goes by a channel, the first one first."""
    match channel:
        case Channel.EMAIL:
            return providers.mail_servers()
        case Channel.SMS:
            return providers.gateways()
        case Channel.PUSH:
            return (PUSH,)


@dataclass
class Standings:
    """Who is left alone, for all threads of a process."""

    providers: Standing = field(default_factory=lambda: Standing(_RESTS))
    domains: Standing = field(default_factory=lambda: Standing(_DOMAIN_RESTS))

    def channels(self) -> list[Channel]:
        """Return the channels by which somebody takes something now."""
        return [
            channel
            for channel in Channel
            if any(not self.providers.rest(each.name) for each in of_channel(channel)) or not of_channel(channel)
        ]


class Hands:
    """The lines of one thread."""

    def __init__(self, standings: Standings) -> None:
        """Nothing is opened before it is needed."""
        self._standings = standings
        self._lines = dict[str, Line]()
        self._client: httpx.Client | None = None

    def hand_over(self, parcel: Parcel) -> list[Outcome]:
        """Write a letter and hand it over; return what became of what it tells. Holds no database connection."""
        if parcel.domain and not self._standings.domains.may(parcel.domain):
            return _later(parcel, self._standings.domains.rest(parcel.domain) or 2.0)
        try:
            send = self._written(parcel)
        except NotSentError as error:
            return self._not_sent(parcel, "", error)
        except Exception:  # a letter that cannot be written stops no other one
            log.exception("a letter could not be written", kinds=sorted({each.kind for each in parcel.told}))
            return outcomes(parcel.rows, Way.FAILED, why="unwritable")
        try:
            return self._sent(parcel, send)
        except Exception as error:  # ours to mend (a key that is missing): it waits for that, and stops no other one
            log.exception("a letter could not be handed over")
            return self._not_sent(parcel, "", NotSentError(type(error).__name__, again=True))

    def close(self) -> None:
        """Say goodbye to all."""
        for line in self._lines.values():
            line.close()
        self._lines.clear()
        if self._client is not None:
            self._client.close()

    def _sent(self, parcel: Parcel, send: Callable[[Provider], None]) -> list[Outcome]:
        some = of_channel(parcel.channel)
        if not some:
            return outcomes(parcel.rows, Way.FAILED, why="no provider")
        first = parcel.attempts % len(some)
        standing = self._standings.providers
        for provider in (*some[first:], *some[:first]):
            if not standing.may(provider.name):
                continue
            try:
                send(provider)
            except NotSentError as error:
                if error.fault is Fault.PROVIDER:
                    rests = standing.failed(provider.name)
                    log.warning("a provider takes nothing", provider=provider.name, why=str(error), rests=round(rests))
                    continue
                if error.fault is Fault.UNKNOWN:
                    standing.failed(provider.name)
                else:
                    standing.succeeded(provider.name)
                return self._not_sent(parcel, provider.name, error)
            standing.succeeded(provider.name)
            self._standings.domains.succeeded(parcel.domain)
            contact = parcel.contact.id if parcel.contact else None
            return outcomes(parcel.rows, Way.HANDED, provider=provider.name, contact_id=contact)
        soonest = min(standing.rest(each.name) for each in some)
        return _later(parcel, max(soonest, 1.0), resting=False)

    def _written(self, parcel: Parcel) -> Callable[[Provider], None]:
        match parcel.channel:
            case Channel.EMAIL:
                message = returns.addressed(writing.mail(parcel.reach, parcel.told, parcel.letter), parcel.letter)
                return lambda server: mail.hand_over(self._line(server), message)
            case Channel.SMS:
                text = writing.text(parcel.reach, parcel.told, parcel.letter)
                return lambda gateway: self._text(gateway, text)
            case Channel.PUSH:
                content = writing.push(parcel.told, parcel.letter, parcel.reach.language)
                citizen_id = parcel.rows[0].citizen_id
                return lambda _every: pushing.send(citizen_id, content, parcel.letter)

    def _text(self, gateway: Provider, text: Message) -> None:
        if self._client is None:
            self._client = http.client(DEADLINE)
        sms.hand_over(self._client, gateway, text)

    def _line(self, server: Provider) -> Line:
        if server.name not in self._lines or self._lines[server.name].server != server:
            self._lines[server.name] = Line(server)
        return self._lines[server.name]

    def _not_sent(self, parcel: Parcel, provider: str, error: NotSentError) -> list[Outcome]:
        contact = parcel.contact.id if parcel.contact else None
        why = error.code or str(error)[:100]
        if not error.again:
            dead = error.fault is Fault.RECIPIENT and parcel.channel is Channel.EMAIL and status.is_dead(error.code)
            way = Way.BOUNCED if error.fault is Fault.RECIPIENT else Way.FAILED
            return outcomes(parcel.rows, way, why=why, provider=provider, contact_id=contact, is_dead=dead)
        if error.fault is Fault.RECIPIENT and parcel.domain:
            self._standings.domains.failed(parcel.domain)
        step = len(of_channel(parcel.channel)) if error.fault is Fault.UNKNOWN else 1
        tries = parcel.attempts + step
        again_at = clock.now() + backoff.wait(parcel.channel, tries)
        return outcomes(parcel.rows, Way.WAITING, why=why, again_at=again_at, attempts=tries)


def _later(parcel: Parcel, seconds: float, *, resting: bool = True) -> list[Outcome]:
    """Put off what was not tried: that counts as no try, but what is behind it waits too."""
    wait = backoff.apart(seconds) if resting else timedelta(seconds=seconds)
    why = "resting" if resting else "no provider works"
    return outcomes(parcel.rows, Way.WAITING, why=why, again_at=clock.now() + wait, attempts=max(1, parcel.attempts))
