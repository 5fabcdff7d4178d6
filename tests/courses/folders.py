"""A small sound course as files, for tests that break it in one place."""

from app.courses.course import SourceFile

CASE = "清早七点，雨还没停。她站在校门口，把伞往孩子那边斜了斜。" * 32
COMMENTARY = "她没有急着问作业，先问了鞋子湿不湿，这一问值千金。" * 25
EXTENSION = "换一间教室，换一个清晨，道理还是这一个：先看见人。" * 20


def topic(title: str = "清晨的第一声问候", position: int = 1, **front: str) -> str:
    """A ready topic; `front` replaces or, with an empty value, drops lines of the front matter."""
    lines = {
        "title": f'"{title}"',
        "position": str(position),
        "hook": '"雨里的一把伞"',
        "credit_minutes": "45",
        "status": '"ready"',
        "stages": '["小学", "初中"]',
        "keywords": '["问候", "晨检"]',
        "minimum_characters": "400",
        "sources": "[]",
        **front,
    }
    matter = "\n".join(f"{key}: {value}" for key, value in lines.items() if value)
    return f"""---
{matter}
---

## 案例故事

{CASE}

## 专家点评

{COMMENTARY}

## 案例延伸

{EXTENSION}

## 讨论与思考

1. 换了您，第一句话说什么？
2. 要是孩子不答呢？
3. 家长就在旁边看着呢？

## 作业

记一周的清晨，写不少于400字。
"""


def preparing(title: str = "晨会五分钟", position: int = 2) -> str:
    whole = topic(title, position, status='"preparing"')
    before, _, after = whole.partition("## 案例故事")
    return before + "## 讨论与思考" + after.partition("## 讨论与思考")[2]


def sound() -> dict[str, str]:
    """Two modules with three topics of 45 minutes each."""
    return {
        "course.md": '---\ntitle: "班主任研修课程"\ncredit_hours: 3\nkeywords: []\n---\n\n从清晨说起。\n',
        "day/module.md": '---\ntitle: "每一天"\nposition: 1\nhook: "从校门口说起"\n---\n\n一天很长。\n',
        "day/greeting.md": topic(),
        "day/meeting.md": preparing(),
        "year/module.md": '---\ntitle: "每一学年"\nposition: 2\nhook: "九月到六月"\n---\n\n一年很短。\n',
        "year/first-weeks.md": topic("接手新班", 1),
    }


def files(texts: dict[str, str | None]) -> list[SourceFile]:
    return [SourceFile(path, text) for path, text in texts.items()]


def changed(path: str, old: str, new: str) -> dict[str, str | None]:
    """The sound course with one text replaced in one file; the old text has to be there."""
    texts: dict[str, str | None] = dict(sound())
    assert old in str(texts[path]), old
    texts[path] = str(texts[path]).replace(old, new, 1)
    return texts
