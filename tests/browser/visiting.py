"""Pages that everybody in the house meets, and how to stand before one of them."""

from collections.abc import Callable

from playwright.sync_api import Page

from app.foundation import clock
from app.people.models import Person
from tests.roster.stage import furnish_rosters
from tests.support.databases import once_then_as_it_was
from tests.support.given import EVENING, Given
from tests.support.live import LiveServer
from tests.support.screens import Screens
from tests.support.sockets import cookie_of

TOPIC = "/course/module-1/topic-11"
OPEN_TO_ALL = ["/", "/course", "/honours", "/honours/2026-W11", "/honours/rules", "/showcase"]
ROSTER = [
    "/roster", "/roster/imports/new", "/roster/imports/1", "/roster/imports/2", "/roster/acts/1", "/classrooms/c-101/roster",
    "/roster/people/{learner}", "/roster/people/{learner}/transfer", "/roster/people/{learner}/departure",
    "/roster/people/{learner}/merge?other=learner2",
]  # fmt: skip
PAGES = {
    "guest": [*OPEN_TO_ALL, "/sign-in", "/activate", "/nowhere"],
    "learner": [
        "/", "/course", TOPIC, f"{TOPIC}/assignment", "/me", "/me/study-time", "/me/submissions", "/me/journals",
        "/me/journals/new", "/me/drafts", "/me/drafts/journal:new", "/me/drafts/journal:new/1", "/me/password", "/me/account", "/classrooms/c-101", "/classrooms/c-101/salon",
        "/classrooms/c-101/salon/new", "/classrooms/c-101/journals", "/threads/1", "/forum", "/honours",
        "/honours/2026-W11", "/honours/2026-W11?board=classrooms", "/honours/2026-W11/learners/{learner}",
        "/honours/2026-W11/classrooms/c-101", "/notices", "/submissions/1", "/journals/1",
        "/search?q=%E7%81%AF", "/announcements", "/announcements/1", "/resources", "/resources/new", "/moderation/resources/1/objection", "/me/reminders",
        "/bulletins", "/bulletins?week=2026-W11", "/classrooms/c-101/bulletins", "/bulletins/1", "/bulletins/1/report",
        "/bulletins/1/comments/1/report", "/honours/2026-W11/administrators/{class_administrator}",
    ],
    "tutor": [
        "/", "/grading", "/submissions/2", "/journals/1", "/threads/1", "/posts/2/grade", "/classrooms/c-101",
        "/classrooms/c-101/learners/{learner}/study-time", "/honours/2026-W11?board=tutors", "/statistics", "/notices",
        "/grading/phrases", "/grading/mirror",
    ],
    "tutor2": ["/grading", "/opinions/1"],
    "class_administrator": [
        "/", "/classrooms/c-101", "/statistics", "/honours/2026-W11?board=administrators", "/announcements/new", "/announcements/1/readers",
        "/statistics/classrooms/c-101", "/statistics/classrooms/c-101/learners/{learner}",
        "/classrooms/c-101/reminders?kind=chase", "/classrooms/c-101/reminders?kind=praise",
        "/classrooms/c-101/reminders/new?person={learner}&channel=notice", "/reminders/rounds/1", "/reminders/rounds/2",
        "/classrooms/c-101/learners/{learner}/contacts", "/classrooms/c-101/roster",
        "/bulletins/1", "/bulletins/1?as=outside", "/bulletins/1/versions", "/bulletins/1/versions/1", "/classrooms/c-101/bulletins",
        "/bulletin-drafts/1", "/bulletin-drafts/1/preview", "/bulletins/reports", "/bulletins/1/comments/1/decision",
        "/moderation", "/moderation/hidden", "/moderation/resources/1",
        "/honours/2026-W11/administrators/{class_administrator}",
    ],
    "expert": ["/", "/showcase", "/statistics", "/statistics/4301", "/reports", "/submissions/1"],
    "area": ["/", "/statistics/4301", "/statistics/430102", "/statistics/4301/study_minutes", "/reports/4301/2026-W11", "/classrooms/c-101", "/administration/people"],
    "team": ["/", "/statistics", "/statistics/comparison?area=4301&area=4306", "/honours/2026-W11", "/classrooms/c-601", "/threads/1", "/administration", "/administration/log?daily=1", "/administration/people/{learner}", "/reminders/places/43", "/reminders/rules", *ROSTER],
}  # fmt: skip
Visit = Callable[..., Page]


def furnish(given: Given) -> None:
    """Something of everything: graded and waiting, answered and unread, last week closed."""
    once_then_as_it_was(given.app, "furnished", lambda: _furnish(given))
    clock.travel_to(EVENING)


def _furnish(given: Given) -> None:
    from app import schedule
    from app.announcements.operations import Wording, write_announcement
    from app.announcements.queries import Target
    from app.drafts.operations import Where, save_draft
    from app.grading.operations import grade_submission, rate_post
    from app.opinions.operations import ask_second_opinion
    from app.phrases.operations import keep_phrase
    from app.reminders.operations import Draft, Talk, make_round, note_contact
    from app.reminders.recipients import Channel, Kind

    long_word = "https://example.org/" + "bu-duan-hang-de-dizhi/" * 6
    clock.travel_to(EVENING.replace(day=11))
    first = given.a_submission(
        text=f"## 开头\n\n{'夜里的灯还亮着。' * 40}\n\n| 时间 | 事 |\n|---|---|\n| 七点 | 早读 |\n\n{long_word}"
    )
    given.a_journal(title="一个很长很长的题目，长到手机上要折成好几行才放得下，看看会不会把页面撑开")
    thread = given.a_thread(by=given.classmate, text=f"> 引一句\n\n大家怎么办？\n\n- 一\n- 二\n\n`{long_word}`")
    reply = given.a_reply(thread, by=given.learner)
    with given.app.app_context():
        grade_submission(given.tutor.id, first, 93, "把每个孩子的夜晚写得很细，收工的时间可以再和家长商量。")
        rate_post(given.tutor.id, reply, "优", "问在点子上。")
        keep_phrase(given.tutor.id, f"您写到的〔那一处〕很真。{long_word}")
        clock.travel_to(EVENING.replace(day=17))
        room = given.classroom
        target = Target("", room.name, room.place_code, room.id, room.training_id)
        words = Wording(
            "一个很长很长的公告题目，长到手机上要折成好几行才放得下",
            f"请看：{long_word}",
            "everybody",
            clock.now(),
            None,
            True,
            True,
        )
        write_announcement(given.class_administrator.id, given.training.id, target, words)
        ask_second_opinion(given.learner.id, "submission", first, f"最后一段好像没有看到。{long_word}")
        room, people = given.classroom.id, [given.learner.id, given.classmate.id]
        for channel in (Channel.NOTICE, Channel.PHONE):
            words = f"{{姓名}}老师，还差{{缺什么}}。{long_word}"
            make_round(given.class_administrator.id, room, Draft(Kind.CHASE, channel, people, words))
        note_contact(
            given.class_administrator.id, room, given.learner.id, Talk(Channel.FACE, None, f"当面说过。{long_word}")
        )
    clock.travel_to(EVENING)
    with given.app.app_context():
        furnish_rosters(given)
        furnish_bulletins(given, long_word)
        furnish_hidings(given, long_word)
    schedule.beat(given.app)
    given.a_submission(by=given.classmate)
    given.a_reply(thread, by=given.tutor, text="先别急着下结论。" * 30)
    with given.app.app_context():
        for device, words in (("a-phone-of-hers", long_word), ("a-laptop-of-hers", f"{long_word}，还有一句")):
            where = Where("phone", "/me/journals/new", "一个很长很长的题目，长到手机上要折成好几行才放得下")
            save_draft(given.learner.id, "journal:new", words, device, where=where)


def furnish_bulletins(given: Given, long_word: str) -> None:
    """One in two versions with a comment that was reported, and the next one being written."""
    from app.bulletins.blocks import block, numbered
    from app.bulletins.operations import begin_bulletin, begin_revision, comment_on, publish_bulletin, report_bulletin

    figures = {"name": "journals", "number": 12, "before": 9, "keep": True}
    writer, title = given.class_administrator.id, "一个很长很长的简报题目，长到手机上要折成好几行才放得下"
    text = block("text", heading="这一周", text=f"{'夜里的灯还亮着。' * 20}\n\n- 一\n- {long_word}")
    quote = {
        "post_id": 1, "thread_id": 1, "number": 1, "title": "大家怎么办", "person_id": given.learner.id, "name": "林小满",
        "words": f"先听他说完。{long_word}", "keep": True,
    }  # fmt: skip
    star = {"person_id": given.learner.id, "name": "林小满", "place": 1, "is_winner": True, "keep": True}
    blocks = numbered([
        text, block("figures", heading="本周数字", rows=[figures], note="比上周多。", as_of=""),
        block("quotes", heading="沙龙里的话", items=[quote]), block("stars", heading="本周之星", items=[star]),
    ])  # fmt: skip
    begin_bulletin(writer, given.classroom.id, "2026-W12", title, blocks)
    number = publish_bulletin(writer, begin_bulletin(writer, given.classroom.id, "2026-W11", title, blocks))
    publish_bulletin(writer, begin_revision(writer, number))
    comment = comment_on(given.learner2.id, number, f"我们班也这样。{long_word}")
    report_bulletin(given.learner.id, number, comment.id, f"有一句伤人。{long_word}")


def furnish_hidings(given: Given, long_word: str) -> None:
    """A resource that was taken down, and what its author says to that."""
    from app.moderation.operations import object_to_hiding
    from app.resources.operations import Content, decide_reports, report_resource, share_resource

    title = "一份很长很长的题目，长到手机上要折成好几行才放得下"
    words = Content(title, "plan", "upper", None, True, "", "credit", long_word, long_word)
    number = share_resource(given.learner.id, given.training.id, words).id
    report_resource(given.far_learner.id, number, f"第三页有真名。{long_word}")
    decide_reports(given.team.id, number, "removed", f"请隐去真名。{long_word}")
    object_to_hiding(given.learner.id, "resource", number, f"那是化名。{long_word}")


def visitor(live: LiveServer, screens: Screens) -> Visit:
    """`visit(person, width=360)` gives a page on which the person is signed in; None is a guest."""

    def visit(person: Person | None, **how: object) -> Page:
        page = screens.open(f"{live.url}/healthz", **how)  # type: ignore[arg-type]
        if person is not None:
            name, _, value = cookie_of(live.app, person).partition("=")
            page.context.add_cookies([{"name": name, "value": value, "url": live.url}])
        return page

    return visit


def addresses(role: str, given: Given) -> list[str]:
    return [
        path.format(learner=given.learner.id, class_administrator=given.class_administrator.id) for path in PAGES[role]
    ]
