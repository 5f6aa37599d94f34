"""Who is signed in, and who may ask us about it. Of every token only its SHA-256 is kept; what a session knows of a
person is sealed with a key that the browser or the client holds.

Sessions live for minutes and are found by their token, so they are not keyed by citizen (architecture, decision 2:
they do not grow with citizens × time).
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
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


class Challenge(models.Model):
    """A nonce for one signature by a card, bound to the browser that asked; used once, within five minutes."""

    nonce_hash = models.BinaryField(max_length=32, primary_key=True)
    browser_hash = models.BinaryField(max_length=32)
    expires_at = models.DateTimeField(db_index=True)
    used_at = models.DateTimeField(null=True)


class SigningKey(models.Model):
    """A key that signs id_tokens: published before its first use, kept until what it signed has expired."""

    kid = models.CharField(max_length=64, primary_key=True)
    sealed = models.BinaryField()
    """The private JWK, sealed with the root key (kit.root_keys)."""
    public = models.JSONField()
    signs_from = models.DateTimeField(unique=True)


class Client(models.Model):
    """An application that may ask who somebody is."""

    client_id = models.CharField(max_length=100, primary_key=True)
    name = models.CharField(max_length=200)
    secret_hash = models.BinaryField(max_length=32, default=b"")
    """SHA-256 of the secret; empty: a public client, which proves itself with PKCE alone."""
    redirect_uris = ArrayField(models.CharField(max_length=2000))
    post_logout_redirect_uris = ArrayField(models.CharField(max_length=2000), default=list)
    scopes = ArrayField(models.CharField(max_length=100))

    def get_client_id(self) -> str:
        """The name authlib asks for."""
        return self.client_id


class Code(models.Model):
    """An authorisation code: lives 60 seconds, is used once (OWASP ASVS 10.4.2, 10.4.3)."""

    code_hash = models.BinaryField(max_length=32, primary_key=True)
    client = models.ForeignKey(Client, on_delete=models.CASCADE)
    citizen_id = models.UUIDField()
    redirect_uri = models.CharField(max_length=2000)
    scope = models.CharField(max_length=400)
    nonce = models.CharField(max_length=400, blank=True)
    code_challenge = models.CharField(max_length=128)
    proofs = models.JSONField()
    acr = models.CharField(max_length=100, blank=True)
    """Filled only when the client sent `acr_values` (contracts/mbp.md §5.2)."""
    sealed = models.BinaryField()
    """Names and national number, sealed with a key made from the code."""
    expires_at = models.DateTimeField(db_index=True)
    used_at = models.DateTimeField(null=True)


class Token(models.Model):
    """An access token for `userinfo`. Deleted when its code is used again (RFC 6749 §4.1.2) or its time is over."""

    token_hash = models.BinaryField(max_length=32, primary_key=True)
    code_hash = models.BinaryField(max_length=32, db_index=True)
    client = models.ForeignKey(Client, on_delete=models.CASCADE)
    citizen_id = models.UUIDField()
    scope = models.CharField(max_length=400)
    sealed = models.BinaryField()
    expires_at = models.DateTimeField(db_index=True)
