"""What the author and the tutor say to each other about a grade or a return."""

from flask_babel import gettext as _

from app.drafts.operations import settle_drafts
from app.foundation import clock, markup
from app.foundation.errors import Forbidden, Refused
from app.foundation.events import record
from app.foundation.transactions import transaction
from app.foundation.typed import nothing_written, refuse_unfit
from app.grading.events import GradeAnswered
from app.grading.models import GradeAnswer
from app.grading.policy import may_answer
from app.grading.queries import judgement_of
from app.people.queries import get_person

LONGEST_ANSWER = 5_000


def answer_box(kind: str, work_id: int) -> str:
    return f"answer:{kind}:{work_id}"


def answer_grade(
    author_id: int, kind: str, work_id: int, text: str, *, person_id: int, classroom_id: int
) -> GradeAnswer:
    """Write back about a work of `person_id` in a class; the other side is told."""
    with transaction() as session:
        if not may_answer(get_person(author_id), person_id, classroom_id):
            raise Forbidden
        refuse_unfit(text, "text", LONGEST_ANSWER, empty=nothing_written())
        answer = GradeAnswer(
            kind=kind, work_id=work_id, author_id=author_id, text=text, html=markup.render(text).html,
            written_at=clock.now(),
        )  # fmt: skip
        to_id = person_id if author_id != person_id else _whom_it_concerns(kind, work_id)
        session.add(answer)
        session.flush()
        settle_drafts(author_id, answer_box(kind, work_id))
        record(GradeAnswered(answer.id, kind, work_id, author_id, to_id), author_id)
        return answer


def _whom_it_concerns(kind: str, work_id: int) -> int:
    """The tutor who judged the work last."""
    judged = [said for said in judgement_of(kind, work_id).everything if said.grade or said.what == "return"]
    if not judged:
        raise Refused(_("辅导教师还没有评这一件，等评过以后再说吧。"))
    return judged[-1].person_id
