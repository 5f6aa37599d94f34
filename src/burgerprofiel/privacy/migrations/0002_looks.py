"""Looks, folded from the trail; a question is about one of them, called by its first event."""

import django.contrib.postgres.fields
from django.db import migrations, models

_ONCE = "privacy_case_once"


class Migration(migrations.Migration):
    dependencies = [("privacy", "0001_initial")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.RemoveConstraint(model_name="case", name=_ONCE),
                migrations.RenameField(model_name="case", old_name="newest", new_name="look"),
                migrations.AlterField("case", "look", models.BigIntegerField(db_column="newest")),
                migrations.AddConstraint("case", models.UniqueConstraint(fields=["citizen_id", "look"], name=_ONCE)),
            ]
        ),
        migrations.CreateModel(
            name="Folded",
            fields=[
                ("citizen_id", models.UUIDField(primary_key=True, serialize=False)),
                ("seq", models.BigIntegerField()),
                ("rule", models.TextField()),
            ],
            options={"db_table": "privacy_folded"},
        ),
        migrations.CreateModel(
            name="LookRow",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "citizen_id", "first", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("citizen_id", models.UUIDField()),
                ("first", models.BigIntegerField()),
                ("last", models.BigIntegerField()),
                ("day", models.DateField()),
                ("mark", models.UUIDField()),
                ("own", models.BooleanField()),
                ("actor", models.TextField()),
                ("body", models.TextField()),
                ("until", models.DateTimeField()),
                ("many", models.IntegerField()),
                (
                    "shown",
                    django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None),
                ),
            ],
            options={
                "db_table": "privacy_look",
                "indexes": [
                    models.Index(fields=["citizen_id", "day", "first"], include=("own",), name="privacy_look_by_day"),
                    models.Index(
                        fields=["citizen_id", "day", "first"],
                        condition=models.Q(("own", False)),
                        name="privacy_look_of_others",
                    ),
                    models.Index(
                        fields=["citizen_id", "actor", "body", "day", "first"],
                        condition=models.Q(("own", False)),
                        name="privacy_look_by_actor",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("citizen_id", "day", "mark"), name="privacy_look_once"),
                ],
            },
        ),
    ]
