"""Who is signed in. Of every token only its SHA-256 is kept; what a session knows of a person is sealed with a
key that the browser holds.

Sessions live for minutes and are found by their token, so they are not keyed by citizen (architecture, decision 2:
they do not grow with citizens × time).
"""

from __future__ import annotations

from django.db import models

from burgerprofiel.kit.ids import uuid7


class Session(models.Model):
    """A citizen's session at the portal (the relying party)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    token_hash = models.BinaryField(max_length=32, unique=True)
    citizen_id = models.UUIDField(db_index=True)
    proofs = models.JSONField()
    """`[[key, ISO moment], …]`: the keys that were shown."""
    sealed = models.BinaryField()
    """Names, sealed with the key in the browser's cookie."""
    face = models.CharField(max_length=10, default="portal")
    """Whose session it is: the `portal`'s, or the `desk`'s (where civil servants work)."""
    capacity = models.JSONField(default=dict)
    """As what they signed in (`capacity.Capacity`); empty: as themselves."""
    sealed_hint = models.BinaryField(default=b"")
    """The provider's id_token, sealed likewise: needed once, to sign out there."""
    created_at = models.DateTimeField()
    touched_at = models.DateTimeField(db_index=True)


class SignIn(models.Model):
    """A citizen's session at the provider: further applications need no second card."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    token_hash = models.BinaryField(max_length=32, unique=True)
    citizen_id = models.UUIDField(db_index=True)
    proofs = models.JSONField()
    sealed = models.BinaryField()
    """Names and national number, sealed with the key in the browser's cookie."""
    created_at = models.DateTimeField()
    touched_at = models.DateTimeField(db_index=True)


class Guest(models.Model):
    """An application that learned who is signed in from this session at the provider; it may want to hear the end."""

    pk = models.CompositePrimaryKey("sign_in_id", "client_id")
    sign_in_id = models.UUIDField()
    client_id = models.CharField(max_length=100)


class Visit(models.Model):
    """A sign-in, as the citizen sees it in "My sign-ins" (A8): kept for a year."""

    pk = models.CompositePrimaryKey("citizen_id", "id")
    citizen_id = models.UUIDField()
    id = models.UUIDField(default=uuid7)
    at = models.DateTimeField()
    kind = models.CharField(max_length=20)
    device_hash = models.BinaryField(max_length=32)
    """The browser's own mark: the same browser is recognised for a year."""
    device = models.CharField(max_length=80)
    """`Firefox, Linux`: as the browser calls itself."""
    sign_in_id = models.UUIDField()
    new_device = models.BooleanField(default=False)
    language = models.CharField(max_length=2, default="nl")
    """In which they read our pages then: in it we write, unless the device was a new one."""

    class Meta:
        db_table = "access_visit"
