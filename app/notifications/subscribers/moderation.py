"""Reports of posts and objections to what was hidden: moderators are asked to look, all concerned hear the result."""

from sqlalchemy import select

from app.bulletins.policy import ABOVE
from app.discussions.models import Post, Thread
from app.foundation.database import db
from app.foundation.events import subscribe
from app.moderation.events import DecisionContested, HidingContested, HidingReviewed, PostReported, ReportDecided
from app.moderation.models import HiddenKind, Outcome, Verdict
from app.moderation.queries import (
    Hiding,
    barred_from,
    barred_from_hiding,
    find_hiding,
    moderators_of,
    objection_address,
    reporters_of,
    those_asked,
)
from app.notifications.operations import tell

Told = tuple[str, str, dict[str, str], tuple[str, int] | None]


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
    """Reporters learn that it was decided, or decided anew; the author what and why, unless nothing was done."""
    thread_id, title = _thread_of(event.post_id)
    cause, told = f"case:{event.case_id}:{event.number}", {"title": title}
    kind = "report_decided" if event.number == 1 else "report_decided_anew"
    concerned = dict.fromkeys(event.reporter_ids, (kind, f"/posts/{event.post_id}/report"))
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
    """The author of a comment hears no title: the bulletin above it may be hidden too. Who reported it hears that it is
    shown again, without the title and as long as they may read it."""
    hiding, is_comment = find_hiding(event.kind, event.thing_id), event.kind == HiddenKind.COMMENT
    if hiding is None:
        return
    is_shown, told = event.outcome == Outcome.SHOWN, {} if is_comment else {"title": hiding.title}
    kind = ("comment" if is_comment else "hiding") + ("_lifted" if is_shown else "_kept")
    concerned: dict[int, Told] = dict.fromkeys(reporters_of(hiding), _shown_again(hiding)) if is_shown else {}
    concerned[event.author_id] = (kind, objection_address(event.kind, event.thing_id), told, None)
    for person_id, (kind, url, told, thing) in sorted(concerned.items()):
        tell(person_id, kind, f"hiding:{event.review_id}", url, told, thing=thing)


def _shown_again(hiding: Hiding) -> Told:
    """What who reported it hears, and where they read what came of their report."""
    kind = f"reported_{hiding.kind}_shown"
    if hiding.bulletin_id is None:
        return kind, f"/resources/{hiding.thing_id}/report", {}, ("resource", hiding.thing_id)
    comment = f"/comments/{hiding.thing_id}" if hiding.kind == HiddenKind.COMMENT else ""
    return kind, f"/bulletins/{hiding.bulletin_id}{comment}/report", {}, ("bulletin", hiding.bulletin_id)


def _ask(case_id: int, post_id: int, kind: str, but: set[int]) -> None:
    _, title = _thread_of(post_id)
    for person_id in sorted(set(moderators_of(post_id, but))):
        url = f"/moderation/cases/{case_id}"
        tell(person_id, kind, f"{kind}:{case_id}", url, {"title": title}, thing=("case", case_id), gathers=kind)


def _thread_of(post_id: int) -> tuple[int, str]:
    statement = select(Thread.id, Thread.title).join(Post, Post.thread_id == Thread.id).where(Post.id == post_id)
    thread_id, title = db.session.execute(statement).one()
    return thread_id, title
