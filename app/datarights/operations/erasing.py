"""The erasure itself: whoever it was can be known by nothing any more, and no figure changes."""

from typing import Any

from sqlalchemy import delete, func, or_, select, update

from app.assignments.models import Submission
from app.bulletins.models import Bulletin
from app.bulletins.operations import forget_in_bulletins
from app.classrooms.models import Enrolment, Training
from app.contests.models import StudyContest
from app.datarights.catalogue import GONE_HTML, GONE_NAME, GONE_WORDS, Fate, Holding, filled
from app.datarights.events import PersonErased
from app.datarights.models import Erasure
from app.datarights.operations.filing import Files, empty_page
from app.datarights.queries.rows import all_holdings, belongs, table_called
from app.discussions.models import Mention, Post, Thread
from app.foundation import clock
from app.foundation.database import db
from app.foundation.events import record
from app.foundation.transactions import FirstAnswer, locked, transaction
from app.journals.models import Journal
from app.likeness.operations import mark_texts
from app.moderation.models import Case, HidingReview
from app.notifications.models import Notice
from app.people.models import Person
from app.people.operations import end_sessions, refuse_last_of_team
from app.recommendations.models import Recommendation, Showing
from app.reminders.operations import forget_in_reminders
from app.roster.operations.forgetting import forget_in_rosters, former_accounts
from app.search.operations import refresh
from app.search.queries.kinds import BULLETINS, JOURNALS, POSTS, SUBMISSIONS
from app.study.operations import enter_signals

SAID = {Fate.WORDS: GONE_WORDS, Fate.HTML: GONE_HTML, Fate.EMPTY: "", Fate.NULL: None}


def erase_person(erasure_id: int) -> bool:
    """Do what was confirmed and is due; gives whether it was done by this call."""
    enter_signals()
    _mark_texts(erasure_id)
    files = Files(empty_page())
    with transaction() as session:
        row = locked(Erasure, Erasure.id == erasure_id, Erasure.done_at.is_(None), Erasure.called_off_at.is_(None))
        if row is None or row.due_at is None or row.due_at > clock.now():
            return False
        refuse_last_of_team(row.person_id)
        person = session.get_one(Person, row.person_id, with_for_update={"key_share": True}, populate_existing=True)
        for account in (*former_accounts(person.id), person):
            _forget_account(account, files)
        row.done_at = clock.now()
        record(PersonErased(person.id, row.id), row.asked_by_id)
        end_sessions(person.id, row.asked_by_id)
    return True


def _forget_account(person: Person, files: Files) -> None:
    """One account with all that stands under it or names it; whoever merged two has more than one."""
    _forget_mentions(person)
    forget_in_rosters(person, f"erased-{person.id}", GONE_NAME)
    forget_in_reminders(person.id, person.name, GONE_NAME)
    forget_in_bulletins(person.id, person.name, GONE_NAME)
    _forget_notices(person.id)
    _end_showings(person.id)
    files.of(person.id)
    for holding in all_holdings():
        _erase(holding, person.id)
    db.session.execute(delete(FirstAnswer).where(FirstAnswer.actor_id == person.id))
    _forget_person(person)
    _refresh_search(person.id)


def _mark_texts(erasure_id: int) -> None:
    """What is not marked yet is marked by its own words: the words put in its place all say the same."""
    trainings = (
        select(Training.id)
        .join(Enrolment, Enrolment.training_id == Training.id)
        .join(Erasure, Erasure.person_id == Enrolment.person_id)
        .where(Erasure.id == erasure_id)
    )
    for training_id in db.session.scalars(trainings.distinct()).all():
        training = db.session.get_one(Training, training_id)
        mark_texts(training.id, training.starts_at, clock.now())


def _erase(holding: Holding, person_id: int) -> None:
    table, theirs = table_called(holding.table), belongs(holding, person_id)
    if holding.goes:
        db.session.execute(delete(table).where(theirs))
        return
    erased = {name: fate for name, fate in holding.erased.items() if name in table.c}
    said: dict[str, Any] = {name: SAID[fate] for name, fate in erased.items() if fate in SAID}
    for name in (name for name, fate in erased.items() if fate == Fate.FILLED):
        for number, text in db.session.execute(select(table.c.id, table.c[name]).where(theirs)).all():
            db.session.execute(update(table).where(table.c.id == number).values({name: filled(text)}))
    if said:
        db.session.execute(update(table).where(theirs).values(said))


def _forget_person(person: Person) -> None:
    """The number stays, and with it the school, since figures of places are counted by it."""
    person.account, person.name, person.sort_name = f"erased-{person.id}", GONE_NAME, "~"
    person.password_hash, person.language, person.is_demo = None, "zh", False
    person.disabled_at = person.disabled_at or clock.now()
    db.session.flush()


def _forget_mentions(person: Person) -> None:
    """Others called them by name with an @: the name goes out of what they wrote, and out of what quotes it."""
    called, gone = f"@{person.name}", f"@{GONE_NAME}"
    mentioned = select(Mention.post_id).where(Mention.person_id == person.id)
    for name, column, texts in (("posts", "id", ("text", "html")), ("post_revisions", "post_id", ("text",))):
        table = table_called(name)
        changed = {text: func.replace(table.c[text], called, gone) for text in texts}
        db.session.execute(update(table).where(table.c[column].in_(mentioned)).values(changed))
    posts = table_called("posts")
    own = select(Post.id).where(Post.author_id == person.id)
    db.session.execute(update(posts).where(posts.c.quoted_post_id.in_(own)).values(quoted_words=None))


def _forget_notices(person_id: int) -> None:
    """What others were told about these works and acts named their titles, or the person."""
    own = (
        ("submission", Submission.id, Submission.person_id),
        ("journal", Journal.id, Journal.person_id),
        ("thread", Thread.id, Thread.author_id),
        ("recommendation", Recommendation.id, Recommendation.person_id),
        ("contest", StudyContest.id, StudyContest.person_id),
        ("hiding", HidingReview.id, HidingReview.author_id),
    )
    posts = select(Post.id).join(Thread, Thread.id == Post.thread_id)
    posts = posts.where(or_(Post.author_id == person_id, Thread.author_id == person_id))
    things = [(kind, select(number).where(owner == person_id)) for kind, number, owner in own]
    things += [("post", posts), ("case", select(Case.id).where(Case.post_id.in_(posts)))]
    named = [Notice.actor_id == person_id, *((Notice.thing_kind == k) & Notice.thing_id.in_(ids) for k, ids in things)]
    gone = select(Notice.id).where(or_(*named))
    notices = table_called("notices")
    db.session.execute(update(notices).where(notices.c.head_id.in_(gone)).values(head_id=None))
    db.session.execute(delete(notices).where(or_(*named)))


def _end_showings(person_id: int) -> None:
    """Recommended works leave the showcase and the front page; that they were picked still counts."""
    present, theirs = clock.now(), select(Recommendation.id).where(Recommendation.person_id == person_id)
    standing = Recommendation.person_id == person_id, Recommendation.withdrawn_at.is_(None)
    shown = Showing.recommendation_id.in_(theirs), Showing.withdrawn_at.is_(None)
    for table, conditions in (("showings", shown), ("recommendations", standing)):
        db.session.execute(update(table_called(table)).where(*conditions).values(withdrawn_at=present))


def _refresh_search(person_id: int) -> None:
    """Nothing of theirs is found any more; posts of others under their threads lose the title."""
    db.session.expire_all()
    posts = select(Post.id).join(Thread, Thread.id == Post.thread_id)
    ids = db.session.scalars(posts.where(or_(Post.author_id == person_id, Thread.author_id == person_id)))
    mentioned = db.session.scalars(select(Mention.post_id).where(Mention.person_id == person_id))
    refresh(POSTS, sorted({*ids, *mentioned}))
    refresh(JOURNALS, db.session.scalars(select(Journal.id).where(Journal.person_id == person_id)).all())
    refresh(SUBMISSIONS, db.session.scalars(select(Submission.id).where(Submission.person_id == person_id)).all())
    rooms = select(Enrolment.classroom_id).where(Enrolment.person_id == person_id)
    refresh(BULLETINS, db.session.scalars(select(Bulletin.id).where(Bulletin.classroom_id.in_(rooms))).all())
