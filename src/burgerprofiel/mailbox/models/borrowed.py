"""What waits at other registries, as told last: noise without the key in the citizen's cookie (decision 0003)."""

from django.db import models


class Waiting(models.Model):
    """One row a session, until it ends. The table is UNLOGGED: it reaches no log, replica or backup."""

    pk = models.CompositePrimaryKey("citizen_id", "session_id")
    citizen_id = models.UUIDField()
    session_id = models.UUIDField()
    sealed = models.BinaryField()
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "mailbox_waiting"
