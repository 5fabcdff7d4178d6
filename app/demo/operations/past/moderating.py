"""Reports of posts in a salon: one that waits, some decided, one that went to the project team and back."""

from datetime import datetime

from sqlalchemy import select

from app.demo.operations.past.scene import Scene
from app.discussions.models import Post, Thread
from app.foundation.database import db
from app.moderation.models import Verdict
from app.moderation.operations import decide_case, object_to_decision, report_post

LEAST = 5  # posts that are needed for all the stories


def moderate(scene: Scene) -> None:
    """One post for each story, from the oldest to the newest."""
    posts = _some_posts(scene)
    if len(posts) == LEAST:
        _hidden_and_back(scene, posts[0])
        _left(scene, posts[1])
        _warned(scene, posts[2])
        _contested(scene, posts[3])
        _waiting(scene, posts[4])


def _some_posts(scene: Scene) -> list[Post]:
    """Replies of classmates: three from all along, and two of the newest but for the last day."""
    statement = (
        select(Post)
        .join(Thread, Thread.id == Post.thread_id)
        .where(Thread.classroom_id == scene.classroom_id, Post.number > 1, Post.hidden_at.is_(None))
        .where(Post.author_id.in_(scene.classmates), Post.edited_at.is_(None), Post.written_at < scene.before(1))
        .order_by(Post.written_at, Post.id)
    )
    found = list(db.session.scalars(statement))
    if len(found) < 2 * LEAST:
        return []
    return [*(found[len(found) * part // LEAST] for part in (1, 2, 3)), found[-2], found[-1]]


def _report(scene: Scene, post: Post, reporter: int, moment: datetime, reason: str) -> int:
    with scene.at(moment):
        return report_post(reporter, post.id, reason)


def _other(scene: Scene, post: Post) -> int:
    """A classmate who did not write the post."""
    return next(person for person in scene.classmates if person != post.author_id)


def _hidden_and_back(scene: Scene, post: Post) -> None:
    case = _report(scene, post, _other(scene, post), scene.after(post.written_at, 3), "里面像是写了学生的真名。")
    with scene.at(scene.after(post.written_at, 8)):
        decide_case(scene.administrator, case, Verdict.HIDDEN, "请把孩子的名字换成化名再发，先替您收起来。")
    with scene.at(scene.after(post.written_at, 22)):
        object_to_decision(post.author_id, case, "这就是化名，孩子不叫这个名字，学校里也没有同名的。")
    with scene.at(scene.after(post.written_at, 30)):
        decide_case(scene.team, case, Verdict.LEFT, "核对过了，确是化名，已经恢复。谢谢您说明。")


def _left(scene: Scene, post: Post) -> None:
    reason = "这一段和上周另一位老师说的差不多，麻烦看一眼。"
    case = _report(scene, post, scene.learner, scene.after(post.written_at, 5), reason)
    with scene.at(scene.after(post.written_at, 20)):
        decide_case(scene.tutor, case, Verdict.LEFT, "看过了，是各自班上的做法，想到一处去了，不算重复。")


def _warned(scene: Scene, post: Post) -> None:
    case = _report(scene, post, _other(scene, post), scene.after(post.written_at, 2), "说家长的那句话重了。")
    with scene.at(scene.after(post.written_at, 7)):
        decide_case(scene.tutor, case, Verdict.WARNED, "道理是对的，说到家长时语气可以再缓一缓。帖子留着。")


def _contested(scene: Scene, post: Post) -> None:
    case = _report(scene, post, _other(scene, post), scene.after(post.written_at, 4), "和话题没有关系，像是闲聊。")
    with scene.at(scene.after(post.written_at, 12)):
        decide_case(scene.administrator, case, Verdict.WARNED, "沙龙里尽量围着话题说，闲聊可以去茶座。")
    with scene.at(scene.after(post.written_at, 21)):
        object_to_decision(post.author_id, case, "我是接着楼上的问题说的，只是例子举得远了些，请再看一次。")


def _waiting(scene: Scene, post: Post) -> None:
    moment = scene.after(post.written_at, 6)
    _report(scene, post, _other(scene, post), moment, "里面有学生家里的情况，别的班看得到吗？请看看合不合适。")
    _report(scene, post, scene.learner, scene.after(moment, 2), "同上，提到了孩子的家事。")
