"""Notices know what they are about, gather in lines, and can be silenced by groups."""

import re

import sqlalchemy as sa
from alembic import op

revision = "1301"
down_revision = "1201"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
HEAD, OPEN = sa.text("head_id IS NULL"), sa.text("read_at IS NULL AND head_id IS NULL")
NEW = ("thing_kind", "thing_id", "gathers", "actor_id", "head_id")
PLACES = (
    (re.compile(r"/submissions/(\d+)$"), "submission"),
    (re.compile(r"/journals/(\d+)$"), "journal"),
    (re.compile(r"/showcase/(\d+)$"), "recommendation"),
)


def upgrade() -> None:
    op.add_column("notices", sa.Column("thing_kind", sa.String(length=20), nullable=True))
    op.add_column("notices", sa.Column("thing_id", BIG, nullable=True))
    op.add_column("notices", sa.Column("gathers", sa.String(length=60), nullable=True))
    op.add_column("notices", sa.Column("actor_id", BIG, nullable=True))
    op.add_column("notices", sa.Column("head_id", BIG, nullable=True))
    _say_what_earlier_notices_are_about()
    op.create_index("ix_notices_head_id", "notices", ["head_id"])
    op.create_index(
        "ix_notices_lines", "notices", ["person_id", "told_at", "id"], postgresql_where=HEAD, sqlite_where=HEAD
    )
    op.create_index(
        "uq_notices_gathering", "notices", ["person_id", "kind", "gathers"], unique=True,
        postgresql_where=OPEN, sqlite_where=OPEN,
    )  # fmt: skip
    op.create_table(
        "notice_choices",
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("topic", sa.String(length=30), nullable=False),
        sa.Column("is_silent", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_notice_choices_person_id_people")),
        sa.PrimaryKeyConstraint("person_id", "topic", name=op.f("pk_notice_choices")),
    )


def downgrade() -> None:
    op.drop_table("notice_choices")
    op.drop_index("uq_notices_gathering", "notices")
    op.drop_index("ix_notices_lines", "notices")
    op.drop_index("ix_notices_head_id", "notices")
    for name in NEW:
        op.drop_column("notices", name)


def _say_what_earlier_notices_are_about() -> None:
    """From the address, or for posts from the cause, so that none stays open to whom the thing is closed."""
    connection = op.get_bind()
    notices = sa.table("notices", *(sa.column(name) for name in ("id", "url", "about", "thing_kind", "thing_id")))
    change = notices.update().where(notices.c.id == sa.bindparam("number"))
    found = []
    for number, url, about in connection.execute(sa.select(notices.c.id, notices.c.url, notices.c.about)).all():
        thing = _thing(url, about)
        if thing is not None:
            found.append({"number": number, "kind": thing[0], "thing": thing[1]})
    if found:
        connection.execute(change.values(thing_kind=sa.bindparam("kind"), thing_id=sa.bindparam("thing")), found)


def _thing(url: str, about: str) -> tuple[str, int] | None:
    kind, _, number = about.partition(":")
    if kind == "post" and number.isdecimal():
        return "post", int(number)
    if kind == "recommendation" and number.isdecimal():
        return "recommendation", int(number)
    for pattern, name in PLACES:
        if match := pattern.match(url):
            return name, int(match.group(1))
    thread = re.match(r"/threads/(\d+)", url)
    return ("thread", int(thread.group(1))) if thread else None
