"""What SQLite is told of its tables: true of all rows and not of the first ones, and nobody waits for more than one table."""

from datetime import timedelta

import pytest
from sqlalchemy import event, insert, select, text

from app.discussions.models import Post
from app.foundation.database import Base, db
from app.foundation.transactions import transaction
from app.foundation.upkeep import learn_sizes
from tests.support.given import EVENING

POSTS = 3_000


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_sizes_are_those_of_the_whole_table_and_learnt_one_table_at_a_time(app, given):
    given.a_thread(text="第一句")
    with app.app_context(), transaction() as session:
        first = session.scalars(select(Post)).one()
        alike = {column.name: getattr(first, column.name) for column in Post.__table__.columns if column.name != "id"}
        written = [
            {**alike, "number": n, "written_at": EVENING + timedelta(seconds=n), "author_id": given.classmate.id}
            for n in range(2, POSTS + 2)
        ]
        session.execute(insert(Post), written)
    commits = []

    def hear(connection):
        commits.append(connection)

    with app.app_context():
        event.listen(db.engine, "commit", hear)
        learn_sizes()
        event.remove(db.engine, "commit", hear)
        stat = text("SELECT stat FROM sqlite_stat1 WHERE idx = 'ix_posts_training_id_written_at'")
        in_training = int(db.session.scalars(stat).one().split()[1])
    assert in_training == POSTS + 1, "an index of one training finds all posts there are"
    assert len(commits) == len(Base.metadata.sorted_tables)
