"""`flask content check` and `flask content sync`."""

from pathlib import Path

import click
from flask import Blueprint, current_app

from app.courses.course import CourseText
from app.courses.folder import pictures_in, read_folder
from app.courses.operations import SyncReport, sync_course
from app.courses.parsing import read_course

content_commands = Blueprint("content_commands", __name__, cli_group="content")


@content_commands.cli.command("check")
def check() -> None:
    """Say file, line and what is wrong, all at once."""
    course = _read()
    topics = [topic for module in course.modules for topic in module.topics]
    ready = sum(topic.status == "ready" for topic in topics)
    click.echo(f"课程没有问题：{len(course.modules)} 个模块，{len(topics)} 个专题，其中 {ready} 个已经写完。")


@content_commands.cli.command("sync")
def sync() -> None:
    """Load the course into the database; files with faults change nothing."""
    report = sync_course(_read())
    click.echo(_told(report))


def _read() -> CourseText:
    folder: Path = current_app.extensions["settings"].content
    course, faults = read_course(read_folder(folder), pictures_in(Path(current_app.static_folder or "")))
    for fault in faults:
        click.echo(f"{folder.name}/{fault}", err=True)
    if course is None:
        click.echo(f"一共 {len(faults)} 处要改；数据库没有动。", err=True)
        raise SystemExit(1)
    return course


def _told(report: SyncReport) -> str:
    if report.is_empty:
        return "课程和数据库一致，没有改动。"
    words = (("新增", report.added), ("更新", report.changed), ("恢复", report.returned), ("停用", report.retired))
    return "\n".join(f"{word} {len(slugs)}：{'、'.join(slugs)}" for word, slugs in words if slugs)
