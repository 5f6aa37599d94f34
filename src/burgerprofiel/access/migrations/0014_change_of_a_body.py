"""A change says for which body it was proposed: of those before nobody knows, and they are the site's."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("access", "0013_longer_scopes")]

    operations = [
        migrations.AddField("clientchange", "organisation", models.UUIDField(null=True)),
    ]
