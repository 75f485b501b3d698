"""Before a change of the tables writes anywhere, its rows are known; tables that it leaves alone are not even read."""

import pytest
from sqlalchemy import create_engine

from policydesk.store.audit import AuditKeys
from policydesk.store.rewriting import RowsBefore, noting_writes

TABLES = """
CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE room (id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE signature (id INTEGER PRIMARY KEY, person_id INTEGER);
CREATE TRIGGER named AFTER UPDATE ON person BEGIN UPDATE room SET name = new.name; END;
CREATE TABLE audit_row (id INTEGER PRIMARY KEY, table_name, row_id, entry_id, "after")"""


@pytest.mark.parametrize(
    ("statement", "written"),
    [
        ("INSERT INTO person (name) VALUES ('Bea Quill')", ["person"]),
        ("WITH one AS (SELECT 1 AS id) INSERT INTO room SELECT id, 'Hall' FROM one", ["room"]),
        ("UPDATE person SET name = 'Ivy Stone'", ["person", "room"]),
        ("DELETE FROM signature", ["signature"]),
        ("ALTER TABLE signature ADD COLUMN note TEXT DEFAULT 'None'", ["signature"]),
        ("ALTER TABLE person RENAME TO member", ["person"]),
        ("DROP TABLE room", ["room"]),
        ("CREATE TABLE tool AS SELECT * FROM person", []),
        ("SELECT * FROM person", []),
    ],
)
def test_a_table_is_named_before_it_is_written_to(statement: str, written: list[str]) -> None:
    engine, named = create_engine("sqlite://"), list[str]()
    with engine.begin() as connection:
        for each in TABLES.split(";\nCREATE"):
            connection.exec_driver_sql(each if each.lstrip().startswith("CREATE") else f"CREATE{each}")
        with noting_writes(connection, named.append):
            connection.exec_driver_sql(statement)
        rewritten = RowsBefore(connection, AuditKeys(bytes(32), "register"))
        assert list(rewritten.rewritten()) == []
    engine.dispose()
    assert [one for one in named if not one.startswith("sqlite_")] == written


def test_only_rows_that_were_as_the_audit_trail_says_get_new_hashes() -> None:
    """What was changed behind the register's back stays to be found; a table that is left alone is not read."""
    engine, keys = create_engine("sqlite://"), AuditKeys(bytes(32), "register")
    hashed: list[str] = []
    with engine.begin() as connection:
        for table in ("person", "signature"):
            connection.exec_driver_sql(f"CREATE TABLE {table} (id INTEGER PRIMARY KEY, name TEXT)")
            connection.exec_driver_sql(f"INSERT INTO {table} VALUES (1, 'Bea Quill'), (2, 'Ivy Stone')")
        connection.exec_driver_sql('CREATE TABLE audit_row (id INTEGER, table_name, row_id, entry_id, "after")')
        for number, name in ((1, "Bea Quill"), (2, "Sam Reed")):
            known = keys.row_hash("person", {"id": number, "name": name})
            connection.exec_driver_sql("INSERT INTO audit_row VALUES (?, 'person', ?, 1, ?)", (number, number, known))
        rows = RowsBefore(connection, keys)
        made, keys.row_hash = keys.row_hash, lambda table, row: hashed.append(table) or made(table, row)
        with noting_writes(connection, rows.remember):
            connection.exec_driver_sql("UPDATE person SET name = upper(name)")
            connection.exec_driver_sql("CREATE TABLE room (id INTEGER PRIMARY KEY)")
            connection.exec_driver_sql("INSERT INTO room VALUES (?)", [(7,), (8,)])
        changes = list(rows.rewritten())
    engine.dispose()
    assert [(one.table, one.row_id, bool(one.before)) for one in changes] == [
        ("person", 1, True), ("room", 7, False), ("room", 8, False),
    ]  # fmt: skip
    assert "signature" not in hashed
