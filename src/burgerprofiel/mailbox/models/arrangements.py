"""How the owner of a box arranged it: that is theirs alone, no sender and no other portal sees it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Arrangement(models.Model):
    """One row a box, made at the first label, saved search or act on several messages."""

    box_id = models.UUIDField(primary_key=True)
    labels = ArrayField(models.CharField(max_length=50), default=list, db_default=[])
    """The names of one's own labels, in the order in which they were made; messages repeat the name."""
    searches = models.JSONField(default=list, db_default=models.Value([], models.JSONField()))
    """Saved searches: `[{"id": …, "name": …, "wanted": {…}}]`, as `listing.Wanted` reads them."""
    shortcuts = models.BooleanField(default=True, db_default=True)
    """Whether single keys do something on the pages of the box (WCAG 2.1.4)."""
    undo = models.JSONField(null=True)
    """The last act, for who takes it back: `handling.Undo`."""

    class Meta:
        db_table = "mailbox_arrangement"
