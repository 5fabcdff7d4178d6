"""`flask content preview`: the course in a browser while it is being written."""

from pathlib import Path

import click
from flask import current_app
from werkzeug.serving import make_server

from app.courses.commands.blueprint import content_commands, content_folder
from app.courses.commands.preview import Preview
from app.courses.folder import read_folder

LOOPBACK = "127.0.0.1"  # drafts are nobody else's: no other machine can ask for them


@content_commands.cli.command("preview")
@click.argument("topic", default="")
@click.option("--port", type=click.IntRange(0, 65535), default=8001, show_default=True, help="0 takes a free one.")
def preview(topic: str, port: int) -> None:
    """Show the course as learners will see it, straight from the files; TOPIC says which page to begin with."""
    app, folder = current_app._get_current_object(), content_folder()  # type: ignore[attr-defined]
    page = f"/course/{_page(topic, folder)}".rstrip("/")
    try:
        server = make_server(LOOPBACK, port, Preview(app, folder), threaded=True)
    except (OSError, SystemExit) as error:
        raise click.ClickException(f"端口 {port} 已经有别的程序在用，请用 --port 换一个。") from error
    click.echo(f"预览：http://{LOOPBACK}:{server.server_port}{page}\n改完存盘，页面会自己刷新；按 Ctrl+C 停下。")
    server.serve_forever()


def _page(topic: str, folder: Path) -> str:
    """Whatever an editor may call a topic: its slug, its path, with or without the folder and the ending."""
    slug = topic.removesuffix(".md").split("/")[-1]
    if not slug:
        return ""
    pages = [file.path.removesuffix(".md") for file in read_folder(folder)]
    found = next((page for page in pages if page.split("/")[-1] == slug), None)
    if found is None or slug in ("module", "course"):
        raise click.ClickException(f"content 里没有专题“{topic}”。")
    return found
