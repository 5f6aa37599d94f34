"""Browsers that a citizen let us push to (E2)."""

from typing import ClassVar

from django.db import models


class Subscription(models.Model):
    """One browser of one citizen. Where it is reached, and with which keys, is sealed for them."""

    pk = models.CompositePrimaryKey("citizen_id", "id")
    citizen_id = models.UUIDField()
    id = models.UUIDField()
    """UUIDv7: the order in which they were added."""
    key = models.BinaryField(max_length=16)
    """Keyed hash of its address: the same browser twice is one."""
    sealed = models.BinaryField()
    """`push.subscription.Subscription` (place `notices.push:<id>`)."""
    created_at = models.DateTimeField()

    class Meta:
        db_table = "notices_push_subscription"
        constraints: ClassVar = [models.UniqueConstraint(fields=["citizen_id", "key"], name="notices_push_once")]
        indexes: ClassVar = [models.Index(fields=["key"], name="notices_push_key")]
