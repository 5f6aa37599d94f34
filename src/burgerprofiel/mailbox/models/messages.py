"""Messages and what is attached to them.

What is searched and sorted lies open in columns; bodies, bills and attachments are sealed: with the citizen's key, or,
of what many got alike, with the root key (docs/decisions/0021).
"""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Message(models.Model):
    """A message in somebody's box."""

    pk = models.CompositePrimaryKey("box_id", "id")
    box_id = models.UUIDField()
    id = models.UUIDField()
    """`messageId`, a UUIDv7 of the moment of publication: the order of a box is the order of its ids, newest first.

    What was sent to many has the same id in each of their boxes.
    """
    published_at = models.DateTimeField()
    """`receiptDate`."""
    expires_at = models.DateTimeField()
    message_type_id = models.CharField(max_length=100)
    organisation = models.CharField(max_length=10)
    """The sender's enterprise number."""
    application = models.CharField(max_length=100)
    partition = models.CharField(max_length=100, blank=True, default="", db_default="")
    """Of the sender, when that is part of an organisation."""
    language = models.CharField(max_length=2)
    subject = models.CharField(max_length=400)
    attention_label = models.CharField(max_length=100, blank=True, default="", db_default="")
    attention_citizen = models.UUIDField(null=True)
    """Whom in an organisation it is for (`forTheAttentionOf`), as our id."""
    business = models.JSONField(default=list, db_default=models.Value([], models.JSONField()))
    """`[{"key": …, "values": […]}]` in the message's language."""
    body = models.BinaryField(null=True)
    """Text or HTML, sealed for the box (place `mailbox.message.body:<id>`); null: there is none, or it is shared."""
    body_is_main = models.BooleanField(default=False)
    registered = models.BooleanField(default=False)
    """Registered mail (`isRegisteredMail`)."""
    confirmed_at = models.DateTimeField(null=True)
    """When receipt of registered mail was confirmed."""
    reply_allowed = models.BooleanField(default=False)
    original_message_id = models.UUIDField(null=True)
    """The message it answers or follows."""
    shared = models.BooleanField(default=False)
    """Body and attachments are those of the `SharedMessage` with this id."""
    read_at = models.DateTimeField(null=True)
    """When the main content was first opened (`readStatus`); never taken back."""
    unread = models.BooleanField(default=True)
    """How the citizen's own list shows it; `mark as unread` sets it again."""
    visible = models.BooleanField(default=True)
    """False: archived."""
    labels = ArrayField(models.CharField(max_length=50), default=list, db_default=[])
    """Ids of the box's own labels (`Arrangement`), which say nothing."""
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.CharField(max_length=40, blank=True, default="", db_default="")
    """A reason code of `withdrawing.Reason`; a withdrawn message keeps its row as a tombstone (C8)."""
    payment = models.BinaryField(null=True)
    """A `payments.Payment` as JSON, sealed for the box (place `mailbox.message.payment:<id>`); null: nothing to pay, or
    it is shared."""
    amount = models.BigIntegerField(null=True)
    """What there is to pay, in cents, VAT included; open, like the day, for the list says it and is sorted by it."""
    due_at = models.DateTimeField(null=True)
    paid = models.CharField(max_length=10, blank=True, default="", db_default="")
    """What the citizen says of it: empty, `to_pay` or `paid` (C9)."""
    sought = models.TextField(null=True)
    """What search looks in (`search.folded`): without capitals and accents; null when shared and not indexed."""
    indexed = models.BooleanField(default=False, db_default=False)
    """Whether its words are in the index of its box (`finding`)."""

    class Meta:
        db_table = "mailbox_message"
        indexes: ClassVar = [
            models.Index(fields=["box_id", "id"], name="mailbox_unread", condition=models.Q(unread=True, visible=True)),
            models.Index(fields=["box_id", "due_at"], name="mailbox_due", condition=models.Q(due_at__isnull=False)),
            models.Index(fields=["box_id", "expires_at"], name="mailbox_expiring"),
        ]


class Attachment(models.Model):
    """A file of a message."""

    pk = models.CompositePrimaryKey("box_id", "id")
    box_id = models.UUIDField()
    id = models.UUIDField()
    message_id = models.UUIDField()
    position = models.SmallIntegerField()
    """0, 1, 2 … as the sender wrote them."""
    title = models.CharField(max_length=400, blank=True)
    file_name = models.CharField(max_length=255)
    media_type = models.CharField(max_length=100)
    octets = models.BigIntegerField()
    digest = models.BinaryField(max_length=32)
    """SHA-256 of the file as it was sent."""
    is_main = models.BooleanField()
    signed = models.BooleanField(default=False)
    object_name = models.CharField(max_length=64)
    """Where its encrypted bytes lie (`storage`): the SHA-256 of them, in hex."""
    key = models.BinaryField()
    """The file's own key, sealed for the box (place `mailbox.attachment.key:<id>`)."""
    opened_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "mailbox_attachment"
        indexes: ClassVar = [models.Index(fields=["box_id", "message_id"], name="mailbox_attachments_of")]


class SharedMessage(models.Model):
    """What many got alike: a broadcast, or a message that was linked to more recipients (`linkEboxMessage`, C17)."""

    id = models.UUIDField(primary_key=True)
    """The `messageId` in every box."""
    published_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    organisation = models.CharField(max_length=10)
    application = models.CharField(max_length=100)
    message_type_id = models.CharField(max_length=100)
    body = models.BinaryField(null=True)
    """Sealed with the root key (place `mailbox.shared_message.body:<id>`)."""
    payment = models.BinaryField(null=True)
    """As in `Message`, sealed with the root key (place `mailbox.shared_message.payment:<id>`)."""
    sought = models.TextField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.CharField(max_length=40, blank=True, default="", db_default="")

    class Meta:
        db_table = "mailbox_shared_message"


class SharedAttachment(models.Model):
    """A file of a shared message; the fields are those of `Attachment`."""

    id = models.UUIDField(primary_key=True)
    message = models.ForeignKey(SharedMessage, on_delete=models.CASCADE, related_name="attachments")
    position = models.SmallIntegerField()
    title = models.CharField(max_length=400, blank=True)
    file_name = models.CharField(max_length=255)
    media_type = models.CharField(max_length=100)
    octets = models.BigIntegerField()
    digest = models.BinaryField(max_length=32)
    is_main = models.BooleanField()
    signed = models.BooleanField(default=False)
    object_name = models.CharField(max_length=64)
    key = models.BinaryField()
    """Sealed with the root key (place `mailbox.shared_attachment.key:<id>`)."""

    class Meta:
        db_table = "mailbox_shared_attachment"


class Publication(models.Model):
    """That a sender published a message: how it finds it again to ask its status or to withdraw it."""

    message_id = models.UUIDField(primary_key=True)
    organisation = models.CharField(max_length=10)
    application = models.CharField(max_length=100)
    message_type_id = models.CharField(max_length=100)
    box_id = models.UUIDField(null=True)
    """Null: it is a `SharedMessage`, in many boxes."""
    code = models.CharField(max_length=20, blank=True)
    """What the sender heard beside 201: `NO_DIGITAL_USER`, for instance."""
    published_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        db_table = "mailbox_publication"


class Repeat(models.Model):
    """An `Idempotency-Key` that was used: a second use tells the first `messageId` (contracts/ebox.md A.3)."""

    key_hash = models.BinaryField(max_length=32, primary_key=True)
    """SHA-256 of sender, sender application and key."""
    message_id = models.UUIDField()
    at = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "mailbox_repeat"
