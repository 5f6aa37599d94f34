"""Digital keys, and what is needed to show one (A2). A key's secret is sealed with the citizen's own data key."""

from __future__ import annotations

from django.db import models

from burgerprofiel.kit.ids import uuid7


class Challenge(models.Model):
    """A nonce for one signature by a card, bound to the browser that asked; used once, within five minutes."""

    nonce_hash = models.BinaryField(max_length=32, primary_key=True)
    browser_hash = models.BinaryField(max_length=32)
    expires_at = models.DateTimeField(db_index=True)
    used_at = models.DateTimeField(null=True)


class Account(models.Model):
    """What coded keys need of a citizen: their names, and perhaps a user name and a password."""

    citizen_id = models.UUIDField(primary_key=True)
    sealed = models.BinaryField()
    """Names and national number, sealed with the citizen's data key (`people.vault`)."""
    password = models.CharField(max_length=200, blank=True)
    """Django's encoding of argon2id."""
    created_at = models.DateTimeField()


class UserName(models.Model):
    """From the keyed hash of a user name to its citizen."""

    name_hash = models.BinaryField(max_length=32, primary_key=True)
    citizen_id = models.UUIDField(unique=True)


class DigitalKey(models.Model):
    """A key that a citizen added: a passkey, an app, a phone number, an e-mail address (A2, A8)."""

    pk = models.CompositePrimaryKey("citizen_id", "id")
    citizen_id = models.UUIDField()
    id = models.UUIDField(default=uuid7)
    kind = models.CharField(max_length=20)
    """The name of a `kit.levels.Key`."""
    label = models.CharField(max_length=80)
    sealed = models.BinaryField()
    """The secret, number, address or public key, sealed with the citizen's data key (`people.vault`)."""
    counter = models.BigIntegerField(default=0)
    """The last time step of an app, or the signature counter of a passkey."""
    created_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "access_digital_key"


class PasskeyLookup(models.Model):
    """From the hash of a passkey's credential id to its key."""

    credential_hash = models.BinaryField(max_length=32, primary_key=True)
    citizen_id = models.UUIDField(db_index=True)
    key_id = models.UUIDField()


class OneTimeCode(models.Model):
    """A code that was sent to a phone or a mailbox: ten minutes, five tries, one use, one browser."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    citizen_id = models.UUIDField(db_index=True)
    browser_hash = models.BinaryField(max_length=32)
    purpose = models.CharField(max_length=20)
    """`sign-in` or `enrol`."""
    kind = models.CharField(max_length=20)
    code_hash = models.BinaryField(max_length=32)
    sealed = models.BinaryField(default=b"")
    """For enrolling: the number or address that is being proved, sealed with the citizen's data key."""
    tries = models.PositiveSmallIntegerField(default=0)
    expires_at = models.DateTimeField(db_index=True)
    used_at = models.DateTimeField(null=True)
