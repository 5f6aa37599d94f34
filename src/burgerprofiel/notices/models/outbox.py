"""What waits to go out (E5): written in the transaction of its notice, gone when the channel took it."""

from typing import ClassVar

from django.db import models


class Waiting(models.Model):
    """A delivery that waits. One table on one machine, so that `SKIP LOCKED` shares it among workers."""

    id = models.UUIDField(primary_key=True)
    """The delivery's: UUIDv7, the order in which one recipient hears."""
    citizen_id = models.UUIDField()
    notice_id = models.UUIDField()
    channel = models.CharField(max_length=5)
    bulk = models.BooleanField(default=False, db_default=False)
    """Of an announcement: goes when others need not wait for it."""
    digest = models.BooleanField(default=False, db_default=False)
    """Goes with all others of this citizen and channel, in one letter."""
    due_at = models.DateTimeField()
    give_up_at = models.DateTimeField()
    taken_until = models.DateTimeField(null=True)
    """A worker is sending it, until then; after that another may."""
    attempts = models.SmallIntegerField(default=0, db_default=0)

    class Meta:
        db_table = "notices_waiting"
        indexes: ClassVar = [
            models.Index(fields=["bulk", "due_at", "id"], name="notices_waiting_due"),
            models.Index(fields=["citizen_id", "channel", "id"], name="notices_waiting_order"),
        ]
