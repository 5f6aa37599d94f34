"""What events of notices are called."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_noop

from burgerprofiel.privacy.trail.plain import Area, Ground, Plain

WORDS: Mapping[str, Plain] = {
    "notices.notice.raised": Plain(Area.NOTICES, Ground.SERVICE, gettext_noop("Notice put ready for you")),
    "notices.list.fetched": Plain(Area.NOTICES, Ground.CONSENT, gettext_noop("Notices fetched for you")),
    "notices.list.seen": Plain(Area.NOTICES, Ground.SERVICE, gettext_noop("List of your notices looked at")),
    "notices.notice.gone": Plain(Area.NOTICES, Ground.LAW, gettext_noop("Old notices removed, their time was over")),
    "notices.notice.marked": Plain(Area.NOTICES, Ground.SERVICE, gettext_noop("Notices marked as read or done")),
    "notices.portal.chosen": Plain(
        Area.NOTICES, Ground.SERVICE, gettext_noop("Chosen which portal writes about new messages")
    ),
    "notices.preference.changed": Plain(
        Area.NOTICES, Ground.SERVICE, gettext_noop("Chosen how to be told of something")
    ),
    "notices.times.changed": Plain(
        Area.NOTICES, Ground.SERVICE, gettext_noop("Quiet hours or time of the daily mail chosen")
    ),
    "notices.announcement.made": Plain(Area.NOTICES, Ground.TASK, gettext_noop("An announcement for many people made")),
    "notices.announcement.told": Plain(Area.NOTICES, Ground.TASK, gettext_noop("An announcement told to many people")),
    "notices.announcement.drafted": Plain(
        Area.WORK, Ground.EMPLOYER, gettext_noop("An announcement written or changed")
    ),
    "notices.announcement.tried": Plain(
        Area.WORK, Ground.EMPLOYER, gettext_noop("An announcement sent to yourself as a trial")
    ),
    "notices.announcement.decided": Plain(
        Area.WORK, Ground.EMPLOYER, gettext_noop("An announcement proposed, taken back, released or refused")
    ),
    "notices.announcement.stopped": Plain(Area.WORK, Ground.EMPLOYER, gettext_noop("An announcement stopped")),
    "notices.category.changed": Plain(Area.WORK, Ground.EMPLOYER, gettext_noop("Words of notices changed")),
    "notices.letter.complained": Plain(
        Area.NOTICES, Ground.SERVICE, gettext_noop("Heard that you do not want such e-mails")
    ),
    "notices.letter.returned": Plain(
        Area.NOTICES, Ground.SERVICE, gettext_noop("An e-mail or text to you did not arrive")
    ),
    "notices.push.started": Plain(Area.NOTICES, Ground.SERVICE, gettext_noop("Notices on a device switched on")),
    "notices.push.stopped": Plain(Area.NOTICES, Ground.SERVICE, gettext_noop("Notices on a device switched off")),
}
