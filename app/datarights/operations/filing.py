"""Files of a person whose works are erased: their rows stay for the figures and speak of an empty page instead."""

from dataclasses import dataclass, field

from sqlalchemy import delete, func, select, update

from app.datarights.catalogue import GONE_WORDS, Holding
from app.datarights.queries.rows import belongs, references_to, table_called, tables_with_files
from app.discussions.models import Post
from app.discussions.operations.attaching import rebuild_attached
from app.foundation import files
from app.foundation.database import db
from app.foundation.files import KeptFile
from app.foundation.stored_files import StoredFile
from app.foundation.transactions import after_commit

GONE_FILE = "已删除.txt"


@dataclass
class Files:
    """What is put in the place of files, and which of them nobody else speaks of any more."""

    placeholder: KeptFile
    gone: list[str] = field(default_factory=list)

    def of(self, person_id: int) -> None:
        """Put the empty page in the place of everything that the person attached."""
        files.register([self.placeholder])
        digests: set[str] = set()
        for name, parent in tables_with_files().items():
            digests |= self._replace(Holding(name, "", parent=parent), person_id)
        for post in db.session.scalars(select(Post).where(Post.author_id == person_id, Post.attached.is_not(None))):
            rebuild_attached(post)
        self._forget(digests - {self.placeholder.digest})
        after_commit(self._remove)

    def _remove(self) -> None:
        for name in self.gone:
            files.remove(name)

    def _replace(self, holding: Holding, person_id: int) -> set[str]:
        table, theirs = table_called(holding.table), belongs(holding, person_id)
        found: set[str] = set()
        values: dict[str, object] = {"name": GONE_FILE, "file_digest": self.placeholder.digest}
        columns = [table.c.file_digest]
        if "small_digest" in table.c:
            columns.append(table.c.small_digest)
            values |= {"small_digest": None, "width": None, "height": None}
        for row in db.session.execute(select(*columns).where(theirs)):
            found |= {digest for digest in row if digest}
        db.session.execute(update(table).where(theirs).values(values))
        return found

    def _forget(self, digests: set[str]) -> None:
        """Files whose last row is gone leave the register, and after the commit the store."""
        for digest in sorted(digests):
            uses = [
                db.session.scalar(select(func.count()).select_from(table).where(table.c[column] == digest))
                for table, column in references_to("stored_files", "digest")
            ]
            if not any(uses):
                row = db.session.get_one(StoredFile, digest)
                self.gone.append(row.storage_name)
                db.session.execute(delete(StoredFile).where(StoredFile.digest == digest))


def empty_page() -> KeptFile:
    """What stands in the place of erased files; kept before the act, so that nobody waits for a disk."""
    return files.keep(GONE_FILE, "text/plain", GONE_WORDS.encode())
