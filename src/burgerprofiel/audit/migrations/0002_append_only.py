"""The database itself refuses to change or remove what the trail holds (docs/decisions/0002)."""

from django.db import migrations

TABLES = ("audit_event", "audit_anchor", "audit_anchored_head")

FUNCTION = """
CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The audit trail is append-only: % of % is refused.', TG_OP, TG_TABLE_NAME;
END $$;
"""


def refuse(table: str, acts: str, name: str) -> migrations.RunSQL:
    trigger = f"{table}_{name}"
    return migrations.RunSQL(
        f"CREATE TRIGGER {trigger} BEFORE {acts} ON {table} FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()",
        f"DROP TRIGGER {trigger} ON {table}",
    )


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [
        migrations.RunSQL(FUNCTION, "DROP FUNCTION audit_refuse()"),
        *(refuse(table, "UPDATE OR DELETE", "append_only") for table in TABLES),
        *(refuse(table, "TRUNCATE", "never_emptied") for table in TABLES),
        refuse("audit_chain", "DELETE", "append_only"),
        refuse("audit_chain", "TRUNCATE", "never_emptied"),
        # A head changes with every act: room on the page keeps those updates out of the index (HOT).
        migrations.RunSQL("ALTER TABLE audit_chain SET (fillfactor = 50)", "ALTER TABLE audit_chain RESET (fillfactor)"),
    ]
