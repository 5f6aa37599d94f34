"""Organisations as citizens and applications meet them, and the roles people have there."""

from django.db import models

from burgerprofiel.kit.ids import uuid7


class Organisation(models.Model):
    """A municipality, an agency, an enterprise, an association or a school."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    group = models.CharField(max_length=3)
    """The value of a `groups.TargetGroup`."""
    code = models.CharField(max_length=20)
    """As ACM names it (`vo_orgcode`): an enterprise, OVO, V or institution number."""
    names = models.JSONField()
    """`{"nl": …, "fr": …}`; at least Dutch."""

    class Meta:
        db_table = "organisations_organisation"
        constraints = (models.UniqueConstraint(fields=["group", "code"], name="organisation_once"),)


class Role(models.Model):
    """What somebody may do for an organisation in one application (`<application>_rol_3d`, contracts/mbp.md §5.2)."""

    pk = models.CompositePrimaryKey("citizen_id", "id")
    citizen_id = models.UUIDField()
    id = models.UUIDField(default=uuid7)
    organisation_id = models.UUIDField(db_index=True)
    application = models.CharField(max_length=50)
    """The scope that tells it, `burgerprofiel_balie` for instance; empty: simply somebody of this organisation."""
    role = models.CharField(max_length=50)
    context = models.CharField(max_length=50, blank=True)
    given_at = models.DateTimeField()
    given_by = models.UUIDField(null=True)
    """The citizen who gave it; null: an operator."""

    class Meta:
        db_table = "organisations_role"
        constraints = (
            models.UniqueConstraint(
                fields=["citizen_id", "organisation_id", "application", "role", "context"], name="role_once"
            ),
        )
