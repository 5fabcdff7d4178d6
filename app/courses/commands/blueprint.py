"""The group that the editors' commands hang on, and what they all begin with."""

from pathlib import Path

import click
from flask import Blueprint, current_app

from app.courses.course import CourseText
from app.courses.folder import pictures_in, read_folder
from app.courses.parsing import read_course

content_commands = Blueprint("content_commands", __name__, cli_group="content")


def content_folder() -> Path:
    folder: Path = current_app.extensions["settings"].content
    return folder


def sound_course() -> CourseText:
    """The course, or its faults on the screen and the end of the command."""
    folder = content_folder()
    course, faults = read_course(read_folder(folder), pictures_in(Path(current_app.static_folder or "")))
    for fault in faults:
        click.echo(f"{folder.name}/{fault}", err=True)
    if course is None:
        click.echo(f"一共 {len(faults)} 处要改；数据库没有动。", err=True)
        raise SystemExit(1)
    return course
