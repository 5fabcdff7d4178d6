"""A world in which every text names its owner: a canary that sings where it may not be heard is a leak."""

from dataclasses import dataclass, field
from datetime import timedelta
from importlib import import_module

from flask import Flask
from sqlalchemy import select

from app.assignments.models import Submission, SubmissionAttachment
from app.assignments.operations import hand_in_submission, take_back_submission
from app.contests.operations import answer_contest, contest_stretch
from app.discussions.models import Board, Post, PostAttachment
from app.discussions.operations import PostFile, edit_post, hide_post, open_boards, reply, start_thread
from app.drafts.operations import save_draft
from app.foundation import clock, files
from app.foundation.clock import Week
from app.foundation.database import db
from app.grading.operations import answer_grade, grade_journal, grade_submission, rate_post
from app.journals.operations import write_journal
from app.moderation.models import Verdict
from app.moderation.operations import decide_case, object_to_decision, report_post
from app.notifications.models import Notice
from app.objections.operations import raise_objection
from app.opinions.operations import ask_second_opinion
from app.people.models import Person
from app.phrases.operations import keep_phrase
from app.rankings.operations import close_week
from app.recommendations.operations import consent_to_showing, pick_work, recommend_work, show_on_home_page
from tests.support.given import EVENING, Given

PRINCIPALS = (
    "guest", "learner", "classmate", "tutor", "class_administrator", "expert", "area", "team", "left", "disabled",
    "learner2", "tutor2", "far_learner", "far_tutor", "far_area",
)  # fmt: skip
LEARNERS = {"own": {"learner", "classmate"}, "other_class": {"learner2"}, "other_city": {"far_learner"}}
STAFF = {
    "own": {"tutor", "class_administrator"}, "other_class": {"tutor2", "class_administrator2"},
    "other_city": {"far_tutor"},
}  # fmt: skip
TIDIERS = {place: staff | {"team"} for place, staff in STAFF.items()}
LOOKERS = {place: staff | {"far_area" if place == "other_city" else "area"} for place, staff in TIDIERS.items()}
OVERSEERS = {
    "own": {"expert", "area", "team"}, "other_class": {"expert", "area", "team"}, "other_city": {"far_area", "team"},
}  # fmt: skip
EVERYBODY = frozenset(PRINCIPALS)
TAKE_PART = EVERYBODY - {"guest", "left", "disabled"}
WEEK = "2026-W11"
SCENES = (
    "announcements",
    "administration",
    "bulletins",
    "hidings",
    "reminders",
    "resources",
    "roster",
)  # further objects, a module of `scenes` each: it takes its words from here
LATE_SCENES = ("statistics", "reports")  # those that look at a week that has been closed
LONG = "，今天我请全班同学把昨晚的作业时间写在纸条上，收上来一看，最长的写到了十一点。"


@dataclass
class World:
    """`ids[kind][variant]` are the objects; `audience[canary]` and `readers[(kind, variant)]` who may see them."""

    given: Given
    ids: dict[str, dict[str, object]] = field(default_factory=dict)
    readers: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict)
    audience: dict[str, frozenset[str]] = field(default_factory=dict)

    def canary(self, name: str, audience: set[str] | frozenset[str]) -> str:
        """A word that nothing else contains, for those who may read it."""
        word = f"cnry{name.replace('_', '')}end"
        assert word not in self.audience
        self.audience[word] = frozenset(audience)
        return word

    def keep(self, kind: str, variant: str, value: object, readers: set[str] | frozenset[str]) -> None:
        self.ids.setdefault(kind, {})[variant] = value
        self.readers[kind, variant] = frozenset(readers)


def build(app: Flask) -> World:
    """Seed the stage: each kind of object in the own class, another class, another city, hidden and unpublished."""
    given = Given(app)
    world = World(given)
    clock.travel_to(EVENING - timedelta(days=7))
    with app.app_context():
        for place, learner, tutor in (
            ("own", given.learner, given.tutor),
            ("other_class", given.learner2, given.tutor2),
            ("other_city", given.far_learner, given.far_tutor),
        ):
            _works(world, place, learner, tutor)
            _salon(world, place, learner, tutor)
            _case(world, place, learner, tutor)
            _contest(world, place, learner, tutor)
        _unpublished(world)
        _hidden(world)
        _forum(world)
        _recommendations(world)
        _drafts(world)
        _phrases(world)
        _opinions(world)
        _notices(world)
        for scene in SCENES:
            import_module(f"tests.access.scenes.{scene}").set_scene(world)
        clock.travel_to(EVENING)
        close_week(given.training.id, Week.parse(WEEK), clock.now())
        world.keep("week", "own", WEEK, EVERYBODY)
        _objections(world)
        for scene in LATE_SCENES:
            import_module(f"tests.access.scenes.{scene}").set_scene(world)
    return world


def _works(world: World, place: str, learner: Person, tutor: Person) -> None:
    """A graded and answered submission with a file, a published and graded journal."""
    judges = {learner.account} | STAFF[place] | OVERSEERS[place]
    readers = LEARNERS[place] | STAFF[place] | OVERSEERS[place]
    name, content = world.canary(f"filename{place}", judges), world.canary(f"file{place}", judges)
    kept = [files.keep(f"{name}.txt", "text/plain", content.encode())]
    text = world.canary(f"submission{place}", judges) + LONG
    work = hand_in_submission(learner.id, world.given.topic.id, text, kept)
    grade = grade_submission(tutor.id, work.id, 91, world.canary(f"comment{place}", judges) + LONG)
    world.keep("grade", place, grade.id, {tutor.account})
    answer = world.canary(f"answer{place}", judges) + LONG
    room = db.session.scalars(select(Submission.classroom_id).where(Submission.id == work.id)).one()
    answer_grade(learner.id, "submission", work.id, answer, person_id=learner.id, classroom_id=room)
    world.keep("submission", place, work.id, judges)
    attachment = db.session.scalars(select(SubmissionAttachment.id).order_by(SubmissionAttachment.id.desc())).first()
    world.keep("attachment", place, attachment, judges)
    title = world.canary(f"journaltitle{place}", readers)
    journal = write_journal(learner.id, title, world.canary(f"journal{place}", readers) + LONG, publish=True)
    grade_journal(tutor.id, journal.id, "优", world.canary(f"journalcomment{place}", judges) + LONG)
    world.keep("journal", place, journal.id, readers)
    world.keep("own_journal", place, journal.id, {learner.account})


def _contest(world: World, place: str, learner: Person, tutor: Person) -> None:
    """A stretch that waits for an answer and one that has it, for the learner and who looks after the class."""
    readers = {learner.account} | STAFF[place]
    for hours, variant in ((2, f"{place}_answered"), (5, place)):
        began = clock.now() - timedelta(hours=hours)
        reason = world.canary(f"contest{hours}{place}", readers) + LONG
        contest = contest_stretch(learner.id, world.given.topic.id, "case", began, began + timedelta(minutes=9), reason)
        if hours == 2:
            answer_contest(contest.id, tutor.id, world.canary(f"contestanswer{place}", readers) + LONG, accept=True)
        world.keep("contest", variant, contest.id, readers)


def _salon(world: World, place: str, learner: Person, tutor: Person) -> None:
    """A thread whose first post was edited, with a reply that was rated."""
    readers = LEARNERS[place] | STAFF[place] | OVERSEERS[place]
    judges = {learner.account} | STAFF[place] | OVERSEERS[place]
    room = {"own": world.given.classroom, "other_class": world.given.classroom2}.get(place, world.given.far_classroom)
    before = world.canary(f"before{place}", {learner.account} | TIDIERS[place])
    title = world.canary(f"threadtitle{place}", readers)
    file = _post_file(world, place, readers)
    thread = start_thread(learner.id, title, before + LONG, classroom_id=room.id, files=[file])
    world.keep("post_attachment", place, _newest_file(), readers)
    first = db.session.scalars(select(Post.id).where(Post.thread_id == thread.id)).one()
    edit_post(first, learner.id, world.canary(f"post{place}", readers) + LONG)
    rate_post(tutor.id, first, "优", world.canary(f"rating{place}", judges) + LONG)
    reply(tutor.id, thread.id, world.canary(f"reply{place}", readers) + LONG)
    world.keep("classroom", place, room.code, readers)
    world.keep("thread", place, thread.id, readers)
    world.keep("post", place, first, readers)
    world.keep("ranked_classroom", place, room.code, EVERYBODY)
    world.keep("ranked_learner", place, learner.id, EVERYBODY)
    world.keep("ranked_tutor", place, tutor.id, EVERYBODY)
    if place != "other_city":
        administrator = world.given.class_administrator if place == "own" else world.given.class_administrator2
        world.keep("ranked_administrator", place, administrator.id, EVERYBODY)
    world.keep("learner", place, learner.id, {learner.account} | STAFF[place] | OVERSEERS[place])


def _case(world: World, place: str, learner: Person, tutor: Person) -> None:
    """A reported post whose author was warned and objects: it waits for another moderator."""
    moderators = TIDIERS[place]
    report = world.canary(f"report{place}", moderators)
    case_id = report_post(tutor.id, int(str(world.ids["post"][place])), report + LONG)
    concerned = moderators | {learner.account}
    decide_case(tutor.id, case_id, Verdict.WARNED, world.canary(f"decision{place}", concerned) + LONG)
    object_to_decision(learner.id, case_id, world.canary(f"objection{place}", concerned) + LONG)
    world.keep("case", place, case_id, concerned)


def _post_file(world: World, place: str, readers: set[str] | frozenset[str]) -> PostFile:
    name, content = world.canary(f"postfilename{place}", readers), world.canary(f"postfile{place}", readers)
    return PostFile(files.keep(f"{name}.txt", "text/plain", content.encode()))


def _newest_file() -> int | None:
    return db.session.scalars(select(PostAttachment.id).order_by(PostAttachment.id.desc())).first()


def _unpublished(world: World) -> None:
    """What its writer has not shown to anybody."""
    writer, mine = world.given.classmate, {"classmate"}
    journal = write_journal(writer.id, world.canary("privatetitle", mine), world.canary("private", mine) + LONG)
    world.keep("journal", "draft", journal.id, mine)
    world.keep("own_journal", "draft", journal.id, mine)
    work = hand_in_submission(writer.id, world.given.topic.id, world.canary("takenback", mine) + LONG)
    take_back_submission(work.id, writer.id)
    world.keep("submission", "draft", work.id, mine)


def _hidden(world: World) -> None:
    """A thread and a reply that were deleted, which means hidden."""
    given, tidiers = world.given, {"learner"} | TIDIERS["own"]
    title, text = world.canary("hiddentitle", tidiers), world.canary("hiddenpost", tidiers)
    thread = start_thread(given.learner.id, title, text + LONG, classroom_id=given.classroom.id)
    first = db.session.scalars(select(Post.id).where(Post.thread_id == thread.id)).one()
    hide_post(first, given.learner.id)
    world.keep("thread", "hidden", thread.id, tidiers)
    world.keep("post", "of_hidden_thread", first, tidiers)
    readers = world.readers["thread", "own"]
    file, text = _post_file(world, "hidden", tidiers), world.canary("hiddenreply", tidiers) + LONG
    gone = reply(given.learner.id, int(str(world.ids["thread"]["own"])), text, files=[file])
    world.keep("post_attachment", "hidden", _newest_file(), tidiers)
    hide_post(gone.id, given.tutor.id, world.canary("hiddenreason", tidiers))
    world.keep("post", "hidden", gone.id, readers)


def _forum(world: World) -> None:
    boards = open_boards(world.given.training.id)
    board = db.session.get(Board, boards[0].id)
    assert board is not None
    title = world.canary("forumtitle", TAKE_PART)
    text = world.canary("forumpost", TAKE_PART) + LONG
    thread = start_thread(world.given.far_learner.id, title, text, board_id=board.id)
    world.keep("board", "own", board.slug, TAKE_PART)
    world.keep("thread", "forum", thread.id, TAKE_PART)


def _recommendations(world: World) -> None:
    """One that waits for its author's word, one that everybody may read, one on the home page without a name."""
    given = world.given
    judges = {"learner"} | STAFF["own"] | OVERSEERS["own"]
    asked = recommend_work(
        given.tutor.id, "submission", int(str(world.ids["submission"]["own"])), world.canary("reason", judges) + LONG
    )
    world.keep("recommendation", "draft", asked.id, {"learner", "tutor"})
    shown_title, shown_text = world.canary("showntitle", EVERYBODY), world.canary("shown", EVERYBODY)
    journal = write_journal(given.far_learner.id, shown_title, shown_text + LONG, publish=True)
    reason = world.canary("shownreason", EVERYBODY) + LONG
    shown = recommend_work(given.far_tutor.id, "journal", journal.id, reason)
    consent_to_showing(shown.id, given.far_learner.id)
    world.keep("recommendation", "own", shown.id, EVERYBODY)
    title, text = world.canary("pickedtitle", EVERYBODY), world.canary("picked", EVERYBODY)
    journal = write_journal(given.classmate.id, title, text + LONG, publish=True)
    picked = recommend_work(given.tutor.id, "journal", journal.id, world.canary("pickedreason", EVERYBODY) + LONG)
    consent_to_showing(picked.id, given.classmate.id, is_nameless=True)
    pick_work(picked.id, given.expert.id, world.canary("pickedword", EVERYBODY) + LONG)
    show_on_home_page(picked.id, given.team.id, 1, given.training.ends_on)
    world.keep("recommendation", "picked", picked.id, EVERYBODY)


def _drafts(world: World) -> None:
    """The same box of three people, whose versions nobody else may see."""
    writers = {"own": world.given.learner, "other_class": world.given.learner2, "other_city": world.given.far_learner}
    for place, writer in writers.items():
        text = world.canary(f"draft{writer.account}", {writer.account})
        saved = save_draft(writer.id, "journal:new", text, "device-of-hers")
        world.keep("draft_version", place, saved.id, {writer.account})
    world.keep("draft_box", "own", "journal:new", {writer.account for writer in writers.values()})


def _phrases(world: World) -> None:
    """A phrase of a tutor's own."""
    for place, tutor in (("own", world.given.tutor), ("other_class", world.given.tutor2)):
        phrase = keep_phrase(tutor.id, world.canary(f"phrase{place}", {tutor.account}))
        assert phrase is not None
        world.keep("phrase", place, phrase.id, {tutor.account})


def _opinions(world: World) -> None:
    """A work whose second opinion a tutor of another class has to give: its text is theirs to read, nothing else."""
    given = world.given
    judges = {"classmate"} | STAFF["own"] | OVERSEERS["own"]
    text = world.canary("secondlook", judges | {"tutor2"}) + LONG
    work = hand_in_submission(given.classmate.id, given.topic2.id, text)
    grade_submission(given.tutor.id, work.id, 61, world.canary("firstjudgement", judges) + LONG)
    clock.travel_to(clock.now() + timedelta(minutes=1))
    reason = world.canary("whysecond", {"classmate", "tutor2"}) + LONG
    opinion = ask_second_opinion(given.classmate.id, "submission", work.id, reason)
    assert opinion.tutor_id == given.tutor2.id
    world.keep("opinion", "own", opinion.id, {"tutor2"})
    world.keep("submission", "second_look", work.id, judges)


def _notices(world: World) -> None:
    for place, person in (("own", world.given.learner), ("other_class", world.given.learner2)):
        found = db.session.scalars(select(Notice.id).where(Notice.person_id == person.id)).first()
        assert found is not None, f"{person.account} was told nothing"
        world.keep("notice", place, found, {person.account})


def _objections(world: World) -> None:
    """Learners doubt their own figures; the tutors of their classes and the team read it."""
    given = world.given
    for place, learner, tutor in (
        ("own", given.learner, "tutor"),
        ("other_class", given.learner2, "tutor2"),
        ("other_city", given.far_learner, "far_tutor"),
    ):
        readers = {learner.account, tutor, "team"}
        reason = world.canary(f"doubt{place}", readers) + LONG
        row = (given.training.id, Week.parse(WEEK), "learners", learner.id, "place")
        world.keep("objection", place, raise_objection(learner.id, *row, reason).id, readers)
