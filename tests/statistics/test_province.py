"""The published figures, read off the first page of a small demo province, on both databases."""

from app.classrooms.queries import find_newest_training
from app.demo.queries.figures import figures_against
from app.demo.shape import SMALL
from app.people.queries import find_by_account
from tests.statistics.test_pages import rows_of
from tests.support.browsing import Browser, sign_in

SHOWN = {
    "学员": 0, "作业": 5, "日志": 8, "沙龙": 9, "论坛": 10, "资源": 11, "简报": 12,
}  # fmt: skip
PUBLISHED = {
    "学员": "学员", "作业": "提交作业", "日志": "发布的研修日志", "沙龙": "班级沙龙帖子", "论坛": "论坛留言",
    "资源": "上传资源", "简报": "班级简报",
}  # fmt: skip


def test_the_first_page_shows_the_published_figures_to_the_unit(small_province):
    app = small_province
    app.test_client_class = Browser
    with app.app_context():
        training = find_newest_training()
        published = {one.name: one.found for one in figures_against(SMALL, training)}
        team = find_by_account("team")
    client = app.test_client()
    sign_in(client, team)
    page = client.get("/statistics/43").get_data(as_text=True)
    whole = rows_of(page, "各部分的学情")["合计"]
    said = {name: int(whole[place].replace(",", "")) for name, place in SHOWN.items()}
    assert said == {name: published[line] for name, line in PUBLISHED.items()}
    done = int(whole[2].split(" ")[0].replace(",", ""))
    assert done == published["完成全部要求的学员"]
