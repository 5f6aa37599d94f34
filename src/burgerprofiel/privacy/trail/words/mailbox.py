"""What events of mail are called."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_noop

from burgerprofiel.privacy.trail.plain import Area, Ground, Plain

WORDS: Mapping[str, Plain] = {
    "mailbox.message.received": Plain(Area.MAIL, Ground.TASK, gettext_noop("Message put into your mailbox")),
    "mailbox.list.seen": Plain(Area.MAIL, Ground.SERVICE, gettext_noop("List of your messages looked at")),
    "mailbox.counts.seen": Plain(Area.MAIL, Ground.SERVICE, gettext_noop("Counted how many messages you have")),
    "mailbox.message.seen": Plain(Area.MAIL, Ground.SERVICE, gettext_noop("Message looked at, not opened")),
    "mailbox.content.opened": Plain(Area.MAIL, Ground.SERVICE, gettext_noop("Message or file opened")),
    "mailbox.reply.sent": Plain(Area.MAIL, Ground.SERVICE, gettext_noop("Message answered")),
    "mailbox.message.changed": Plain(Area.MAIL, Ground.SERVICE, gettext_noop("Message put away, labelled or marked")),
    "mailbox.message.withdrawn": Plain(Area.MAIL, Ground.TASK, gettext_noop("Message withdrawn by its sender")),
    "mailbox.messages.expired": Plain(Area.MAIL, Ground.LAW, gettext_noop("Messages removed, their time was over")),
    "mailbox.box.arranged": Plain(
        Area.MAIL, Ground.SERVICE, gettext_noop("Labels or searches of your mailbox changed")
    ),
    "mailbox.box.exported": Plain(Area.MAIL, Ground.SERVICE, gettext_noop("Messages taken along as a file")),
    "mailbox.senders.changed": Plain(Area.WORK, Ground.EMPLOYER, gettext_noop("Changed who may send messages")),
    "mailbox.code.sent": Plain(Area.MAIL, Ground.SERVICE, gettext_noop("Code sent to check your e-mail address")),
    "mailbox.email.proved": Plain(Area.MAIL, Ground.SERVICE, gettext_noop("E-mail address for your mailbox confirmed")),
    "mailbox.box.activated": Plain(Area.MAIL, Ground.SERVICE, gettext_noop("Mailbox activated")),
    "mailbox.box.stopped": Plain(Area.MAIL, Ground.SERVICE, gettext_noop("Mailbox stopped")),
    "mailbox.box.started": Plain(Area.MAIL, Ground.SERVICE, gettext_noop("Mailbox started again")),
    "mailbox.owner.told": Plain(Area.MAIL, Ground.SERVICE, gettext_noop("Written to you that there is mail")),
    "mailbox.box.closed": Plain(Area.MAIL, Ground.LAW, gettext_noop("Mailbox closed by law")),
    "mailbox.box.reopened": Plain(Area.MAIL, Ground.LAW, gettext_noop("Mailbox opened again after a mistake")),
    "mailbox.box.dormant": Plain(Area.MAIL, Ground.SERVICE, gettext_noop("Mailbox marked as not looked at for long")),
    "mailbox.box.awake": Plain(Area.MAIL, Ground.SERVICE, gettext_noop("Mailbox is looked at again")),
    "mailbox.receipt.confirmed": Plain(
        Area.MAIL, Ground.SERVICE, gettext_noop("Receipt of a registered message confirmed")
    ),
    "mailbox.evidence.given": Plain(Area.MAIL, Ground.TASK, gettext_noop("Evidence given of a registered message")),
    "mailbox.registry.asked": Plain(Area.MAIL, Ground.SERVICE, gettext_noop("Another mailbox asked for your messages")),
    "mailbox.elsewhere.seen": Plain(Area.MAIL, Ground.SERVICE, gettext_noop("Message in another mailbox looked at")),
    "mailbox.elsewhere.opened": Plain(Area.MAIL, Ground.SERVICE, gettext_noop("Message in another mailbox opened")),
    "mailbox.elsewhere.changed": Plain(
        Area.MAIL, Ground.SERVICE, gettext_noop("Message in another mailbox put away or brought back")
    ),
    "mailbox.elsewhere.told": Plain(Area.MAIL, Ground.TASK, gettext_noop("Another mailbox told of a message")),
    "mailbox.work.changed": Plain(Area.WORK, Ground.EMPLOYER, gettext_noop("Mail of an organisation handled")),
    "mailbox.rules.changed": Plain(
        Area.WORK, Ground.EMPLOYER, gettext_noop("Rules for mail of an organisation changed")
    ),
    "mailbox.partition.changed": Plain(
        Area.WORK, Ground.EMPLOYER, gettext_noop("Parts of an organisation’s mailbox changed")
    ),
    "mailbox.subscription.made": Plain(
        Area.APPS, Ground.CONSENT, gettext_noop("An application is told of news from now on")
    ),
    "mailbox.subscription.ended": Plain(
        Area.APPS, Ground.CONSENT, gettext_noop("An application is told no news any more")
    ),
    "mailbox.subscription.asked_again": Plain(
        Area.APPS, Ground.CONSENT, gettext_noop("An application asked once more for news")
    ),
    "mailbox.broadcast.made": Plain(Area.MAIL, Ground.TASK, gettext_noop("A message for many people handed in")),
    "mailbox.broadcast.recipients_added": Plain(
        Area.MAIL, Ground.TASK, gettext_noop("Recipients added to a message for many")
    ),
    "mailbox.broadcast.started": Plain(Area.MAIL, Ground.TASK, gettext_noop("A message for many people sent")),
    "mailbox.broadcast.range_sent": Plain(
        Area.MAIL, Ground.TASK, gettext_noop("A part of a message for many delivered")
    ),
    "mailbox.broadcast.halted": Plain(Area.MAIL, Ground.TASK, gettext_noop("A message for many people stopped")),
}
