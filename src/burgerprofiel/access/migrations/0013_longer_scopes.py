"""Six scopes of the eBox are longer than four hundred characters together."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("access", "0012_mailbox_details")]

    operations = [
        migrations.AlterField(kind, "scope", models.CharField(max_length=1000))
        for kind in ("code", "token", "refreshtoken")
    ]
