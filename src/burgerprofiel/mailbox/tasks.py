"""The room's background work: every part has a `tasks` module of its own, named here so that the worker finds it."""

from burgerprofiel.mailbox.activation import tasks as activation
from burgerprofiel.mailbox.broadcast import tasks as broadcast
from burgerprofiel.mailbox.feed import tasks as feed
from burgerprofiel.mailbox.finding import tasks as finding
from burgerprofiel.mailbox.life import tasks as life
from burgerprofiel.mailbox.mails import tasks as mails
from burgerprofiel.mailbox.own import tasks as own
from burgerprofiel.mailbox.publishing import tasks as publishing
from burgerprofiel.mailbox.replies import tasks as replies
from burgerprofiel.mailbox.work import tasks as work

__all__ = ["activation", "broadcast", "feed", "finding", "life", "mails", "own", "publishing", "replies", "work"]
