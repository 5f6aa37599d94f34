"""Mandates as they are kept: keyed by who gave them, with look-ups for who may act and for a code on paper."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Mandate(models.Model):
    """What one citizen lets somebody do in their name. It holds only when nobody has anything left to say to it."""

    pk = models.CompositePrimaryKey("citizen_id", "id")
    citizen_id = models.UUIDField()
    """Who gave it."""
    id = models.UUIDField()
    taker_id = models.UUIDField(null=True)
    """The citizen who accepted it; null: nobody did yet, or it is for an organisation."""
    organisation_id = models.UUIDField(null=True)
    scopes = ArrayField(models.CharField(max_length=50))
    begins = models.DateField()
    ends = models.DateField()
    """The last day, in Brussels."""
    sealed = models.BinaryField()
    """Names, and the invitation's code while it is open, sealed with the giver's data key (`people.vault`)."""
    given_at = models.DateTimeField()
    open_until = models.DateTimeField()
    """Until when it can be accepted."""
    accepted_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    """When the giver had seen who accepted, and agreed."""
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=10, blank=True)
    """The value of an `End`."""

    class Meta:
        db_table = "people_mandate"


class MandateReceived(models.Model):
    """From who accepted to the mandate."""

    pk = models.CompositePrimaryKey("citizen_id", "mandate_id")
    citizen_id = models.UUIDField()
    """Who may act."""
    mandate_id = models.UUIDField()
    giver_id = models.UUIDField()

    class Meta:
        db_table = "people_mandate_received"


class MandateForOrganisation(models.Model):
    """From an organisation to the mandate."""

    pk = models.CompositePrimaryKey("organisation_id", "mandate_id")
    organisation_id = models.UUIDField()
    mandate_id = models.UUIDField()
    giver_id = models.UUIDField()

    class Meta:
        db_table = "people_mandate_for_organisation"


class MandateInvitation(models.Model):
    """From the keyed hash of a code to the mandate that waits for somebody. Gone once it was used."""

    code_hash = models.BinaryField(max_length=32, primary_key=True)
    giver_id = models.UUIDField()
    mandate_id = models.UUIDField()
    open_until = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "people_mandate_invitation"
