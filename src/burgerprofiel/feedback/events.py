"""What the trail says about feedback. What a fact says, or should say, never stands in it."""

from typing import ClassVar

from burgerprofiel.audit.events import Event


class FactConfirmed(Event, frozen=True, kw_only=True):
    """A citizen said that a fact is right."""

    tag: ClassVar[str] = "feedback.fact.confirmed"
    fact: str
    """Its opaque id."""
    source: str


class ReportMade(Event, frozen=True, kw_only=True):
    """A citizen, or a program of a body, reported that a fact is wrong or incomplete."""

    tag: ClassVar[str] = "feedback.report.made"
    report: str
    source: str
    kind: str


class ReportWithdrawn(Event, frozen=True, kw_only=True):
    """A citizen took a report back before anybody had it."""

    tag: ClassVar[str] = "feedback.report.withdrawn"
    report: str


class ReportHandedOver(Event, frozen=True, kw_only=True):
    """A report was given to the system of the source."""

    tag: ClassVar[str] = "feedback.report.handed_over"
    report: str
    source: str
    dataset: str


class ReportChanged(Event, frozen=True, kw_only=True):
    """A report got another status: its source said so, or a handler at the desk."""

    tag: ClassVar[str] = "feedback.report.changed"
    report: str
    status: int
    by: str
    organisation: str = ""
    """For which a handler did it, by id: the citizen reads its name."""


class ReportRemoved(Event, frozen=True, kw_only=True):
    """A report that was over for two years is gone."""

    tag: ClassVar[str] = "feedback.report.removed"
    report: str


class ReportsListed(Event, frozen=True, kw_only=True):
    """The list of what somebody reported was opened, by them or by who acts for them."""

    tag: ClassVar[str] = "feedback.reports.listed"
    count: int


class ReportRead(Event, frozen=True, kw_only=True):
    """Somebody opened a report: the citizen, who acts for them, a handler, or a program of its handler."""

    tag: ClassVar[str] = "feedback.report.read"
    report: str
    organisation: str = ""
    """For which a handler read it, by id."""


class AttachmentRead(Event, frozen=True, kw_only=True):
    """Somebody saved what was attached to a report."""

    tag: ClassVar[str] = "feedback.attachment.read"
    report: str
    organisation: str = ""
    """For which a handler saved it, by id."""
