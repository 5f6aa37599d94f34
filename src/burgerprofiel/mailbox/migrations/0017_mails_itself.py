"""Which senders also write e-mails of their own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("mailbox", "0016_told_elsewhere")]
    operations = [
        migrations.AddField("senderorganisation", "mails_itself", models.BooleanField(db_default=False, default=False)),
    ]
