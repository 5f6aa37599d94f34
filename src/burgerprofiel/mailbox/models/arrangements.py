"""How the owner of a box arranged it: that is theirs alone, no sender and no other portal sees it."""

from django.db import models


class Arrangement(models.Model):
    """One row a box, made at the first label, saved search or act on several messages."""

    box_id = models.UUIDField(primary_key=True)
    kept = models.BinaryField(null=True)
    """What its owner typed: labels and saved searches (`arranging.Kept`), sealed for the box (place
    `mailbox.arrangement.kept:<box_id>`). Messages bear the ids of labels, which say nothing."""
    shortcuts = models.BooleanField(default=True, db_default=True)
    """Whether single keys do something on the pages of the box (WCAG 2.1.4)."""
    undo = models.JSONField(null=True)
    """The last act, for who takes it back: `handling.Undo`."""

    class Meta:
        db_table = "mailbox_arrangement"
