"""Starting a thread: the same page in a salon and on a board."""

from dataclasses import dataclass

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.courses.queries import questions_of
from app.discussions.forms import ThreadForm
from app.discussions.operations import start_thread
from app.discussions.queries import find_topic
from app.discussions.queries.topics import TopicNamed
from app.discussions.routes.blueprint import number_asked
from app.discussions.routes.files import discard_post_files, keep_post_files
from app.foundation.access import viewer
from app.foundation.errors import Refused, SaidDifferently
from app.foundation.markup import excerpt
from app.foundation.transactions import once


@dataclass(frozen=True, slots=True)
class Home:
    """Where the thread will stand, and the way back from there."""

    name: str
    address: str
    crumbs: list[tuple[str, str | None]]
    classroom_id: int | None = None
    board_id: int | None = None

    @property
    def people(self) -> str:
        """Where names of people who are there are asked for."""
        return f"{self.address}/people"

    @property
    def box(self) -> str:
        """The text box's name for drafts, as `start_thread` settles them."""
        return f"thread:salon:{self.classroom_id}" if self.classroom_id else f"thread:board:{self.board_id}"


def answer_new_thread(home: Home) -> ResponseReturnValue:
    """Show the form, or take what was typed into it."""
    form = ThreadForm()
    person_id = viewer().id
    topic = find_topic(form.topic_id or number_asked("topic") or None, viewer())
    if form.validate_on_submit():
        try:
            return redirect(_start(person_id, form, topic, home))
        except Refused as refused:
            form.refuse(refused.message, refused.field)
    elif not form.was_sent and topic is not None:
        _begin_with_question(form, topic)
    page = render_template("discussions/new_thread.html", home=home, form=form, topic=topic)
    return page, 422 if form.was_sent else 200


def _start(person_id: int, form: ThreadForm, topic: TopicNamed | None, home: Home) -> str:
    """Start it once, however often the form is sent, and give its address."""
    kept = keep_post_files(form.files.data)
    title, text, topic_id = str(form.title.data), str(form.text.data), topic.id if topic else None

    def work() -> str:
        thread = start_thread(person_id, title, text, home.classroom_id, home.board_id, topic_id, kept)
        return url_for("discussions.thread", thread_id=thread.id)

    try:
        return once(form.once_key, "start-thread", person_id, work)
    except (Refused, SaidDifferently):
        discard_post_files(kept)
        raise


def _begin_with_question(form: ThreadForm, topic: TopicNamed) -> None:
    """Put the topic's question of that number above what will be written."""
    form.topic.data = str(topic.id)
    number = number_asked("question")
    questions = questions_of(topic.id, viewer()) if number > 0 else []
    if number <= len(questions) and number > 0:
        question = questions[number - 1]
        form.title.data = excerpt(question, 40)
        form.text.data = "\n".join(f"> {line}" for line in question.splitlines()) + "\n\n"
