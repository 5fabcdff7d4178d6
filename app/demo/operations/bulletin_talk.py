"""What readers made of the bulletins: likes, a word here and there, and some that were recommended and picked."""

from datetime import datetime, timedelta
from operator import itemgetter
from random import Random
from typing import Any

from sqlalchemy import func, select, update

from app.bulletins.models import Bulletin, BulletinComment, BulletinLike
from app.classrooms.models import Classroom, Enrolment, StaffAssignment, StaffRole
from app.demo import texts
from app.demo.operations.formats import html_of
from app.demo.planning.chance import chance
from app.foundation.bulk import add_rows
from app.foundation.database import db
from app.foundation.markup import VERSION
from app.foundation.transactions import transaction
from app.people.models import Appointment, Role
from app.recommendations.models import Pick, Recommendation

MOST_LIKES, MOST_WORDS, READ_FOR = 9, 3, 3 * 86_400
SHARE, PICKED = 0.06, 6
REASONS = (
    "数字后面都有人，读完想去这个班坐一坐，推荐各班编简报的老师看看。",
    "不遮不盖，差的也写了，写得还让人愿意补上，推荐。",
    "引的几句话都是真话，排得也清楚，可以当样子。",
    "一期简报讲一件小事，讲透了，值得大家读。",
)
WORDS = (
    "好在有人味。简报不是报表，是写给同行的信，这一期做到了。",
    "数字、人、下周的事，三样都在，短而不空，请各班参考。",
    "把沉默的学友也写了进来，管理员的心细，值得推广。",
)


def talk_of_bulletins(training_id: int, now: datetime, seed: str) -> None:
    """Likes and words by people of the class and of classes elsewhere."""
    rng = chance(seed, "bulletin talk")
    everybody = list(db.session.scalars(select(Enrolment.person_id).where(Enrolment.training_id == training_id)))
    everybody.sort()
    likes: list[dict[str, Any]] = []
    words: list[dict[str, Any]] = []
    columns = (Bulletin.id, Bulletin.published_at)
    for row in db.session.execute(select(*columns).where(Bulletin.training_id == training_id).order_by(Bulletin.id)):
        people = rng.sample(everybody, min(len(everybody), rng.randint(0, MOST_LIKES)))
        likes += [
            {"bulletin_id": row.id, "person_id": person, "liked_at": _later(row.published_at, now, rng)}
            for person in people
        ]
        said = [_word(row, rng.choice(everybody), now, rng) for _ in range(rng.randint(0, MOST_WORDS))]
        words += sorted(said, key=itemgetter("written_at"))
    add_rows(BulletinLike, likes)
    add_rows(BulletinComment, words)
    _count(training_id)


def recommend_bulletins(training_id: int, now: datetime, seed: str) -> None:
    """Tutors recommend some bulletins of their classes, their authors agree, experts pick a few."""
    rng = chance(seed, "bulletin picks")
    tutor = StaffAssignment.role == StaffRole.TUTOR
    rows = db.session.execute(
        select(Bulletin.id, Bulletin.classroom_id, Bulletin.author_id, Bulletin.published_at, StaffAssignment.person_id)
        .join(StaffAssignment, StaffAssignment.classroom_id == Bulletin.classroom_id)
        .where(Bulletin.training_id == training_id, tutor)
        .order_by(Bulletin.id)
    )
    chosen = [row for row in rows if rng.random() < SHARE and row.published_at + timedelta(days=1) < now]
    made = [
        Recommendation(
            kind="bulletin", work_id=row.id, training_id=training_id, classroom_id=row.classroom_id,
            person_id=row.author_id, recommended_by_id=row.person_id, reason=rng.choice(REASONS),
            recommended_at=row.published_at + timedelta(hours=3), consented_at=row.published_at + timedelta(hours=9),
        )
        for row in chosen
    ]  # fmt: skip
    with transaction() as session:
        session.add_all(made)
        session.flush()
    _pick(made[-PICKED:], now)


def _pick(agreed: list[Recommendation], now: datetime) -> None:
    """The expert of the region, where there is one."""
    held = db.session.scalars(select(Appointment).where(Appointment.role == Role.EXPERT).order_by(Appointment.id)).all()
    with transaction() as session:
        for number, one in enumerate(agreed):
            place = session.get_one(Classroom, one.classroom_id).place_code
            expert = next((holder for holder in held if place.startswith(holder.place_code)), None)
            if expert is not None and one.consented_at is not None:
                at = min(one.consented_at + timedelta(hours=5), now)
                word = WORDS[number % len(WORDS)]
                session.add(Pick(recommendation_id=one.id, picked_by_id=expert.person_id, word=word, picked_at=at))


def _word(row: Any, person: int, now: datetime, rng: Random) -> dict[str, Any]:
    said = texts.word_to_a_bulletin(rng)
    return {
        "bulletin_id": row.id, "author_id": person, "text": said, "html": html_of(said), "markup_version": VERSION,
        "written_at": _later(row.published_at, now, rng),
    }  # fmt: skip


def _later(moment: datetime, now: datetime, rng: Random) -> datetime:
    return min(moment + timedelta(seconds=rng.randrange(600, READ_FOR)), now)


def _count(training_id: int) -> None:
    for column, table in ((Bulletin.like_count, BulletinLike), (Bulletin.comment_count, BulletinComment)):
        number = select(func.count()).where(table.bulletin_id == Bulletin.id).scalar_subquery()
        db.session.execute(
            update(Bulletin).where(Bulletin.training_id == training_id).values({column: number}),
            execution_options={"synchronize_session": False},
        )
