"""Why a message that many got alike was withdrawn: asked again, its sender hears the same."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("mailbox", "0010_broadcasts")]

    operations: ClassVar = [
        migrations.AddField(
            "sharedmessage", "withdrawn_why", models.CharField(blank=True, db_default="", default="", max_length=40)
        ),
    ]
