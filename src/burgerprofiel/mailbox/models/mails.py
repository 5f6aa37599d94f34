"""E-mails to a box's owner about what lies there (C3, C6, C7): each about one message, each written once."""

from typing import ClassVar

from django.db import models


class MailKind(models.TextChoices):
    """Why its owner is written to; of each kind at most one e-mail a day, except of registered mail."""

    NEW = "new"
    REGISTERED = "registered"
    """New, and its receipt is to be confirmed."""
    UNREAD = "unread"
    """Still unread after fifteen days."""
    EXPIRING = "expiring"
    """Still unread a week before it goes."""


class OwnerMail(models.Model):
    """That a message gave, or will give, its owner an e-mail: once for each kind."""

    pk = models.CompositePrimaryKey("box_id", "id")
    box_id = models.UUIDField()
    id = models.UUIDField()
    kind = models.CharField(max_length=10, choices=MailKind)
    message_id = models.UUIDField()
    at = models.DateTimeField()
    """Since when it waits."""
    taken_until = models.DateTimeField(null=True)
    """A worker is sending it, until then; after that another may."""
    sent_at = models.DateTimeField(null=True)
    """Null: it waits."""

    class Meta:
        db_table = "mailbox_owner_mail"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["box_id", "kind", "message_id"], name="mailbox_mail_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=["box_id"], name="mailbox_mail_waits", condition=models.Q(sent_at__isnull=True)),
            models.Index(fields=["box_id", "kind", "sent_at"], name="mailbox_mail_last"),
        ]


class MailMark(models.Model):
    """Up to which event (`DocumentEvent.number`) e-mails were made ready. One row."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    number = models.BigIntegerField(default=0)

    class Meta:
        db_table = "mailbox_mail_mark"
