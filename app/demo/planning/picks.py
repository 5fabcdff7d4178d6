"""Works that tutors recommend for the showcase: every week other classes have one, most authors agree."""

from app.demo.planning.calendar import DAY
from app.demo.planning.grading import Work
from app.demo.planning.job import RoomJob, World
from app.demo.planning.tables import Row

CONSENTED_IN_100 = 93
FORMS = (
    "“{matter}”写得具体，拿去就能用，推荐给更多班主任。",
    "写{title}不喊口号，一步一步都有交代，值得各班看一看。",
    "从一个孩子写起，把“{matter}”讲明白了，读完让人想试一试。",
    "敢写没做成的地方，反思落得实，推荐大家读。",
    "{title}这个题目多数人写成了总结，这一篇写成了故事，难得。",
    "做法不花哨，农村学校也学得来，特别推荐“{matter}”这一段。",
    "细节真，分寸好，能看出是天天在教室里的人写的。",
    "“{matter}”我们班已经有三位老师照着做了，请更多同行指正。",
    "把{title}放到自己班上认认真真做了一遍，有过程，有结果，有疑问。",
    "文字朴素，孩子的变化写得让人信服，推荐展示。",
)


def picks(world: World, job: RoomJob, best: list[tuple[Work, int, str, str]]) -> list[Row]:
    """Rows of what was picked: for each week in which it is this class's turn, one of its best works."""
    rng, calendar = world.rng("picks", job.room.index), world.calendar
    rows: list[Row] = []
    taken: set[int] = set()
    for week in range(calendar.weeks):
        if (job.room.index + week) % calendar.weeks and rng.random() > 0.04:
            continue
        inside = [one for one in best if calendar.week_number(one[1]) == week and one[0].id not in taken]
        if not inside:
            continue
        work, graded_at, title, matter = rng.choice(inside)
        taken.add(work.id)
        at = graded_at + rng.randint(120, 5400)
        consented_at = at + int(rng.uniform(0.1, 1.8) * DAY)
        is_shown = rng.random() * 100 < CONSENTED_IN_100 and world.is_past(consented_at)
        reason = rng.choice(FORMS).format(matter=matter, title=f"《{title}》")
        if world.is_past(at):
            rows.append(
                (
                    work.kind, work.id, world.training_id, world.room_ids[work.room], work.author,
                    world.tutors[work.room], reason, at, consented_at if is_shown else None, None,
                    False,
                )
            )  # fmt: skip
    return rows
