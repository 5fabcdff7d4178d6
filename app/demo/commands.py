"""`flask demo …` and `flask prepare`."""

from datetime import date, datetime
from pathlib import Path
from time import monotonic

import click
from flask import Blueprint, current_app
from flask_migrate import upgrade
from sqlalchemy import select

from app.classrooms.queries import find_newest_training
from app.courses.folder import pictures_in, read_folder
from app.courses.operations import sync_course
from app.courses.parsing import read_course
from app.demo.operations.building import PASSWORD, build_demo, is_empty
from app.demo.planning.calendar import latest_for_a_running_week
from app.demo.queries.figures import Figure, figures_against
from app.demo.shape import PROVINCE, SMALL, Shape
from app.foundation import clock
from app.foundation.clock import SHANGHAI, local_day
from app.foundation.database import db
from app.foundation.errors import Refused
from app.people.models import Person
from app.people.queries import has_demo_people

demo_commands = Blueprint("demo_commands", __name__, cli_group="demo")
preparing = Blueprint("preparing", __name__, cli_group=None)
SUMMER = date(2009, 6, 1)
WORDS = {
    "learner": "学员", "tutor": "辅导教师", "classadmin": "班级管理员", "learner2": "另一个班的学员",
    "tutor2": "另一个班的辅导教师", "classadmin2": "另一个班的管理员", "expert": "课程专家", "area": "市管理员",
    "team": "项目组",
}  # fmt: skip


@demo_commands.cli.command("small")
def small() -> None:
    """Three cities, twelve classes, four closed weeks and a running one."""
    _build(SMALL, latest_for_a_running_week(local_day(clock.now(), SHANGHAI)))
    _print_accounts()


@demo_commands.cli.command("province")
@click.option("--scale", type=float, default=1.0, help="A part of the province, or more than it.")
@click.option("--starting", type=click.DateTime(["%Y-%m-%d"]), default=str(SUMMER), help="The first Monday.")
def province(scale: float, starting: datetime) -> None:
    """The province of the published figures, to the unit."""
    _build(_shape(scale), starting.date())
    _print_accounts()


@demo_commands.cli.command("accounts")
def accounts() -> None:
    """Who can sign in, and with which password."""
    _print_accounts()


@demo_commands.cli.command("figures")
@click.option("--scale", type=float, default=1.0, help="The scale that the province was built with.")
def figures(scale: float) -> None:
    """The published figures beside those of the database; fails if one differs."""
    training = find_newest_training()
    if training is None:
        raise click.ClickException("数据库里还没有培训。")
    table = figures_against(_shape(scale), training)
    click.echo(f"{training.name}（{training.starts_on} 至 {training.ends_on}）")
    for figure in table:
        click.echo(_line(figure))
    wrong = sum(not figure.is_right for figure in table)
    if wrong:
        raise click.ClickException(f"{wrong} 项与公布的数字不符。")
    click.echo(f"{len(table)} 项全部相符。")


@preparing.cli.command("prepare")
def prepare() -> None:
    """Migrate, load the course and, where nothing is yet, make the small demo training."""
    upgrade()
    _load_course()
    if is_empty() and not current_app.extensions["settings"].is_production:
        click.echo("数据库是空的，放进一期小的演示培训……")
        _build(SMALL, latest_for_a_running_week(local_day(clock.now(), SHANGHAI)))
    if has_demo_people():
        _print_accounts()


def _load_course() -> None:
    folder: Path = current_app.extensions["settings"].content
    course, faults = read_course(read_folder(folder), pictures_in(Path(current_app.static_folder or "")))
    if course is None:
        raise click.ClickException("\n".join(["课程有错，没有载入：", *(f"{folder.name}/{fault}" for fault in faults)]))
    sync_course(course)


def _shape(scale: float) -> Shape:
    try:
        return PROVINCE if scale == 1 else PROVINCE.scaled(scale)
    except ValueError as fault:
        raise click.BadParameter(str(fault)) from fault


def _build(shape: Shape, starts_on: date) -> None:
    begun = monotonic()
    try:
        written = build_demo(shape, starts_on, click.echo)
    except Refused as refusal:
        raise click.ClickException(str(refusal.message)) from refusal
    click.echo(f"一共 {sum(written.values())} 行，用了 {monotonic() - begun:.1f} 秒。")


def _line(figure: Figure) -> str:
    mark = "相符" if figure.is_right else "不符"
    sign = "≥" if figure.at_least else " "
    return f"{mark}  {sign}{figure.expected:>8}  {figure.found:>8}  {figure.name}"


def _print_accounts() -> None:
    rows = db.session.execute(select(Person.account, Person.name).where(Person.is_demo))
    names = dict(rows.all())
    if not names:
        click.echo("这个数据库里没有演示账号。")
        return
    click.echo(f"演示账号（密码都是 {PASSWORD}）：")
    for account, word in WORDS.items():
        if account in names:
            click.echo(f"  {account:12} {word} {names[account]}")
