"""What events of feedback are called."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_noop

from burgerprofiel.privacy.trail.plain import Area, Ground, Plain

WORDS: Mapping[str, Plain] = {
    "feedback.fact.confirmed": Plain(Area.FEEDBACK, Ground.SERVICE, gettext_noop("Said that a fact is right")),
    "feedback.report.made": Plain(Area.FEEDBACK, Ground.SERVICE, gettext_noop("Reported that a fact is wrong")),
    "feedback.report.withdrawn": Plain(Area.FEEDBACK, Ground.SERVICE, gettext_noop("Report about a fact taken back")),
    "feedback.report.handed_over": Plain(
        Area.FEEDBACK, Ground.TASK, gettext_noop("Report about a fact given to the source")
    ),
    "feedback.report.changed": Plain(
        Area.FEEDBACK, Ground.TASK, gettext_noop("Your report about a fact got another state")
    ),
    "feedback.report.read": Plain(Area.FEEDBACK, Ground.TASK, gettext_noop("Your report about a fact read")),
    "feedback.reports.listed": Plain(
        Area.FEEDBACK, Ground.SERVICE, gettext_noop("List of your reports about facts looked at")
    ),
    "feedback.attachment.read": Plain(Area.FEEDBACK, Ground.TASK, gettext_noop("Attachment to your report opened")),
    "feedback.report.removed": Plain(
        Area.FEEDBACK, Ground.LAW, gettext_noop("Report about a fact removed, its time was over")
    ),
}
