"""Reports of posts and objections to what was hidden: moderators are asked to look, all concerned hear the result."""

from sqlalchemy import select

from app.bulletins.policy import ABOVE
from app.discussions.models import Post, Thread
from app.foundation.database import db
from app.foundation.events import subscribe
from app.moderation.events import DecisionContested, HidingContested, HidingReviewed, PostReported, ReportDecided
from app.moderation.models import HiddenKind, Outcome, Verdict
from app.moderation.queries import (
    barred_from,
    barred_from_hiding,
    find_hiding,
    moderators_of,
    objection_address,
    those_asked,
)
from app.notifications.operations import tell


@subscribe(PostReported)
def ask_moderators_to_look(event: PostReported) -> None:
    """Once for each case, however many report; never the author, never whoever reported."""
    _ask(event.case_id, event.post_id, "reported", {event.reporter_id})


@subscribe(DecisionContested)
def ask_others_to_look_again(event: DecisionContested) -> None:
    """Neither who decided nor who reported decides again; where nobody else works for the class, the team is asked."""
    _ask(event.case_id, event.post_id, "contested", barred_from(event.case_id))


@subscribe(ReportDecided)
def tell_what_was_decided(event: ReportDecided) -> None:
    """Reporters learn that it was decided, the author what and why, unless nothing was done."""
    thread_id, title = _thread_of(event.post_id)
    cause, told = f"case:{event.case_id}:{event.number}", {"title": title}
    concerned = dict.fromkeys(event.reporter_ids, ("report_decided", f"/posts/{event.post_id}/report"))
    if event.verdict != Verdict.LEFT or event.number > 1:
        concerned[event.author_id] = ("post_judged", f"/moderation/cases/{event.case_id}/objection")
    concerned.pop(event.moderator_id, None)
    for person_id, (kind, url) in sorted(concerned.items()):
        tell(person_id, kind, cause, url, told, thing=("thread", thread_id))


@subscribe(HidingContested)
def ask_others_about_a_hiding(event: HidingContested) -> None:
    """Whoever may show it again, but for who hid or reported it and its author."""
    hiding = find_hiding(event.kind, event.thing_id)
    if hiding is None:
        return
    but, told = {event.author_id, *barred_from_hiding(hiding)}, {"title": hiding.title}
    url, thing = f"/moderation/{event.kind}s/{event.thing_id}", ("hiding", event.review_id)
    for person_id in those_asked(hiding.classroom_id, hiding.place_code, ABOVE, but):
        tell(person_id, "hiding_contested", f"hiding:{event.review_id}", url, told, thing=thing)


@subscribe(HidingReviewed)
def tell_what_became_of_a_hiding(event: HidingReviewed) -> None:
    """The author of a comment hears no title: the bulletin above it may be hidden too."""
    hiding, is_comment = find_hiding(event.kind, event.thing_id), event.kind == HiddenKind.COMMENT
    kind = ("comment" if is_comment else "hiding") + ("_lifted" if event.outcome == Outcome.SHOWN else "_kept")
    told = {} if is_comment or hiding is None else {"title": hiding.title}
    url, cause = objection_address(event.kind, event.thing_id), f"hiding:{event.review_id}"
    tell(event.author_id, kind, cause, url, told)


def _ask(case_id: int, post_id: int, kind: str, but: set[int]) -> None:
    _, title = _thread_of(post_id)
    for person_id in sorted(set(moderators_of(post_id, but))):
        url = f"/moderation/cases/{case_id}"
        tell(person_id, kind, f"{kind}:{case_id}", url, {"title": title}, thing=("case", case_id), gathers=kind)


def _thread_of(post_id: int) -> tuple[int, str]:
    statement = select(Thread.id, Thread.title).join(Post, Post.thread_id == Thread.id).where(Post.id == post_id)
    thread_id, title = db.session.execute(statement).one()
    return thread_id, title
