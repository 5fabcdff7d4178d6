"""What the demo's people write reads differently each time and the same for the same seed."""

import hashlib
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from app.demo import texts

ROOT = Path(__file__).parents[2]
GRADES = ("优", "良", "合格", "不合格")
# The pure rooms need nothing of the application: an empty package in its place keeps the start short, and proves it.
ALONE = "import sys, types; app = sys.modules['app'] = types.ModuleType('app'); app.__path__ = ['app']; "
OF_SUMMER = ("六一", "高考", "中考的那几天", "双抢", "蛙声", "知了叫", "天热得", "送考", "插秧")
LEFT_OVER = re.compile(r"[{}\[\]|｜／]")
FACTS = texts.ClassroomFacts(
    classroom="长沙县2班",
    site="长沙县教师进修学校教学点",
    week=3,
    issue=3,
    learners=52,
    submissions=117,
    journals=50,
    posts=68,
    lagging=2,
    star="李红",
    administrator="王伟",
    tutor="陈静",
    lively_title="一张迟到条",
)


def everything(seed: int) -> list[str]:
    """A sample of every kind of text."""
    rng, found = Random(seed), []
    for number, topic in enumerate(texts.known_topics()):
        grade, board = GRADES[number % 4], texts.BOARDS[number % len(texts.BOARDS)].slug
        work = texts.submission(topic, rng)
        thread = texts.forum_thread(board, rng, number % 6 + 1, summer=number % 2 == 0)
        found += [work.text, work.matter, thread.title, thread.text, texts.forum_reply(board, rng, thread.subject)]
        found += [
            *texts.journal(number % 6 + 1, rng, summer=number % 2 == 0),
            *texts.salon_thread(topic, rng),
            texts.salon_reply(topic, rng),
        ]
        found += [texts.tutor_comment(topic, grade, rng, work), texts.tutor_comment(topic, grade, rng)]
        found += [texts.journal_comment(grade, rng, topic), texts.post_comment(number % 3 + 1, rng)]
        found += [texts.return_reason(topic, rng, work), texts.learner_answer(topic, grade, rng, work)]
        found += [*texts.resource(topic, rng), *texts.bulletin(FACTS, rng), *texts.expert_post(topic, rng)]
        found.append(texts.expert_reply(topic, rng))
    return found


def fingerprint(seed: int) -> str:
    return hashlib.sha256("\n".join(everything(seed)).encode()).hexdigest()


def test_the_same_seed_writes_the_same_under_any_hash_seed():
    code = ALONE + "from tests.demo.test_texts import fingerprint; print(fingerprint(11))"
    prints = []
    for hash_seed in ("1", "2"):
        environment = os.environ | {"PYTHONHASHSEED": hash_seed}
        ran = subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )
        assert ran.returncode == 0, ran.stderr
        prints.append(ran.stdout.strip())
    assert prints == [fingerprint(11)] * 2
    assert fingerprint(12) != prints[0]


def test_nothing_of_the_machinery_shows_in_what_is_written():
    for seed in range(12):
        assert [text for text in everything(seed) if LEFT_OVER.search(text) or not text] == []


def test_all_48_topics_have_parts_of_their_own():
    topics = texts.known_topics()
    assert len({topic.title for topic in topics}) == 48
    assert len({topic.module for topic in topics}) == 6
    assert all(len(topic.keywords) >= 3 for topic in topics)


def test_a_title_with_other_punctuation_and_an_unknown_one_still_find_words():
    rng = Random(1)
    same = texts.Topic("x", "课间:看见教室的另一面", ("课间",), "班主任每一天")
    assert texts.topics.parts_of(same).title == "课间：看见教室的另一面"
    assert len(texts.submission(texts.Topic("y", "全新的专题", (), "新模块"), rng).text) > 80


@pytest.mark.parametrize("index", [0, 17, 34])
def test_a_thousand_assignments_of_a_topic_are_a_thousand(index):
    rng, topic = Random(index), texts.known_topics()[index]
    written = [texts.submission(topic, rng).text for _ in range(1000)]
    assert len(set(written)) == 1000
    lengths = sorted(map(len, written))
    assert lengths[0] >= 100
    assert lengths[-1] <= 900
    assert 220 <= lengths[500] <= 380
    assert sum(150 <= length <= 500 for length in lengths) > 850


def test_no_sentence_stands_in_more_than_a_fifth_of_the_assignments_of_a_topic():
    rng, topic = Random(5), texts.known_topics()[4]
    counts: dict[str, int] = {}
    for _ in range(500):
        for sentence in set(re.split(r"[。？！\n]", texts.submission(topic, rng).text)):
            counts[sentence] = counts.get(sentence, 0) + (len(sentence) > 8)
    assert max(counts.values()) < 100


def test_journals_and_posts_have_their_usual_lengths():
    rng, topics = Random(6), texts.known_topics()
    journals = sorted(len(texts.journal(n % 6 + 1, rng)[1]) for n in range(600))
    openings = sorted(len(texts.salon_thread(topics[n % 48], rng)[1]) for n in range(600))
    replies = sorted(len(texts.salon_reply(topics[n % 48], rng)) for n in range(600))
    assert journals[0] >= 110
    assert journals[-1] <= 420
    assert openings[30] >= 30
    assert openings[-1] <= 220
    assert replies[120] >= 25
    assert replies[-1] <= 200


def test_what_is_written_out_of_season_knows_nothing_of_june_and_in_season_it_does():
    rng = Random(3)
    journals = [texts.journal(n % 6 + 1, rng) for n in range(600)]
    threads = [texts.forum_thread("lounge", rng, n % 6 + 1) for n in range(300)]
    issues = ["".join(texts.bulletin(FACTS, rng)) for _ in range(400)]
    written = "".join(
        [*(title + text for title, text in journals), *(one.title + one.text for one in threads), *issues]
    )
    assert [word for word in OF_SUMMER if word in written] == []
    assert [word for word in ("放假", "暑假", "学期末", "雷雨") if word in "".join(issues)] == []
    june = "".join(texts.forum_thread("lounge", rng, n % 6 + 1, summer=True).text for n in range(600))
    assert [word for word in ("六一", "端午", "双抢") if word not in june] == []


def test_a_diary_on_the_forum_is_of_its_own_week():
    rng = Random(5)
    late = "".join(texts.forum_thread("lounge", rng, 6).text for _ in range(200))
    assert ("最后一周了" in late, "登录就弄了半个晚上" in late) == (True, False)


def test_comments_take_up_the_work_and_are_seldom_bare():
    rng, topics = Random(8), texts.known_topics()
    works = [(topics[n % 48], texts.submission(topics[n % 48], rng)) for n in range(1000)]
    comments = [texts.tutor_comment(topic, "优", rng, work) for topic, work in works]
    bare = sum(len(comment) < 12 for comment in comments)
    taken_up = sum(work.matter in comment for comment, (_, work) in zip(comments, works, strict=True))
    assert 1 <= bare <= 30
    assert taken_up > 700
    assert len(set(comments)) > 940
    assert all(len(comment) <= 110 for comment in comments)


def test_bulletins_tell_their_class_and_figures_in_many_voices():
    rng = Random(4)
    issues = [texts.bulletin(FACTS, rng) for _ in range(300)]
    assert all("长沙县2班" in issue.title for issue in issues)
    assert all("117" in issue.figures and "50" in issue.figures and "68" in issue.figures for issue in issues)
    assert len({issue.story.split("\n\n")[0] for issue in issues}) >= 40
    assert len({texts.word_to_a_bulletin(rng) for _ in range(200)}) >= 30


def test_bulletins_praise_a_class_where_nobody_lags():
    rng = Random(4)
    assert "0位" not in texts.bulletin(replace(FACTS, lagging=0), rng).lag


def test_the_lively_thread_is_76_different_answers_to_each_other():
    thread = texts.net_addiction_thread()
    assert thread.title == "消除青少年网瘾的妙招"
    assert len(thread.replies) == len({reply.text for reply in thread.replies}) == texts.special.REPLIES == 76
    quoting = [(number, reply.quotes) for number, reply in enumerate(thread.replies, 1) if reply.quotes is not None]
    assert len(quoting) > 30
    assert all(quoted < number for number, quoted in quoting)
    speakers = {reply.speaker for reply in thread.replies}
    assert speakers == set(range(texts.special.TUTOR + 1))
    assert "辅导老师" in next(reply.text for reply in thread.replies if reply.speaker == texts.special.TUTOR)
