"""A profile's row stands too for what rooms above keep, so that it is forgotten with it; and knows that somebody died."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Rows of who has nothing but a browser or preferences are made by notices (its migration after this one)."""

    dependencies = [("people", "0004_greeting")]

    operations = [
        migrations.AddField("profile", "elsewhere", models.BooleanField(default=False, db_default=False)),
        migrations.AddField("profile", "died_on", models.DateField(null=True)),
    ]
