"""What is known of other registries: what waits there, noise without the key in the citizen's cookie (decision 0003).

And which of their events were taken in, so that the same one again changes nothing.
"""

from django.db import models


class Waiting(models.Model):
    """One row a session, until it ends. The table is UNLOGGED: it reaches no log, replica or backup."""

    pk = models.CompositePrimaryKey("citizen_id", "session_id")
    citizen_id = models.UUIDField()
    session_id = models.UUIDField()
    sealed = models.BinaryField()
    news = models.BooleanField(default=False, db_default=False)
    """A registry told of a new message since."""
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "mailbox_waiting"


class ToldElsewhere(models.Model):
    """An event that another registry told; of the message nothing is kept."""

    pk = models.CompositePrimaryKey("citizen_id", "registry", "event")
    citizen_id = models.UUIDField()
    registry = models.CharField(max_length=40)
    event = models.BinaryField()
    """The beginning of the SHA-256 of its id."""
    digest = models.BinaryField()
    """The SHA-256 of what it said."""
    at = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "mailbox_told_elsewhere"
