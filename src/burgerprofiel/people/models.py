"""Who the citizens are, apart from their national numbers (architecture, decisions 2, 3 and 5; docs/decisions/0001).

Three tables that say little alone: an opaque citizen with a sealed number, the key that opens it, and the look-up
from the keyed hash of a number. Deleting the key's row erases what the citizen sealed.
Mandates have their own file (mandates/models.py), and so has what citizens gave us (profile/models.py).
"""

from django.db import models

from burgerprofiel.people.mandates.models import Mandate, MandateForOrganisation, MandateInvitation, MandateReceived
from burgerprofiel.people.profile.models import Contact, ContactProof, Profile, SavedAddress

__all__ = [
    "Citizen",
    "CitizenKey",
    "CitizenLookup",
    "Contact",
    "ContactProof",
    "Mandate",
    "MandateForOrganisation",
    "MandateInvitation",
    "MandateReceived",
    "Profile",
    "SavedAddress",
]


class Citizen(models.Model):
    """A person we have met."""

    id = models.UUIDField(primary_key=True)
    created = models.DateTimeField()
    national_number = models.BinaryField()
    """Sealed with the citizen's data key, at this row."""

    class Meta:
        db_table = "people_citizen"


class CitizenKey(models.Model):
    """The citizen's data key, sealed with the root key. Without this row nothing sealed for the citizen opens."""

    citizen_id = models.UUIDField(primary_key=True)
    root_key_id = models.TextField()
    """Which root key seals it, so that replacing the root key finds the rows that are still under the old one."""
    sealed = models.BinaryField()

    class Meta:
        db_table = "people_citizen_key"


class CitizenLookup(models.Model):
    """From the keyed hash of a national number to the citizen. Of no use without the secret `lookup_key`."""

    number_hash = models.BinaryField(primary_key=True)
    citizen_id = models.UUIDField()

    class Meta:
        db_table = "people_citizen_lookup"
