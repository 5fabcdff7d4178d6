"""All rows of a PostgreSQL database as files, and back into empty tables of another one."""

from pathlib import Path

from psycopg import sql
from sqlalchemy import Engine

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


def _copy(table: str, way: str) -> sql.Composed:
    return sql.SQL("COPY {} " + way + " (FORMAT binary)").format(sql.Identifier(table))
