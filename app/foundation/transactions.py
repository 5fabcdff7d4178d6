"""The only place that commits: one act, one transaction, and the news after it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from threading import Lock
from typing import Any, Self, TypeVar

import structlog
from flask_babel import gettext as _
from sqlalchemy import String, bindparam, func, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.foundation import clock
from app.foundation.database import Base, BigId, LongText, db, options_to_write
from app.foundation.errors import Refused, SaidDifferently
from app.foundation.reading import Question
from app.foundation.writing import Change

Row = TypeVar("Row", bound=Base)
UNDER_WAY = 2009  # the number of the advisory lock that acts hold while they run
TWINS = 2012  # the first number of the locks that acts with a key hold, the second being the key's own
log = structlog.get_logger()
_writers = Lock()  # SQLite lets waiting writers starve; inside one process they queue here instead


class FirstAnswer(Base):
    """What an act with this key was answered the first time, and a digest of what was said with it."""

    __tablename__ = "first_answers"
    actor_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    act: Mapped[str] = mapped_column(String(60))
    answer: Mapped[LongText]
    answered_at: Mapped[datetime]
    digest: Mapped[str] = mapped_column(String(64), server_default="")


class SentKey(str):
    """A form's key that knows a digest of what was typed into the form."""

    __slots__ = ("digest",)
    digest: str

    def __new__(cls, key: str, digest: str) -> Self:
        made = super().__new__(cls, key)
        made.digest = digest
        return made


FIRST = Question(
    lambda: select(FirstAnswer.act, FirstAnswer.answer, FirstAnswer.digest).where(
        FirstAnswer.actor_id == bindparam("actor", type_=BigId), FirstAnswer.key == bindparam("said")
    )
)
KEEP_ANSWER = Change(lambda: insert(FirstAnswer))
JOIN_OTHERS = Question(lambda: select(func.pg_advisory_xact_lock_shared(UNDER_WAY)))
LET_OTHERS_END = Question(lambda: select(func.pg_advisory_lock(UNDER_WAY), func.pg_advisory_unlock(UNDER_WAY)))
WAIT_FOR_TWIN = Question(lambda: select(func.pg_advisory_xact_lock(TWINS, func.hashtext(bindparam("whose")))))


@contextmanager
def transaction(*, after_others: bool = False) -> Iterator[Session]:
    """Run a block as one transaction that writes; inside another one it joins it.

    `after_others` waits until all acts under way are done, so that none with an earlier time comes to light later.
    """
    session = db.session()
    if session.info.get("writing"):
        yield session
        return
    _leave_reading(session)
    with _turn(session):
        session.info.update(writing=True, news=[])
        try:
            session.info["connection"] = session.connection(execution_options=_options(session))
            _line_up(session, after_others=after_others)
            yield session
            session.commit()
        except BaseException:
            session.rollback()
            raise
        finally:
            session.info.update(writing=False, connection=None)
    _tell(session.info.pop("news", []))


def after_commit(news: Callable[[], Any]) -> None:
    """Do this once the running transaction has been committed, and never if it fails."""
    db.session().info["news"].append(news)


def is_writing() -> bool:
    return bool(db.session().info.get("writing"))


def locked(kind: type[Row], *conditions: Any) -> Row | None:
    """Read one row afresh and hold it until the transaction ends (SQLite holds everything anyway).

    Others may still write rows that only name it: held more tightly, two acts of one person could wait for each other.
    """
    statement = select(kind).where(*conditions).with_for_update(of=kind, key_share=True)
    return db.session.scalars(statement.execution_options(populate_existing=True)).first()


def once(key: str, act: str, actor_id: int | None, work: Callable[[], str]) -> str:
    """Do an act at most once for its key and actor; a repeat gets the first answer.

    A repeat with other words is SaidDifferently: the first stands, and who asks sees to it that the second is kept.
    Key and answer are written last; a twin at the same moment waits for them before it looks.
    """
    actor = actor_id or 0
    with transaction() as session:
        _wait_for_twin(session, f"{actor}:{key}")
        first = FIRST.first(actor=actor, said=str(key))
        if first is not None:
            if first.act != act:
                raise Refused(_("这个表单已经用过了，请刷新页面后再试。"))
            return _repeated(first, key)
        session.info["key"] = str(key)
        try:
            answer = work()
        finally:
            session.info["key"] = ""
        written = {"key": str(key), "act": act, "answer": answer, "digest": _digest(key)}
        KEEP_ANSWER.make(actor_id=actor, answered_at=clock.now(), **written)
        return answer


def key_under_way() -> str:
    """The key of the form whose act is running; empty outside of `once`."""
    return str(db.session().info.get("key", ""))


def _repeated(first: Any, key: str) -> str:
    if first.digest and _digest(key) not in ("", first.digest):
        raise SaidDifferently(first.answer)
    return str(first.answer)


def _digest(key: str) -> str:
    return key.digest if isinstance(key, SentKey) else ""


def _leave_reading(session: Session) -> None:
    """End what has been read so far, so that an act decides on fresh rows."""
    if session.new or session.dirty or session.deleted:
        raise RuntimeError("rows were changed outside of a transaction")
    session.rollback()


def _options(session: Session) -> dict[str, Any]:
    return options_to_write(session.get_bind().dialect)


@contextmanager
def _turn(session: Session) -> Iterator[None]:
    if session.get_bind().dialect.name != "sqlite":
        yield
        return
    with _writers:
        yield


def _line_up(session: Session, *, after_others: bool) -> None:
    """Where acts overlap, each holds a shared lock from its first moment on, for which others can wait."""
    if session.get_bind().dialect.name != "postgresql":
        return
    if after_others:
        LET_OTHERS_END.all()
    JOIN_OTHERS.all()


def _wait_for_twin(session: Session, whose: str) -> None:
    """Where acts overlap, those with the same key come one after another; SQLite has one at a time anyway."""
    if session.get_bind().dialect.name == "postgresql":
        WAIT_FOR_TWIN.all(whose=whose)


def _tell(news: list[Callable[[], Any]]) -> None:
    for tell in news:
        try:
            tell()
        except Exception:
            log.exception("news_not_delivered")  # what must not be lost never hangs on news alone
