"""How far owners were told what happened to their messages (C3, C6, C7)."""

from django.db import models


class MailMark(models.Model):
    """Up to which event (`DocumentEvent.number`) notices were raised. One row."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    number = models.BigIntegerField(default=0)

    class Meta:
        db_table = "mailbox_mail_mark"
