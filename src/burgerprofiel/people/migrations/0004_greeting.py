"""By which name somebody is greeted who chose none: the first that their digital key told, unless they want none."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Filled as people sign in, and out of the mailbox (its migration 0020)."""

    dependencies = [("people", "0003_profile")]

    operations = [
        migrations.AddField("profile", "given_name", models.BinaryField(null=True)),
        migrations.AddField("profile", "given_name_since", models.DateTimeField(null=True)),
        migrations.AddField("profile", "nameless_since", models.DateTimeField(null=True)),
        migrations.AddField("contactproof", "given_name", models.BinaryField(null=True)),
    ]
