"""Who may send what (contracts/ebox.md A.1, A.4 reference data; C12).

Texts are `{"nl": …, "fr": …, "de": …, "en": …}`; at least Dutch.
"""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from burgerprofiel.kit.ids import uuid7


class SenderOrganisation(models.Model):
    """A body that sends (`SenderOrganization`)."""

    enterprise_number = models.CharField(max_length=10, primary_key=True)
    names = models.JSONField()
    long_names = models.JSONField(default=dict, blank=True)
    url = models.CharField(max_length=500, blank=True)
    contact_business = models.CharField(max_length=200, blank=True)
    contact_technical = models.CharField(max_length=200, blank=True)
    paper_stops = models.BooleanField(default=False, db_default=False)
    """Writes no more on paper to who activated the mailbox (C16)."""
    mails_itself = models.BooleanField(default=False, db_default=False)
    """Writes e-mails of its own about its messages, beside ours (C5)."""
    active = models.BooleanField(default=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        db_table = "mailbox_sender_organisation"


class SenderApplication(models.Model):
    """A program of theirs that sends (`SenderApplication`)."""

    application_id = models.CharField(max_length=100, primary_key=True)
    names = models.JSONField()
    descriptions = models.JSONField(default=dict, blank=True)
    url = models.CharField(max_length=500, blank=True)
    contact_business = models.CharField(max_length=200, blank=True)
    contact_technical = models.CharField(max_length=200, blank=True)
    active = models.BooleanField(default=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        db_table = "mailbox_sender_application"


class MessageType(models.Model):
    """A kind of message (`MessageType`), with the policy that belongs to it."""

    message_type_id = models.CharField(max_length=100, primary_key=True)
    names = models.JSONField()
    descriptions = models.JSONField(default=dict, blank=True)
    validity_number = models.SmallIntegerField(default=1)
    validity_unit = models.CharField(max_length=5, default="year")
    """`day`, `month` or `year`: how long a message stays."""
    announcement = models.BooleanField(default=False)
    """A mere announcement may not enter the box: it goes to Notices (C12)."""
    media_types = ArrayField(models.CharField(max_length=100), default=list, blank=True)
    """Which files; empty: all of the contract's list."""
    max_octets = models.BigIntegerField(default=25_000_000)
    """The largest file, in bytes."""
    registered_allowed = models.BooleanField(default=False)
    reply_allowed = models.BooleanField(default=False)
    payment_allowed = models.BooleanField(default=False)
    business_keys = models.JSONField(default=dict, blank=True)
    """`{key: {"names": {…}, "descriptions": {…}}}`: which business data a message may hold."""
    active = models.BooleanField(default=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        db_table = "mailbox_message_type"


class SenderRight(models.Model):
    """Which organisation may send what, with which program, to which kind of box."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(SenderOrganisation, on_delete=models.CASCADE)
    application = models.ForeignKey(SenderApplication, on_delete=models.CASCADE)
    message_type = models.ForeignKey(MessageType, on_delete=models.CASCADE)
    box_kind = models.CharField(max_length=10)

    class Meta:
        db_table = "mailbox_sender_right"
        constraints = (
            models.UniqueConstraint(
                fields=["organisation", "application", "message_type", "box_kind"], name="sender_right_once"
            ),
        )


class SenderClient(models.Model):
    """For which enterprise a client of the sign-in service speaks here (`access` knows its keys and scopes)."""

    client_id = models.CharField(max_length=100, primary_key=True)
    enterprise_number = models.CharField(max_length=10)
    on_behalf = models.BooleanField(default=False)
    """A service provider: may publish for others (`On-Behalf-Of-Enterprise-Number`), who stand in `principals`."""
    principals = ArrayField(models.CharField(max_length=10), default=list, blank=True)

    class Meta:
        db_table = "mailbox_sender_client"


class Logo(models.Model):
    """A picture of an organisation or a program, for portals to show (`Image`)."""

    image_id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(SenderOrganisation, null=True, on_delete=models.CASCADE, related_name="logos")
    application = models.ForeignKey(SenderApplication, null=True, on_delete=models.CASCADE, related_name="logos")
    language = models.CharField(max_length=2, blank=True)
    media_type = models.CharField(max_length=20)
    content = models.BinaryField()

    class Meta:
        db_table = "mailbox_logo"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(organisation=None) ^ models.Q(application=None), name="logo_of_one"
            )
        ]


class SenderChange(models.Model):
    """What was changed in who may send what, by file or on screen: so that anybody can say since when and by whom."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    """The member of staff; null: an operator, by file."""
    what = models.CharField(max_length=20)
    """`organisation`, `application`, `message_type`, `right`, `client` or `logo`."""
    key = models.CharField(max_length=400)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    """Its columns; null: it was not there (any more)."""

    class Meta:
        db_table = "mailbox_sender_change"
        indexes: ClassVar = [models.Index(fields=["what", "key", "-id"], name="mailbox_sender_changes_of")]
