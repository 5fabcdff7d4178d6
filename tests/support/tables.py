"""All rows of a database, and back into empty tables: many as files of PostgreSQL, few as one script of either database."""

from pathlib import Path

from psycopg import sql
from sqlalchemy import Connection, Engine, Table

from app.foundation.database import Base

TABLES = "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'"  # the index of the search is in no model
NUMBERS = "SELECT sequencename::text, last_value FROM pg_sequences WHERE last_value IS NOT NULL"


def save(engine: Engine, folder: Path) -> None:
    """Write each table, and how far each sequence has counted, into a folder."""
    folder.mkdir()
    with engine.connect() as connection, connection.connection.cursor() as cursor:
        for (table,) in cursor.execute(TABLES).fetchall():
            with (folder / f"{table}.rows").open("wb") as file, cursor.copy(_copy(table, "TO STDOUT")) as rows:
                for part in rows:
                    file.write(part)
        numbers = cursor.execute(NUMBERS).fetchall()
        (folder / "sequences").write_text("\n".join(f"{name} {value}" for name, value in numbers))


def load(engine: Engine, folder: Path) -> None:
    """Fill empty tables with what was saved; what rows name is there in the end."""
    with engine.begin() as connection, connection.connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        for file in folder.glob("*.rows"):
            with cursor.copy(_copy(file.stem, "FROM STDIN")) as rows:
                rows.write(file.read_bytes())
        for line in (folder / "sequences").read_text().splitlines():
            name, value = line.split()
            cursor.execute("SELECT setval(%s, %s)", (name, int(value)))
        cursor.execute("RESET session_replication_role")
        cursor.execute("ANALYZE")


def script_of(connection: Connection) -> str:
    """The statements that write all rows of all tables, with each value as the database itself quotes it."""
    is_sqlite = connection.dialect.name == "sqlite"
    quoted = "quote({})" if is_sqlite else "quote_nullable({}::text)"
    statements = []
    for table in Base.metadata.sorted_tables:
        values = " || ', ' || ".join(quoted.format(f'"{column.name}"') for column in table.c)
        rows = connection.exec_driver_sql(f'SELECT {values} FROM "{table.name}"').scalars().all()
        if rows:
            statements.append(_insertion(table, list(rows)))
            if not is_sqlite and "id" in table.columns:
                last = f'SELECT max(id) FROM "{table.name}"'
                statements.append(f"SELECT setval('{table.name}_id_seq', ({last}))")
    return ";\n".join(statements)


def _insertion(table: Table, rows: list[str]) -> str:
    columns = ", ".join(f'"{column.name}"' for column in table.c)
    return f'INSERT INTO "{table.name}" ({columns}) VALUES ' + ", ".join(f"({row})" for row in rows)


def run_script(engine: Engine, script: str) -> None:
    """Run all its statements at once, as one transaction."""
    taken = engine.raw_connection()
    try:
        if engine.dialect.name == "sqlite":
            taken.driver_connection.executescript(f"BEGIN IMMEDIATE; {script}; COMMIT")  # type: ignore[union-attr]
        else:
            taken.driver_connection.execute(script.encode(), prepare=False)  # type: ignore[union-attr]
            taken.commit()
    finally:
        taken.close()


def _copy(table: str, way: str) -> sql.Composed:
    return sql.SQL("COPY {} " + way + " (FORMAT binary)").format(sql.Identifier(table))
