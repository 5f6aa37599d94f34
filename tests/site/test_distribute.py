"""How the tables lie on several machines: held against the real tables, with Citus' two functions played by us.

Citus itself is not here; what it would refuse is looked up in the database: a unique index without the column by which
a table is spread, and a reference to rows that may be on another machine.
"""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from burgerprofiel.site.distribution import TOGETHER, Place, Way, ours, place_of, places
from tests.test_structure_tables import unique_indexes

pytestmark = pytest.mark.django_db
ALL = [place for place in map(place_of, ours()) if place]
SPREAD = [each for each in ALL if each.way in (Way.OWNER, Way.COLUMN)]

_CITUS = """
CREATE TABLE pg_temp.told (said text, relation regclass, col text, beside text);
CREATE FUNCTION pg_temp.create_distributed_table(relation regclass, col text, colocate_with text DEFAULT 'default')
RETURNS void LANGUAGE sql AS $$ INSERT INTO pg_temp.told VALUES ('spread', relation, col, colocate_with) $$;
CREATE FUNCTION pg_temp.create_reference_table(relation regclass)
RETURNS void LANGUAGE sql AS $$ INSERT INTO pg_temp.told VALUES ('copied', relation, NULL, NULL) $$;
CREATE TABLE pg_temp.functions (name regprocedure);
CREATE FUNCTION pg_temp.create_distributed_function(name regprocedure)
RETURNS void LANGUAGE sql AS $$ INSERT INTO pg_temp.functions VALUES (name) $$
"""
_INDEXED_BY = """
SELECT DISTINCT refobjid FROM pg_depend JOIN pg_index ON pg_index.indexrelid = pg_depend.objid
WHERE classid = 'pg_class'::regclass AND refclassid = 'pg_proc'::regclass
EXCEPT SELECT name::oid FROM pg_temp.functions
"""
_REFERENCES = """
SELECT confrelid::regclass::text FROM pg_constraint WHERE contype = 'f' AND conrelid = %s::regclass
"""


def name(place: Place) -> str:
    return place.table


def test_every_table_has_one_place() -> None:
    assert sorted(each.table for each in places()) == sorted(model._meta.db_table for model in ours())


@pytest.mark.parametrize("place", SPREAD, ids=name)
def test_the_column_is_there_and_every_unique_index_holds_it(place: Place) -> None:
    with connection.cursor() as cursor:
        columns = {each.name for each in connection.introspection.get_table_description(cursor, place.table)}
    assert place.column in columns
    for index, parts in unique_indexes(place.table).items():
        assert place.column in parts, index


@pytest.mark.parametrize("place", SPREAD, ids=name)
def test_it_refers_only_to_what_is_on_every_machine(place: Place) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_REFERENCES, [place.table])
        referred = {row[0] for row in cursor.fetchall()}
    assert referred <= {each.table for each in ALL if each.way is Way.EVERYWHERE}


def test_the_statements_are_ones_that_citus_takes() -> None:
    printed = StringIO()
    call_command("distribute", "--dry-run", stdout=printed)
    with connection.cursor() as cursor:
        cursor.execute(_CITUS)
        for line in printed.getvalue().splitlines():
            if not line.startswith("--"):
                cursor.execute(line.replace("SELECT create_", "SELECT pg_temp.create_"))
        cursor.execute("SELECT said, relation::text, col, beside FROM pg_temp.told")
        told = cursor.fetchall()
        cursor.execute(_INDEXED_BY)
        assert cursor.fetchall() == [], "each machine has what its rows are indexed by"
    assert printed.getvalue().startswith("SELECT create_distributed_function")
    assert ("spread", "people_citizen", "id", "none") in told
    assert ("spread", "mailbox_message", "box_id", TOGETHER) in told
    assert ("spread", "audit_event", "citizen_id", TOGETHER) in told
    assert ("copied", "access_client", None, None) in told
    assert len(told) == len([each for each in ALL if each.way is not Way.ONE])


def test_without_citus_nothing_is_changed_and_the_operator_reads_so() -> None:
    with pytest.raises(CommandError, match="no Citus"):
        call_command("distribute")
