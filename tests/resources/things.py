"""Small resources for tests: what a form sends, and what an operation takes."""

from io import BytesIO

from PIL import Image, ImageDraw

from app.foundation import files
from app.foundation.previews import preview_of
from app.people.models import Person
from app.resources.operations import Content, SharedFile, share_resource, use_resource
from tests.support.given import Given

NEW = "/resources/new"
FIELDS = {
    "title": "“早读的十分钟”教案", "kind": "plan", "stage": "upper", "topic": "0", "description": "一课时，试教过，时间刚好。",
    "own": "own", "source": "", "licence": "credit", "text": "## 导入\n\n先不急着上课，请每个人把昨晚最亮的一件事写在纸条上。", "link": "",
}  # fmt: skip
CONTENT = Content(
    title="“早读的十分钟”教案", kind="plan", stage="upper", topic_id=None, is_own=True, source="", licence="credit",
    description="一课时，试教过，时间刚好。", text="先不急着上课，请每个人把昨晚最亮的一件事写在纸条上。",
)  # fmt: skip


def a_resource(given: Given, by: Person | None = None, new: tuple[SharedFile, ...] = (), **other: object) -> int:
    """Share something as an operation does, and give its number."""
    with given.app.app_context():
        content = CONTENT._replace(**other)  # type: ignore[arg-type]
        return share_resource((by or given.learner).id, given.training.id, content, new, a_day=10_000).id


def used(given: Given, resource: int, *people: Person) -> None:
    with given.app.app_context():
        for person in people:
            use_resource(person.id, resource)


def a_file(name: str, media_type: str, content: bytes) -> SharedFile:
    """A file as the form's page keeps it; inside an application context."""
    kept, small = files.keep(name, media_type, content), preview_of(content, media_type)
    if small is None:
        return SharedFile(kept)
    return SharedFile(kept, files.keep(name, small.media_type, small.content), small.width, small.height)


def picture(form: str = "PNG", size: tuple[int, int] = (40, 30), color: str = "red") -> bytes:
    return drawn(form, size, color).getvalue()


def drawn(form: str, size: tuple[int, int], color: str) -> BytesIO:
    image, result = Image.new("RGB", size, "white"), BytesIO()
    ImageDraw.Draw(image).rectangle((5, 5, size[0] // 2, size[1] // 2), fill=color)
    image.save(result, form)
    return result
