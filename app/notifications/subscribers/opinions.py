"""Second opinions: who is asked to give one, and what came of it."""

from app.foundation.events import subscribe
from app.notifications.operations import tell
from app.notifications.queries.works import name_of
from app.opinions.events import SecondOpinionAsked, SecondOpinionGiven, SecondOpinionPassedOn


@subscribe(SecondOpinionAsked)
def ask_a_tutor(event: SecondOpinionAsked) -> None:
    _ask(event.opinion_id, event.tutor_id)


@subscribe(SecondOpinionPassedOn)
def ask_another(event: SecondOpinionPassedOn) -> None:
    _ask(event.opinion_id, event.tutor_id)


@subscribe(SecondOpinionGiven)
def tell_what_came_of_it(event: SecondOpinionGiven) -> None:
    """The author, and who judged first."""
    title, url = name_of(event.kind, event.work_id)
    kinds = {event.person_id: "opinion_given", event.first_grader_id: "opinion_on_yours"}
    for person_id in sorted(kinds):
        thing, about = (event.kind, event.work_id), f"opinion:{event.opinion_id}"
        tell(person_id, kinds[person_id], about, url, {"title": title}, thing=thing, actor_id=event.tutor_id)


def _ask(opinion_id: int, tutor_id: int) -> None:
    """Without the work's title or its author: the page says what is theirs to know, for as long as it is theirs."""
    about, thing = f"opinion:{opinion_id}:asked", ("opinion", opinion_id)
    tell(tutor_id, "opinion_asked", about, f"/opinions/{opinion_id}", {}, thing=thing)
