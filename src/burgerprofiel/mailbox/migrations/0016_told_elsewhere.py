"""Which events of other registries were taken in, and that something is new there."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("mailbox", "0015_search_in_a_box")]
    operations = [
        migrations.AddField("waiting", "news", models.BooleanField(default=False, db_default=False)),
        migrations.CreateModel(
            name="ToldElsewhere",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "citizen_id", "registry", "event", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("citizen_id", models.UUIDField()),
                ("registry", models.CharField(max_length=40)),
                ("event", models.BinaryField()),
                ("digest", models.BinaryField()),
                ("at", models.DateTimeField(db_index=True)),
            ],
            options={"db_table": "mailbox_told_elsewhere"},
        ),
    ]
