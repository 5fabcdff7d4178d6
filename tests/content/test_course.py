"""The course that we ship: sound, whole, and as it was given."""

import re
from pathlib import Path

import pytest

from app.courses.course import CourseText, TopicText
from app.courses.folder import pictures_in, read_folder
from app.courses.overlaps import LIMIT, comparable, overlaps
from app.courses.parsing import read_course
from app.courses.questions import questions_in

PICTURE = re.compile(r'<img\b[^>]*\balt="([^"]+)"')
ROOT = Path(__file__).resolve().parents[2]
GIVEN = {
    "班主任每一天": "清晨的第一声问候 晨会五分钟 课间：看见教室的另一面 一张迟到条的背后 课堂冲突的当场处理 午间时光：午餐、午休与值日 作业风波 放学路上与一日小结",
    "班主任每一学年": "接手新班的前两周 开学第一课与班级公约 学年目标与学期计划 期中：从成绩单到学情会商 期末评语怎么写 假期不断线 中途接班 毕业季：告别与传承",
    "班主任与每次活动": "主题班会的设计与生成 班干部竞选 运动会：名次之外 开好一次家长会 社会实践与安全预案 社团与兴趣小组 劳动与节日里的教育 一次失败的活动",
    "班主任与每个班级": "会说话的教室：班级文化 班规：从他律到自律 小干部是怎样长大的 座位里的学问 班级里的小团体 班级群与网络舆论 与任课教师结成团队 “乱班”的转变",
    "班主任与每个学生": "读懂一个学生：成长档案 后进生的那一点光 消除网瘾的妙招 留守儿童的牵挂 家庭变故中的孩子 青春期的悄悄话 校园欺凌的识别与干预 心理危机的发现与转介",
    "做一个专业的班主任": "情绪与压力的自我调适 谈话的艺术 家访与家校沟通 写好研修日志与教育叙事 从案例到研究 教育惩戒与法规边界 信息技术助力班级管理 从经验走向专业",
}  # fmt: skip


@pytest.fixture(scope="module")
def course() -> CourseText:
    found, faults = read_course(read_folder(ROOT / "content"), pictures_in(ROOT / "static"))
    assert found is not None, "\n".join(map(str, faults))
    return found


def topics(course: CourseText) -> list[TopicText]:
    return [topic for module in course.modules for topic in module.topics]


def test_all_forty_eight_topics_stand_in_their_given_order(course):
    titles = {module.title: " ".join(topic.title for topic in module.topics) for module in course.modules}
    assert {module: line.replace(":", "：") for module, line in titles.items()} == GIVEN


def test_each_module_has_a_topic_that_is_complete(course):
    for module in course.modules:
        assert [topic.slug for topic in module.topics if topic.status == "ready"], module.title


def test_every_topic_asks_real_questions_and_says_how_its_assignment_is_marked(course):
    for topic in topics(course):
        sections = {section.kind: section for section in topic.sections}
        assert 3 <= len(questions_in(sections["questions"].html)) <= 6, topic.path
        assert "<table" in sections["assignment"].html, f"{topic.path} does not say how it is marked"
        assert f"{topic.minimum_characters}字" in sections["assignment"].html.replace(" ", ""), topic.path


def test_titles_hooks_and_slugs_are_nobody_else_s(course):
    for name in ("title", "hook", "slug"):
        values = [getattr(topic, name) for topic in topics(course)]
        assert len(set(values)) == len(values), name


def test_credit_minutes_make_fifty_hours(course):
    assert sum(topic.credit_minutes for topic in topics(course)) == 2250


def test_no_two_topics_say_twenty_characters_in_the_same_words(course):
    texts = {topic.path: comparable(topic) for topic in topics(course)}
    assert overlaps(texts, LIMIT) == []


def test_the_glossary_explains_words_that_stand_in_the_topics(course):
    assert course.glossary is not None
    assert 40 <= len(course.glossary.terms) <= 90
    assert all(term.topics for term in course.glossary.terms)


def test_each_module_has_a_picture_of_its_own_with_words_for_those_who_do_not_see_it(course):
    for module in course.modules:
        shown = [alt for topic in module.topics for part in topic.sections for alt in PICTURE.findall(part.html)]
        assert shown, module.title
        assert min(map(len, shown)) > 40, module.title


@pytest.mark.parametrize("picture", sorted((ROOT / "static/images/course").glob("*.svg")), ids=lambda path: path.stem)
def test_pictures_know_the_dark_and_can_be_read_on_a_phone(picture):
    text = picture.read_text(encoding="utf-8")
    assert "prefers-color-scheme" in text
    width = float(re.search(r'viewBox="0 0 (\d+)', text)[1])
    sizes = [float(size) for size in re.findall(r'font-size[=:]\s*"?([\d.]+)', text)]
    assert sizes
    assert min(sizes) * 326 / width >= 13, "smaller than a reader's eye at 360 px"
    assert not re.search(r"<script|<foreignObject|\son\w+=|(?:href|src)=\"(?!#)", text)


def test_every_topic_is_found_by_a_few_words_and_every_word_finds_a_topic(course):
    found = [word for topic in topics(course) for word in topic.keywords]
    assert set(found) == set(course.keywords)
    assert {len(topic.keywords) for topic in topics(course)} <= set(range(3, 8))
    assert sum(found.count(word) == 1 for word in course.keywords) <= 6, "a word that finds one topic is its title"
    assert {"学生不交作业", "家长投诉", "打架"} <= set(course.keywords)


def test_the_list_of_facts_is_what_the_topics_lean_on_now(course):
    written = (ROOT / "docs/course-facts.md").read_text(encoding="utf-8")
    listed = {
        (title, path)
        for part in written.split("\n## ")[1:]
        for title in [part.partition("\n")[0]]
        for path in re.findall(r"\(\.\./content/([^)]+)\)", part)
    }
    leant_on = {(source, topic.path) for topic in topics(course) for source in topic.sources}
    assert listed == leant_on, "run `flask content facts > docs/course-facts.md`"
