"""Who else has a browser: asked at each that is let in."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('notices', '0004_push'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='subscription',
            index=models.Index(fields=['key'], name='notices_push_key'),
        ),
    ]
