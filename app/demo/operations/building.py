"""Building a demo training in one transaction: nothing half-built stays."""

from collections.abc import Callable
from datetime import date, datetime

from flask import current_app
from sqlalchemy import exists, select

from app.classrooms.models import Training
from app.courses.models import Topic
from app.demo.operations.boards import open_all_boards
from app.demo.operations.bulk import BulkWriter
from app.demo.operations.bulletins import write_bulletins
from app.demo.operations.closing import close_ended_weeks
from app.demo.operations.composing import composed
from app.demo.operations.past import (
    act_out,
    chase,
    count_days,
    drawn_files,
    let_bulletins_count,
    newest_notice,
    object_to_weeks,
    publish_reports,
    read_old_notices,
    read_scenes,
    send_rosters,
)
from app.demo.operations.picking import pick_and_show
from app.demo.operations.resource_picks import recommend_resources
from app.demo.operations.sharing import attach_files, shared_files, use_resources
from app.demo.planning.calendar import Calendar
from app.demo.planning.chance import SEED
from app.demo.planning.forum import Forum
from app.demo.planning.tables import COLUMNS, Rows
from app.demo.planning.training import Plan, plan_training
from app.demo.queries.course import boards_with_modules, read_course
from app.demo.shape import Shape
from app.foundation import clock
from app.foundation.database import db
from app.foundation.errors import Refused
from app.foundation.memory import collector_at_rest
from app.foundation.transactions import transaction
from app.foundation.upkeep import learn_sizes
from app.people.models import Person, Place
from app.people.passwords import hash_password
from app.search.operations import fill_index

PASSWORD = "banzhuren-2009"  # noqa: S105
PROCESSES = 2
EVERY = 20  # classes between two lines of progress
Tell = Callable[[str], None]


def build_demo(
    shape: Shape,
    starts_on: date,
    tell: Tell,
    *,
    now: datetime | None = None,
    seed: str = SEED,
    processes: int = PROCESSES,
) -> dict[str, int]:
    """Build a training that begins on this Monday, as far as it has come by now; gives the rows by table.

    The same shape, Monday, moment and seed give the same rows, but for the salt of the demo accounts' password.
    """
    if current_app.extensions["settings"].is_production:
        raise Refused("这是正式环境，不能放演示数据：演示账号的密码人人都知道。")
    if starts_on.weekday():
        raise Refused("培训从星期一开始，请给一个星期一的日期。")
    now = now or clock.now()
    with drawn_files() as drawn, shared_files() as shared, transaction() as session, collector_at_rest():
        _refuse_unless_empty()
        calendar = Calendar(starts_on, shape.weeks, int(now.timestamp()))
        plan = plan_training(shape, calendar, read_course(), hash_password(PASSWORD), seed)
        writer = BulkWriter(session.connection())
        writer.write(plan.rows)
        tell(f"{len(plan.cast.people)} 人，{len(plan.jobs)} 个班，{len(plan.rows['places'])} 处地方")
        _write_classes(plan, writer, tell, processes)
        use_resources(plan, writer)
        _write_forum(plan, writer, tell)
        writer.finish()
        tell(f"推荐的资源：{recommend_resources(plan.world.training_id, now, seed)} 份")
        tell(f"专家选优：{pick_and_show(plan.world.training_id, now)} 件")
        scenes, told_before = read_scenes(plan.world.training_id, now), newest_notice()
        act_out(scenes, drawn)
        attach_files(scenes, shared)
        tell(f"催学：{chase(scenes, plan.world.training_id, now)} 次联系")
        object_to_weeks(scenes, close_ended_weeks(plan.world.training_id, now, tell))
        read_old_notices(scenes, told_before)
        tell(f"班级简报：{write_bulletins(plan.world.training_id, now, seed)} 期")
        let_bulletins_count(scenes, now)
        tell(
            f"学情：{count_days(plan.world.training_id, now)} 天，通报 {publish_reports(plan.world.training_id, now)} 份"
        )
        tell(f"名册：{send_rosters(scenes)} 份")
        tell(f"搜索：{fill_index()} 条")
        learn_sizes()
        return dict(writer.written)


def is_empty() -> bool:
    """Whether the database holds nothing that people made or that a demo would stand beside."""
    return not any(db.session.scalar(select(exists().where(column.is_not(None)))) for column in _SIGNS)


_SIGNS = (Place.code, Person.id, Training.id)


def _refuse_unless_empty() -> None:
    if not is_empty():
        raise Refused("数据库里已经有培训或者人员，演示数据只放进空的数据库。请换一个 DATABASE_URL，或先清空。")
    if not db.session.scalar(select(exists().where(Topic.id.is_not(None)))):
        raise Refused("课程还没有载入，请先运行 flask content sync。")


def _write_classes(plan: Plan, writer: BulkWriter, tell: Tell, processes: int) -> None:
    for number, rows in enumerate(composed(plan.world, plan.jobs, processes), 1):
        writer.write(rows)
        if number % EVERY == 0 or number == len(plan.jobs):
            done = writer.written
            tell(
                f"{number} 个班：作业 {done['submissions']}，日志 {done['journals']}，沙龙 {done['posts']} 帖，"
                f"学习记录 {done['study_intervals']}，评阅 {done['grades']}"
            )


def _write_forum(plan: Plan, writer: BulkWriter, tell: Tell) -> None:
    boards = boards_with_modules(open_all_boards(plan.world.training_id))
    rows: Rows = {table: [] for table in COLUMNS}
    Forum(plan.world, plan.forum(boards), rows).write()
    writer.write(rows)
    tell(f"论坛 {len(boards)} 个板块：{len(rows['threads'])} 个话题，{len(rows['posts'])} 帖")
