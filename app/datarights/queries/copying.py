"""A person's data as a file: what the tables hold as JSON, their files beside it, and a page to read it all by."""

import json
from datetime import date, datetime
from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile

from sqlalchemy import select

from app.datarights.catalogue import Holding
from app.datarights.queries.rows import NEVER, all_holdings, belongs, rows_of, table_called, tables_with_files
from app.datarights.reading import Section, page_of
from app.foundation import files
from app.foundation.database import db
from app.people.models import Person, Place, School

IN_MEMORY = 4 * 1024 * 1024


def packed(person_id: int, made_at: datetime, *, is_own: bool) -> IO[bytes]:
    """Everything about a person in one archive, open at its beginning; what is private is for the person alone."""
    target: IO[bytes] = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the answer closes it
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        person = _person(person_id)
        sections = [Section("account", "", [person])]
        for number, holding in enumerate(all_holdings(), 1):
            rows = rows_of(holding, person_id, is_own=is_own)
            if rows:
                sections.append(Section(f"{number:02d}-{holding.table}", str(holding.title), rows))
        for section in sections:
            archive.writestr(f"data/{section.name}.json", _as_json(section.rows))
        names = [_put_file(archive, *file) for file in _files_of(person_id, is_own=is_own)]
        archive.writestr("index.html", page_of(str(person["name"]), made_at, sections, names))
    target.seek(0)
    return target


def _person(person_id: int) -> dict[str, Any]:
    columns = [column for column in table_called("people").columns if column.name not in NEVER]
    statement = (
        select(*columns, School.name.label("school"), Place.name.label("place"))
        .outerjoin(School, School.id == Person.school_id)
        .outerjoin(Place, Place.code == School.place_code)
        .where(Person.id == person_id)
    )
    return dict(db.session.execute(statement).one()._mapping)


def _files_of(person_id: int, *, is_own: bool) -> list[tuple[int, str, str]]:
    """Number, name and place in the store of what the person attached."""
    found: list[tuple[int, str, str]] = []
    stored = table_called("stored_files")
    for table_name, parent in tables_with_files().items():
        table = table_called(table_name)
        theirs = belongs(Holding(table_name, "", parent=parent), person_id, is_own=is_own)
        statement = select(table.c.id, table.c.name, stored.c.storage_name).join(
            stored, stored.c.digest == table.c.file_digest
        )
        found += [(row.id, row.name, row.storage_name) for row in db.session.execute(statement.where(theirs))]
    return found


def _put_file(archive: ZipFile, number: int, name: str, storage_name: str) -> str:
    inside = f"files/{len(archive.namelist()):03d}-{number}-{name}"
    if files.is_kept(storage_name):
        with files.opened(storage_name).stream as stream, archive.open(inside, "w") as member:
            copyfileobj(stream, member)
    return inside


def _as_json(rows: list[dict[str, Any]]) -> str:
    return json.dumps(rows, ensure_ascii=False, indent=1, default=_told)


def _told(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime | date) else str(value)
