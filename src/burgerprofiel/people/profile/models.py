"""What citizens gave us, as it is kept: by citizen, sealed with their data key, gone when they remove it (E3).

Nothing here comes from a register. A citizen who gave nothing has no row, and then nobody notes when they signed in.
"""

from django.db import models


class Profile(models.Model):
    """What there is one of per citizen; each with the moment since when, so that it can be said."""

    citizen_id = models.UUIDField(primary_key=True)
    call_name = models.BinaryField(null=True)
    call_name_since = models.DateTimeField(null=True)
    given_name = models.BinaryField(null=True)
    """The first name, as a digital key told it, until the citizen chooses one (`greeting`). Alone it keeps no row."""
    given_name_since = models.DateTimeField(null=True)
    nameless_since = models.DateTimeField(null=True)
    """Since when the citizen wants to be greeted without a name; null: they do not."""
    language = models.BinaryField(null=True)
    language_since = models.DateTimeField(null=True)
    object_name = models.CharField(max_length=64, blank=True)
    """The photo (`kit.storage.objects`); empty: none."""
    photo_key = models.BinaryField(null=True)
    photo_since = models.DateTimeField(null=True)
    elsewhere = models.BooleanField(default=False, db_default=False)
    """Whether a room above holds what they chose (how they are told, a browser): a row stands for that too."""
    died_on = models.DateField(null=True)
    """The day on which we heard that they died: nothing goes out any more (`ending`)."""
    seen_on = models.DateField(db_index=True)
    """The day of the last sign-in, in Brussels."""
    told_on = models.DateField(null=True)
    """The day on which they were told that all of this will be removed, unless they sign in."""

    class Meta:
        db_table = "people_profile"


class Contact(models.Model):
    """An e-mail address or a phone number that its citizen proved to read."""

    pk = models.CompositePrimaryKey("citizen_id", "id")
    citizen_id = models.UUIDField()
    id = models.UUIDField()
    kind = models.CharField(max_length=5)
    """The value of a `contact.Kind`."""
    value = models.BinaryField()
    value_hash = models.BinaryField()
    """Keyed, and the citizen's own: the same address with two citizens has two."""
    preferred = models.BooleanField()
    verified_at = models.DateTimeField()
    reached_at = models.DateTimeField(null=True)
    """When something last arrived there; noted once a day."""
    dead_since = models.DateTimeField(null=True)
    dead_why = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "people_contact"
        constraints = (
            models.UniqueConstraint(fields=["citizen_id", "kind", "value_hash"], name="contact_once"),
            models.UniqueConstraint(
                fields=["citizen_id", "kind"], condition=models.Q(preferred=True), name="contact_one_preferred"
            ),
        )


class ContactProof(models.Model):
    """A code on its way to an address that is not proved yet, and when codes were asked for: one row per kind."""

    pk = models.CompositePrimaryKey("citizen_id", "kind")
    citizen_id = models.UUIDField()
    kind = models.CharField(max_length=5)
    value = models.BinaryField(null=True)
    """Null: no code waits, and the row only remembers how many were asked for."""
    given_name = models.BinaryField(null=True)
    """By which the letter with the code greets, for who has no profile yet."""
    code_hash = models.BinaryField(null=True)
    tries_left = models.PositiveSmallIntegerField(default=0)
    expires_at = models.DateTimeField(db_index=True)
    asked_at = models.JSONField(default=list)
    """Of the past day, in seconds since 1970."""

    class Meta:
        db_table = "people_contact_proof"


class SavedAddress(models.Model):
    """A place that a citizen wants to find again, under a name of their own."""

    pk = models.CompositePrimaryKey("citizen_id", "id")
    citizen_id = models.UUIDField()
    id = models.UUIDField()
    content = models.BinaryField()
    """Name and address."""
    since = models.DateTimeField()

    class Meta:
        db_table = "people_saved_address"
