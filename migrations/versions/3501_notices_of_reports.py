"""Notices of reported bulletins and resources say what they are about, and those of a decision no longer name it."""

import sqlalchemy as sa
from alembic import op

revision = "3501"
down_revision = "3301"
branch_labels = None
depends_on = None

ASKED = {
    "bulletin_report": ("bulletin-report:", ("bulletin_reported", "bulletin_comment_reported")),
    "resource_report": ("resource-report:", ("resource_reported",)),
}
DECIDED = ("bulletin_decided", "resource_decided")
NOTICES = sa.table(
    "notices", sa.column("id", sa.BigInteger), sa.column("kind", sa.String), sa.column("about", sa.String),
    sa.column("thing_kind", sa.String), sa.column("thing_id", sa.BigInteger), sa.column("data", sa.JSON),
)  # fmt: skip


def upgrade() -> None:
    connection = op.get_bind()
    for thing, (prefix, kinds) in ASKED.items():
        asked = (NOTICES.c.kind.in_(kinds), NOTICES.c.thing_kind.is_(None), NOTICES.c.about.startswith(prefix))
        number = sa.cast(sa.func.substr(NOTICES.c.about, len(prefix) + 1), sa.BigInteger)
        connection.execute(NOTICES.update().where(*asked).values(thing_kind=thing, thing_id=number))
    connection.execute(NOTICES.update().where(NOTICES.c.kind.in_(DECIDED)).values(data={}))


def downgrade() -> None:
    """The titles are gone; the things are known to the steps before and may stay."""
