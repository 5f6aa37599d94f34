"""E-mails with certificates that went lately, so that there is an end to them in a day (D3)."""

from typing import ClassVar

from django.db import models


class Mailed(models.Model):
    """One e-mail that a citizen sent to the own address; gone two days later."""

    pk = models.CompositePrimaryKey("citizen_id", "id")
    citizen_id = models.UUIDField()
    id = models.UUIDField()
    """UUIDv7; the e-mail's `Message-ID` too."""
    at = models.DateTimeField()

    class Meta:
        db_table = "certificates_mailed"
        indexes: ClassVar = [models.Index(fields=["at"], name="certificates_mailed_at")]
