"""Somebody who was at the counter: the letter in hand, the e-mail in the mailbox, and a browser."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import pytest
from django.http import HttpResponse

from burgerprofiel.access import tasks
from burgerprofiel.access.activation import counter
from burgerprofiel.access.activation.counter import Counter, Issued
from burgerprofiel.access.activation.typed import Typed
from burgerprofiel.audit.events import Trace
from burgerprofiel.audit.models import AuditEvent
from burgerprofiel.kit.post import Message, mail
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.organisations.actions import register as keep_organisation
from burgerprofiel.organisations.groups import TargetGroup
from burgerprofiel.people.actions import meet
from burgerprofiel.simulators.magda.cast import BY_SLUG
from tests.access.coded import PASSWORD, send
from tests.access.surfing import ACCESS, Browser

TRACE = Trace(actor="citizen", method="POST", path="/loket")
AMIRA = Typed("Amira Fatima", "Haddad", "90621234567", "passport", "EH 123456", "amira@example.org", "nl")
SOFIE = Ssin("88671616820")
START = f"{ACCESS}/op/activeren"
CODE, CHOOSE, KEYS, FINISH = (f"{START}/{step}" for step in ("code", "wachtwoord", "sleutels", "klaar"))


def at_zonnegem(purpose: str = "digitale sleutels zonder eID") -> Counter:
    """Sofie's counter."""
    town = keep_organisation(TargetGroup.LOCAL_AUTHORITY, "0207446759", {"nl": "Gemeente Zonnegem"})
    return Counter(meet(SOFIE), town, purpose)


def elsewhere() -> Counter:
    """Another counter."""
    town = keep_organisation(TargetGroup.LOCAL_AUTHORITY, "0207500000", {"nl": "Gemeente Maandorp"})
    return Counter(meet(Ssin(BY_SLUG["bram"].ssin)), town, "verhuisd")


def events() -> list[AuditEvent]:
    """What Amira’s trail says of what was done, oldest first; that she was told of it stands there too."""
    done = AuditEvent.objects.filter(citizen_id=meet(AMIRA.ssin)).exclude(tag__startswith="notices.")
    return list(done.order_by("seq"))


def happened() -> list[str]:
    """The tags of Amira's trail, without the room."""
    return [event.tag.removeprefix("access.") for event in events()]


@dataclass
class Mailbox:
    """The e-mails that went out, and the worker that sends them at once."""

    letters: list[Message] = field(default_factory=list)
    jobs: list[dict[str, str]] = field(default_factory=list)

    def run(self, **job: str) -> None:
        """Do a job."""
        self.jobs.append(job)
        tasks.send_activation_link(**job)

    @property
    def link(self) -> str:
        """The link in the newest e-mail."""
        found = re.search(r"https?://\S+", self.letters[-1].text)
        assert found
        return found[0]


def catch(monkeypatch: pytest.MonkeyPatch) -> Mailbox:
    """Let every e-mail land here."""
    box = Mailbox()
    monkeypatch.setattr(tasks.send_activation_link, "defer", box.run)
    monkeypatch.setattr(mail, "send", box.letters.append)
    return box


@dataclass
class Visitor:
    """Amira at home."""

    issued: Issued
    box: Mailbox
    browser: Browser

    def open(self) -> HttpResponse:
        """Open the link of the newest e-mail."""
        return self.browser.get(self.box.link)

    def type(self, code: str = "") -> HttpResponse:
        """Type the code."""
        return send(self.browser, CODE, code=code or self.issued.code)

    def choose(self, name: str = "amira.h", password: str = PASSWORD, **fields: str) -> HttpResponse:
        """Choose a user name and a password."""
        return send(self.browser, CHOOSE, **({"user_name": name, "password": password, "again": password} | fields))

    def activate(self) -> None:
        """All of it."""
        assert self.open().status_code == 303
        assert self.type().status_code == 303
        answer = self.choose()
        assert answer.status_code == 303, answer.content.decode()


def registered(monkeypatch: pytest.MonkeyPatch, browser: Browser, typed: Typed = AMIRA) -> Visitor:
    """Amira, just back from the counter."""
    box = catch(monkeypatch)
    return Visitor(counter.register(at_zonnegem(), typed, TRACE), box, browser)
