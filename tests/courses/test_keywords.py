"""Topics are found by words of one list, and an editor who writes another is shown its nearest kin."""

from app.courses.keywords import nearest
from app.courses.operations import sync_course
from app.courses.parsing import read_course
from tests.courses.folders import files, sound

GREETING = "day/greeting.md"


def with_list(words: str) -> dict[str, str]:
    texts = sound()
    texts["course.md"] = texts["course.md"].replace("keywords: []", f"keywords: {words}")
    return texts


def test_a_word_that_the_course_does_not_know_is_told_with_its_nearest():
    _, faults = read_course(files(with_list('["晨检", "晨间问候", "家长投诉"]')))
    assert [str(fault) for fault in faults] == [
        f"{path}:8: 关键词“问候”不在课程的词表里；相近的有 晨间问候"
        for path in (GREETING, "day/meeting.md", "year/first-weeks.md")
    ]


def test_a_word_like_no_other_is_sent_to_the_list():
    texts = with_list('["问候", "晨检"]')
    texts[GREETING] = texts[GREETING].replace('"晨检"', '"座位"')
    _, faults = read_course(files(texts))
    assert [fault.message for fault in faults] == [
        "关键词“座位”不在课程的词表里；能用的词都在 course.md 的 keywords 里"
    ]


def test_kinship_is_sharing_characters():
    words = ["家长投诉", "家长会", "家校沟通", "打架", "同伴排斥"]
    assert sorted(nearest("家长意见", words)) == ["家长会", "家长投诉"]
    assert nearest("同伴冲突", words) == ["同伴排斥"]
    assert nearest("猫", words) == []


def test_the_map_shows_words_in_the_order_of_the_list_and_only_those_that_lead_somewhere(app, browse):
    with app.app_context():
        sync_course(read_course(files(with_list('["没有人用", "晨检", "问候"]')))[0])
    page = browse().get("/course").text
    assert page.index(">晨检<") < page.index(">问候<")
    assert "没有人用" not in page
