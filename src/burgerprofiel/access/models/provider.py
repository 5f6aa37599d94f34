"""Which applications may ask who somebody is, what they were given, and what citizens agreed to.

Of every code and token only its SHA-256 is kept; what it tells is sealed with the code or token itself.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from burgerprofiel.kit.ids import uuid7


class SigningKey(models.Model):
    """A key that signs id_tokens: published before its first use, kept until what it signed has expired."""

    kid = models.CharField(max_length=64, primary_key=True)
    sealed = models.BinaryField()
    """The private JWK, sealed with the root key (kit.root_keys)."""
    public = models.JSONField()
    signs_from = models.DateTimeField(unique=True)


def _code_only() -> list[str]:
    return ["authorization_code"]


class Client(models.Model):
    """An application that may ask who somebody is."""

    client_id = models.CharField(max_length=100, primary_key=True)
    name = models.CharField(max_length=200)
    secret_hash = models.BinaryField(max_length=32, default=b"")
    """SHA-256 of the secret; empty: a public client, which proves itself with PKCE alone."""
    redirect_uris = ArrayField(models.CharField(max_length=2000))
    post_logout_redirect_uris = ArrayField(models.CharField(max_length=2000), default=list)
    scopes = ArrayField(models.CharField(max_length=100))
    auth_method = models.CharField(max_length=30, default="client_secret_basic")
    """At the token endpoint: `client_secret_basic`, `client_secret_post`, `private_key_jwt` or `none`."""
    grant_types = ArrayField(models.CharField(max_length=100), default=_code_only)
    jwks = models.JSONField(null=True)
    """Its public keys, for `private_key_jwt`."""
    third_party = models.BooleanField(default=False)
    """Somebody else's: the citizen is asked before it learns anything (`Consent`)."""
    sector = models.CharField(max_length=200, blank=True)
    """Subjects are pairwise per sector (OpenID Connect Core §8.1); empty: the same for all who may see `rrn`."""
    require_par = models.BooleanField(default=False)
    """Questions come only through `/op/v1/par` (RFC 9126 §6)."""
    pkce_optional = models.BooleanField(default=False)
    """May ask without PKCE: for old software that proves itself otherwise (RFC 9700 §2.1.1 recommends, and we refuse
    public and FAPI clients)."""
    dpop_bound = models.BooleanField(default=False)
    """Tokens only for the holder of a key (RFC 9449 §5.2)."""
    may_introspect = models.BooleanField(default=False)
    """A resource server, which may ask about tokens (RFC 7662)."""
    trusted_exchangers = ArrayField(models.CharField(max_length=100), default=list, db_default=[])
    """Applications, by name, that may exchange a citizen's token for one for this application (RFC 8693)."""
    backchannel_logout_uri = models.CharField(max_length=2000, blank=True)
    target_groups = ArrayField(models.CharField(max_length=3), default=list)
    """As what people may sign in there (`organisations.groups.TargetGroup` values); empty: as citizens only."""
    brand = models.JSONField(default=dict)
    """How the sign-in pages look for it: `name`, `colour`, `action`."""

    def get_client_id(self) -> str:
        """The name authlib asks for."""
        return self.client_id


class Consent(models.Model):
    """What a citizen lets an application of somebody else know, until they withdraw it (A8)."""

    pk = models.CompositePrimaryKey("citizen_id", "client_id")
    citizen_id = models.UUIDField()
    client_id = models.CharField(max_length=100)
    scopes = ArrayField(models.CharField(max_length=100))
    details = models.JSONField(default=list, db_default=models.Value([], models.JSONField()))
    """What more it may do (`provider.details`, RFC 9396); empty: nothing more."""
    given_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    """When the application last got something for it."""
    until = models.DateTimeField(null=True)
    """When it was withdrawn; null: it stands."""


class Code(models.Model):
    """An authorisation code: lives 60 seconds, is used once (OWASP ASVS 10.4.2, 10.4.3)."""

    code_hash = models.BinaryField(max_length=32, primary_key=True)
    client = models.ForeignKey(Client, on_delete=models.CASCADE)
    citizen_id = models.UUIDField()
    redirect_uri = models.CharField(max_length=2000)
    scope = models.CharField(max_length=1000)
    details = models.JSONField(default=list, db_default=models.Value([], models.JSONField()))
    """What more it may do (`provider.details`, RFC 9396); empty: nothing more."""
    nonce = models.CharField(max_length=400, blank=True)
    code_challenge = models.CharField(max_length=128)
    proofs = models.JSONField()
    acr = models.CharField(max_length=100, blank=True)
    """Filled only when the client sent `acr_values` (contracts/mbp.md §5.2)."""
    sealed = models.BinaryField()
    """Names and national number, sealed with a key made from the code."""
    capacity = models.JSONField(default=dict)
    """As what they signed in (`capacity.Capacity`); empty: as themselves."""
    sign_in_id = models.UUIDField(null=True)
    """The provider's session it came from."""
    dpop_jkt = models.CharField(max_length=64, blank=True)
    expires_at = models.DateTimeField(db_index=True)
    used_at = models.DateTimeField(null=True)


class Token(models.Model):
    """An access token. Deleted when its code is used again (RFC 6749 §4.1.2), revoked, or when its time is over."""

    token_hash = models.BinaryField(max_length=32, primary_key=True)
    code_hash = models.BinaryField(max_length=32, db_index=True)
    """The code that everything of this family began with; of client credentials empty."""
    client = models.ForeignKey(Client, on_delete=models.CASCADE)
    citizen_id = models.UUIDField(null=True, db_index=True)
    """Null: the client speaks for itself."""
    scope = models.CharField(max_length=1000)
    details = models.JSONField(default=list, db_default=models.Value([], models.JSONField()))
    """What more it may do (`provider.details`, RFC 9396); empty: nothing more."""
    audience = models.CharField(max_length=400, blank=True)
    capacity = models.JSONField(default=dict)
    """As what they signed in (`capacity.Capacity`); empty: as themselves."""
    sealed = models.BinaryField()
    dpop_jkt = models.CharField(max_length=64, blank=True)
    issued_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(db_index=True)
    acr = models.CharField(max_length=100, blank=True, db_default="")
    """The strongest key that was shown for it."""
    exchanged_by = models.CharField(max_length=100, blank=True, db_default="")
    """The application that exchanged its own token for this one."""
    parent_hash = models.BinaryField(max_length=32, default=b"", db_default=b"")
    """The token from which this one was made, with which it ends."""

    class Meta:
        indexes = (models.Index(fields=["parent_hash"], name="tokens_made_from", condition=~models.Q(parent_hash=b"")),)


class RefreshToken(models.Model):
    """A refresh token: used once, then followed by the next; a second use ends the family (RFC 9700 §4.14.2)."""

    token_hash = models.BinaryField(max_length=32, primary_key=True)
    code_hash = models.BinaryField(max_length=32, db_index=True)
    client = models.ForeignKey(Client, on_delete=models.CASCADE)
    citizen_id = models.UUIDField(db_index=True)
    scope = models.CharField(max_length=1000)
    details = models.JSONField(default=list, db_default=models.Value([], models.JSONField()))
    """What more it may do (`provider.details`, RFC 9396); empty: nothing more."""
    proofs = models.JSONField()
    acr = models.CharField(max_length=100, blank=True)
    nonce = models.CharField(max_length=400, blank=True)
    capacity = models.JSONField(default=dict)
    """As what they signed in (`capacity.Capacity`); empty: as themselves."""
    sealed = models.BinaryField()
    dpop_jkt = models.CharField(max_length=64, blank=True)
    family_ends_at = models.DateTimeField(db_index=True)
    used_at = models.DateTimeField(null=True)


class PushedRequest(models.Model):
    """A question pushed to `/op/v1/par` (RFC 9126): named by its `request_uri`, for 60 seconds."""

    uri_hash = models.BinaryField(max_length=32, primary_key=True)
    client = models.ForeignKey(Client, on_delete=models.CASCADE)
    parameters = models.JSONField()
    expires_at = models.DateTimeField(db_index=True)


class SeenOnce(models.Model):
    """The `jti` of a client assertion or a DPoP proof: accepted once (RFC 7523 §3, RFC 9449 §11.1)."""

    jti_hash = models.BinaryField(max_length=32, primary_key=True)
    expires_at = models.DateTimeField(db_index=True)


class ClientChange(models.Model):
    """What somebody wants to register about an application; it holds once somebody else agreed (four eyes)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    client_id = models.CharField(max_length=100)
    proposed = models.JSONField()
    """The registration as written, in the fields of `provider.registration`."""
    secret_hash = models.BinaryField(max_length=32, default=b"")
    """Of a new secret, which is shown once to who proposed it."""
    reason = models.CharField(max_length=400)
    proposed_by = models.UUIDField()
    organisation = models.UUIDField(null=True)
    """The body for which they proposed it: the application is that body's when it was the first; empty: the site's."""
    proposed_at = models.DateTimeField()
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    decision = models.CharField(max_length=10, blank=True)
    """`approved`, `refused` or `withdrawn`; empty: nobody decided yet."""

    class Meta:
        db_table = "access_client_change"
        constraints = (
            models.UniqueConstraint(fields=["client_id"], condition=models.Q(decision=""), name="one_open_change"),
            models.CheckConstraint(
                condition=~models.Q(decision="approved") | ~models.Q(decided_by=models.F("proposed_by")),
                name="approved_by_somebody_else",
            ),
        )
