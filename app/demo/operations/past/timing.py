"""Study time that somebody doubted: stretches that were not counted, and patterns that were talked over."""

from datetime import datetime, timedelta

from sqlalchemy import select

from app.contests.operations import answer_contest, contest_stretch, note_talk
from app.demo.operations.past.scene import Scene
from app.foundation.database import db
from app.foundation.transactions import transaction
from app.study.models import StudyInterval
from app.study.patterns import LONGEST_AT_ONCE, MOST_AT_ONCE, Pattern

SAID = (
    ("这十几分钟我在看案例延伸，中间去开了一下门，页面可能停了。", "和您那天交作业的时间对得上，给您补上。", True),
    ("那天晚上停电，我用手机接着看的。", "记录里那段时间没有打开过页面，这次先不补。停电时可以先下载打印版。", False),
    ("昨晚网不好，页面一直转圈，其实我在读点评。", "", None),
)
TABS = MOST_AT_ONCE + 1
LONG_ENOUGH = timedelta(seconds=LONGEST_AT_ONCE + 300)


def talk_of_study_time(scene: Scene) -> None:
    """The learner contests stretches, the class administrator answers all but the newest; a hint is talked over."""
    for days, (reason, words, accept) in zip((12, 7, 1), SAID, strict=True):
        read = _last_read(scene, scene.before(days))
        if read is not None:
            _contest(scene, read, reason, words, accept)
    for number, read in enumerate(_long_readings(scene)):
        _open_tabs(read)
        if number:
            day, moment = scene.training.day_of(read.started_at), scene.after(read.ended_at, 20)
            with scene.at(moment):
                note_talk(read.person_id, scene.training.id, day, Pattern.AT_ONCE, scene.tutor)


def _last_read(scene: Scene, moment: datetime) -> StudyInterval | None:
    """What the learner read last before a moment."""
    mine = select(StudyInterval).where(StudyInterval.person_id == scene.learner, StudyInterval.ended_at < moment)
    counted = mine.where(StudyInterval.verdict == "counted")
    return db.session.scalars(counted.order_by(StudyInterval.ended_at.desc(), StudyInterval.id)).first()


def _contest(scene: Scene, read: StudyInterval, reason: str, words: str, accept: bool | None) -> None:
    """The quarter of an hour after something was read, from the second minute on."""
    stretch = (read.ended_at + timedelta(minutes=2), read.ended_at + timedelta(minutes=16))
    with scene.at(scene.after(read.ended_at, 11)):
        contest = contest_stretch(scene.learner, read.topic_id, read.section, *stretch, reason)
    if accept is not None:
        with scene.at(scene.after(read.ended_at, 25)):
            answer_contest(contest.id, scene.administrator, words, accept=accept)


def _long_readings(scene: Scene) -> list[StudyInterval]:
    """The newest long readings of two classmates within one day."""
    statement = (
        select(StudyInterval)
        .where(StudyInterval.classroom_id == scene.classroom_id, StudyInterval.person_id.in_(scene.classmates))
        .where(StudyInterval.verdict == "counted", StudyInterval.ended_at < scene.before(1))
        .order_by(StudyInterval.ended_at.desc(), StudyInterval.id)
    )
    found: dict[int, StudyInterval] = {}
    day_of = scene.training.day_of
    for read in db.session.scalars(statement):
        if read.ended_at - read.started_at > LONG_ENOUGH and day_of(read.started_at) == day_of(read.ended_at):
            found.setdefault(read.person_id, read)
        if len(found) == 2:
            break
    return list(found.values())


def _open_tabs(read: StudyInterval) -> None:
    """The same page was open in several tabs, and something moved in all of them: no second more counts."""
    names = ("person_id", "training_id", "classroom_id", "topic_id", "section", "started_at", "ended_at", "verdict")
    same = {name: getattr(read, name) for name in names}
    with transaction() as session:
        session.add_all(
            StudyInterval(**same, visit=f"{read.visit}-{tab}", sequence=0, moves=60 + tab) for tab in range(TABS)
        )
        session.flush()
