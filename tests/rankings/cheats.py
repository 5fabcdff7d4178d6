"""Tricks known from elsewhere, each beside an honest twin who did the same work once and left it at that."""

from collections.abc import Callable
from typing import NamedTuple

from app.discussions.operations import like_post
from app.foundation.clock import SHANGHAI, local_day
from app.people.operations import end_sessions
from tests.rankings.resource_cheats import RESOURCE_CHEATS
from tests.rankings.stage import ASSIGNMENTS, Stage

Act = Callable[[Stage, int], object]
STORY = "今天早读之前，我在教室门口等那个总是迟到的孩子，陪他走了一圈操场，什么都没有问。"
DAY = 24


class Cheat(NamedTuple):
    """`name` and `english` tell the trick; `honest` does what of it is worth anything."""

    name: str
    english: str
    cheats: Act
    honest: Act


def hand_in(stage: Stage, who: int, text: str = STORY, topic: int = 0, hour: float = 10) -> int:
    return stage.hand_in(who, stage.topics[topic], stage.at(hour), text)


def again(*texts: str) -> Act:
    """The story for one topic, then a variant for each further one, on days of their own."""

    def act(stage: Stage, who: int) -> None:
        for topic, text in enumerate((STORY, *texts)):
            hand_in(stage, who, text, topic, hour=10 + topic * DAY)

    return act


def posts(*texts: str, apart: float = 0.01) -> Act:
    def act(stage: Stage, who: int) -> None:
        thread = stage.thread_of(stage.post(stage.administrators[0], stage.at(1)))
        for number, text in enumerate(texts):
            stage.post(who, stage.at(12 + number * apart), text, thread)

    return act


def journals(*texts: str, apart: float = DAY) -> Act:
    def act(stage: Stage, who: int) -> None:
        for number, text in enumerate(texts):
            stage.publish(who, stage.at(12 + number * apart), text)

    return act


def post_hide_post(stage: Stage, who: int) -> None:
    for day in range(5):
        posted = stage.post(who, stage.at(12 + day * DAY), STORY)
        if day < 4:
            stage.hide(posted, stage.at(13 + day * DAY))


def post_and_edit(stage: Stage, who: int) -> None:
    post = stage.post(who, stage.at(12), STORY)
    for day in range(1, 6):
        stage.edit(post, STORY + ASSIGNMENTS[day % 4] * day, stage.at(12 + day * DAY))


def edit_away_and_say_again(stage: Stage, who: int) -> None:
    post = stage.post(who, stage.at(12), STORY)
    known_by_the_hour(stage)
    stage.edit(post, ASSIGNMENTS[0], stage.at(20))
    stage.post(who, stage.at(36), STORY)


def known_by_the_hour(stage: Stage) -> None:
    stage.mark(stage.at(13))


def short_then_long(stage: Stage, who: int) -> None:
    post = stage.post(who, stage.at(12), "好")
    stage.edit(post, STORY, stage.at(7 * DAY + 2))


def toggle(stage: Stage, who: int) -> None:
    for turn in range(6):
        work = hand_in(stage, who, hour=10 + turn * 2)
        if turn < 5:
            stage.take_back(work, stage.at(11 + turn * 2))


def back_and_again_after_the_week(stage: Stage, who: int) -> None:
    work = hand_in(stage, who)
    stage.take_back(work, stage.at(7 * DAY + 1))
    hand_in(stage, who, hour=7 * DAY + 3)


def last_minute(stage: Stage, who: int) -> None:
    post = stage.post(who, stage.at(7 * DAY - 1 / 60), STORY)
    stage.hide(post, stage.at(7 * DAY + 1))
    stage.post(who, stage.at(7 * DAY + 2), STORY)


def all_night(seconds: int) -> Act:
    return lambda stage, who: stage.study(who, local_day(stage.at(30), SHANGHAI), seconds)


def graded(*grades: str) -> Act:
    def act(stage: Stage, who: int) -> None:
        work = hand_in(stage, who)
        for number, grade in enumerate(grades):
            stage.grade("submission", work, grade, stage.at(20 + number))

    return act


def with_a_second_account(stage: Stage, who: int) -> None:
    thread = stage.thread_of(stage.post(who, stage.at(12), STORY))
    for number in range(20):
        stage.post(stage.extra, stage.at(13 + number), ASSIGNMENTS[number % 4], thread)


def liking_ring(stage: Stage, who: int) -> None:
    """Everybody likes the post, and is liked by its author in turn."""
    thread = stage.thread_of(stage.post(stage.administrators[0], stage.at(1)))
    mine = stage.post(who, stage.at(12), STORY, thread)
    theirs = stage.post(stage.extra, stage.at(2), ASSIGNMENTS[0], thread)
    for other in stage.people:
        if other != who:
            like_post(mine, other)
    like_post(theirs, who)


def in_and_out(stage: Stage, who: int) -> None:
    """What each sign-out leaves behind; `test_signing_in_and_out_gives_nothing` goes through the door itself."""
    stage.post(who, stage.at(12), STORY)
    for _turn in range(50):
        end_sessions(who)


def move_between_classes(stage: Stage, who: int) -> None:
    hand_in(stage, who)
    stage.move(who, stage.rooms[1], stage.at(20))
    stage.take_back(hand_in(stage, who, hour=21), stage.at(22))
    hand_in(stage, who, hour=30)


ONCE = again()
FIVE = [text + "后来的事，我想留到下一次再写。" for text in (*ASSIGNMENTS, STORY)]
MANY = [f"{text[:9]}{text[9 + n :]}{n * n + 7}号那天的{text[-9:]}" for n in range(10) for text in FIVE]
CHEATS = [
    Cheat("同一份作业交给四个专题", "the same assignment for four topics", again(STORY, STORY, STORY), ONCE),
    Cheat("多加一个字再交", "with one character added", again(STORY + "的", STORY[:9] + "又" + STORY[9:]), ONCE),
    Cheat(
        "改空格和标点再交", "white space and punctuation changed", again(STORY.replace("，", "  ！！\n") + "……" * 30), ONCE
    ),
    Cheat("换几个近义词再交", "a few synonyms", again(STORY.replace("孩子", "学生"), STORY.replace("等", "候")), ONCE),
    Cheat("交了收回，收回又交", "handing in and taking back", toggle, ONCE),
    Cheat("过了一周收回重交", "taken back after the week, handed in again", back_and_again_after_the_week, ONCE),
    Cheat("换班后再交一遍", "again after moving to another class", move_between_classes, ONCE),
    Cheat("请教师改评三次", "graded three times", graded("合格", "良", "优"), graded("优")),
    Cheat("同一篇日志每天发", "the same journal every day", journals(*[STORY] * 5), journals(STORY)),
    Cheat("一天发十篇日志", "ten journals in a day", journals(*FIVE, *FIVE, apart=0.1), journals(FIVE[0])),
    Cheat("删了重发", "deleting and posting again", post_hide_post, lambda s, w: s.post(w, s.at(108), STORY)),
    Cheat("发了改、改了再改", "editing a post again and again", post_and_edit, lambda s, w: s.post(w, s.at(12), STORY)),
    Cheat("改掉旧话再说一遍", "editing old words away to say them again", edit_away_and_say_again,
          lambda s, w: s.post(w, s.at(12), STORY)),
    Cheat("先占位，结算后改长", "a short post, made long after closing", short_then_long,
          lambda s, w: s.post(w, s.at(12), "好")),
    Cheat("两百条一个字的帖", "200 posts of one word", posts(*["好"] * 200), posts("好")),
    Cheat("两百条标点凑字的帖", "200 posts padded with punctuation", posts(*["好" + "！" * n for n in range(20, 220)]), posts("好")),
    Cheat("一段话拆成十条短帖", "one post in ten pieces", posts(*[STORY[n : n + 4] for n in range(0, 40, 4)]), posts("好")),
    Cheat("自己回自己五十条", "fifty replies to oneself", posts(*MANY[:50]), posts(*FIVE)),
    Cheat("周日 23:59 发，结算后删，再发", "posted at 23:59, deleted after closing, posted again", last_minute,
          lambda s, w: s.post(w, s.at(7 * DAY - 1 / 60), STORY)),
    Cheat("整夜挂机", "online all night", all_night(24 * 3600), all_night(7200)),
    Cheat("互相点赞", "a ring of mutual likes", liking_ring, posts(STORY)),
    Cheat("反复登录、退出", "logging in and out", in_and_out, lambda s, w: s.post(w, s.at(12), STORY)),
    Cheat("用第二个账号来捧场", "applause by a second account", with_a_second_account, lambda s, w: s.post(w, s.at(12), STORY)),
]  # fmt: skip
CHEATS += [Cheat(*one) for one in RESOURCE_CHEATS]
