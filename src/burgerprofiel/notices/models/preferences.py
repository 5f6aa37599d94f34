"""What a citizen chose (E2, C5): only what differs from the default has a row."""

from typing import ClassVar

from django.db import models


class How(models.TextChoices):
    """How a channel tells of a group of notices."""

    NOW = "now"
    DIGEST = "digest"
    """Once a day, all together."""
    NEVER = "never"


class Preference(models.Model):
    """How somebody wants to hear of one group of notices by one channel."""

    pk = models.CompositePrimaryKey("citizen_id", "group", "channel")
    citizen_id = models.UUIDField()
    group = models.CharField(max_length=20)
    channel = models.CharField(max_length=5)
    how = models.CharField(max_length=6, choices=How)
    since = models.DateTimeField()

    class Meta:
        db_table = "notices_preference"


class Setting(models.Model):
    """When somebody is left alone, when digests come, and which portal writes about the mailbox."""

    citizen_id = models.UUIDField(primary_key=True)
    quiet_from = models.TimeField(null=True)
    """In Brussels; null: no quiet hours. They may go over midnight."""
    quiet_until = models.TimeField(null=True)
    digest_at = models.TimeField(null=True)
    """In Brussels; null: the default."""
    portal = models.CharField(max_length=40, blank=True, default="", db_default="")
    """Which portal writes about new messages (C5): empty: this one."""

    class Meta:
        db_table = "notices_setting"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(quiet_from__isnull=True, quiet_until__isnull=True)
                | models.Q(quiet_from__isnull=False, quiet_until__isnull=False),
                name="notices_quiet_both",
            )
        ]
