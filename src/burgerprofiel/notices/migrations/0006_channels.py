"""By which channels a sender let a notice go at most is kept with it: null, as with all of before, is any."""

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("notices", "0005_push_key"),
    ]

    operations = [
        migrations.AddField(
            model_name="notice",
            name="channels",
            field=ArrayField(base_field=models.CharField(max_length=5), null=True),
        ),
    ]
