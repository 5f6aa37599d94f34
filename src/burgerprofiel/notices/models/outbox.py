"""What waits to go out (E5): written in the transaction of its notice, gone when the channel took it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

_FREE = Q(taken_by__isnull=True)
_AT_ONCE, _TOGETHER, _BULK = Q(bulk=False, digest=False), Q(digest=True), Q(bulk=True, digest=False)


class Waiting(models.Model):
    """A delivery that waits. One table on one machine, so that `SKIP LOCKED` shares it among processes."""

    id = models.UUIDField(primary_key=True)
    """The delivery's: UUIDv7, the order in which one recipient hears."""
    citizen_id = models.UUIDField()
    notice_id = models.UUIDField()
    channel = models.CharField(max_length=5)
    bulk = models.BooleanField(default=False, db_default=False)
    """Of an announcement: goes when others need not wait for it; its delivery is written when it went."""
    digest = models.BooleanField(default=False, db_default=False)
    """Goes with all others of this citizen and channel, in one letter."""
    instead = models.BooleanField(default=False, db_default=False)
    """Goes by this channel because another one failed, whatever its default is."""
    due_at = models.DateTimeField()
    give_up_at = models.DateTimeField()
    taken_by = models.UUIDField(null=True)
    """The postman who is sending it; free again when that one is not alive any more."""
    letter = models.UUIDField(null=True)
    """Of a digest that was tried: in which letter it is, so that a second try holds the same. Of one that goes again to
    another address: by which this letter is known."""
    attempts = models.SmallIntegerField(default=0, db_default=0)

    class Meta:
        db_table = "notices_waiting"
        indexes: ClassVar = [
            models.Index(fields=["due_at", "id"], name="notices_waiting_at_once", condition=_FREE & _AT_ONCE),
            models.Index(fields=["due_at", "id"], name="notices_waiting_together", condition=_FREE & _TOGETHER),
            models.Index(fields=["due_at", "id"], name="notices_waiting_bulk", condition=_FREE & _BULK),
            models.Index(fields=["citizen_id", "channel", "id"], name="notices_waiting_order"),
            models.Index(fields=["taken_by"], name="notices_waiting_taken", condition=~_FREE),
        ]


class Postman(models.Model):
    """A process that sends, and until when it is known to be alive. What a dead one had taken is free again."""

    id = models.UUIDField(primary_key=True)
    alive_until = models.DateTimeField()
    """By the database's clock."""

    class Meta:
        db_table = "notices_postman"
