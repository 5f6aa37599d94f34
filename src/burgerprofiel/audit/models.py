"""The trail: events in a hash chain per citizen, and anchors over the heads of all chains (docs/decisions/0002).

Every table here leads with the citizen, except the anchors themselves: one a minute, about everybody. The database
refuses to change or remove rows (triggers in migration 0001); what somebody with more power than that changes,
`audit_verify` finds.
"""

from typing import ClassVar

from django.db import models


class AuditEvent(models.Model):
    """One thing that was done to or seen of a citizen's data: the fields of contracts/ebox.md A.10, and its link."""

    pk = models.CompositePrimaryKey("citizen_id", "seq")
    citizen_id = models.UUIDField()
    seq = models.BigIntegerField()
    """1, 2, 3 … within the citizen; no gaps."""
    at = models.DateTimeField()
    tag = models.TextField()
    actor = models.TextField()
    subject_token_hash = models.TextField()
    client_id = models.TextField()
    method = models.TextField()
    url = models.TextField()
    """The path only."""
    response_code = models.SmallIntegerField()
    details = models.TextField()
    """The event's own fields as canonical JSON: text, so that the bytes that were hashed are the bytes that stay."""
    previous = models.BinaryField()
    """Hash of the event before; 32 zeros for the first."""
    hash = models.BinaryField()

    class Meta:
        db_table = "audit_event"


class AuditChain(models.Model):
    """The head of a citizen's chain: how many events there are and the hash of the last. Locking it orders writers."""

    citizen_id = models.UUIDField(primary_key=True)
    seq = models.BigIntegerField()
    hash = models.BinaryField()

    class Meta:
        db_table = "audit_chain"


class AuditPending(models.Model):
    """A head that no anchor holds yet. Written with the events, taken by the next anchor."""

    pk = models.CompositePrimaryKey("citizen_id", "seq")
    citizen_id = models.UUIDField()
    seq = models.BigIntegerField()
    hash = models.BinaryField()

    class Meta:
        db_table = "audit_pending"


class AuditAnchor(models.Model):
    """One a minute: a hash over the heads that changed, chained to the anchor before. Also kept elsewhere."""

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    heads = models.IntegerField()
    """How many heads it holds."""
    previous = models.BinaryField()
    hash = models.BinaryField()

    class Meta:
        db_table = "audit_anchor"


class AuditAnchoredHead(models.Model):
    """A head as an anchor holds it."""

    pk = models.CompositePrimaryKey("citizen_id", "anchor")
    citizen_id = models.UUIDField()
    anchor = models.BigIntegerField()
    seq = models.BigIntegerField()
    hash = models.BinaryField()

    class Meta:
        db_table = "audit_anchored_head"
        indexes: ClassVar = [models.Index(fields=["anchor", "citizen_id"], name="audit_anchored_by_anchor")]
