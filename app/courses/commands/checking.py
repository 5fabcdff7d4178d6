"""`flask content check` and `flask content sync`."""

import click

from app.courses.commands.blueprint import content_commands, sound_course
from app.courses.operations import SyncReport, sync_course
from app.courses.parsing import all_topics


@content_commands.cli.command("check")
def check() -> None:
    """Say file, line and what is wrong, all at once."""
    course = sound_course()
    topics = [topic for _, topic in all_topics(course)]
    ready = sum(topic.status == "ready" for topic in topics)
    click.echo(f"课程没有问题：{len(course.modules)} 个模块，{len(topics)} 个专题，其中 {ready} 个已经写完。")


@content_commands.cli.command("sync")
def sync() -> None:
    """Load the course into the database; files with faults change nothing."""
    report = sync_course(sound_course())
    click.echo(_told(report))


def _told(report: SyncReport) -> str:
    if report.is_empty:
        return "课程和数据库一致，没有改动。"
    words = (("新增", report.added), ("更新", report.changed), ("恢复", report.returned), ("停用", report.retired))
    return "\n".join(f"{word} {len(slugs)}：{'、'.join(slugs)}" for word, slugs in words if slugs)
