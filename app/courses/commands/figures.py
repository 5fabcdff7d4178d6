"""`flask content table`, `overlaps` and `facts`: the course in figures, printed from its files."""

from unicodedata import east_asian_width

import click

from app.courses.commands.blueprint import content_commands, sound_course
from app.courses.ledger import Row, rows_of, topics_by_source
from app.courses.overlaps import LIMIT, comparable, longest_overlaps, overlaps
from app.courses.parsing import all_topics

HEADS = ("专题", "案例", "点评", "延伸", "讨论", "作业", "读几分钟", "学时分钟", "依据")
NAME_WIDTH = 38


@content_commands.cli.command("table")
def table() -> None:
    """Print characters by section, minutes and sources of every topic, with the sums."""
    click.echo(_cells(HEADS))
    for row in rows_of(sound_course()):
        click.echo(_cells(_shown(row)) + ("" if "/" in row.name else "\n"))


@content_commands.cli.command("overlaps")
@click.option("--least", type=click.IntRange(5, 200), default=LIMIT, show_default=True, help="Characters in a row.")
def show_overlaps(least: int) -> None:
    """Name what two topics say in the same words, and the longest such stretch; fail if it reaches the limit."""
    course = sound_course()
    texts = {topic.path: comparable(topic) for _, topic in all_topics(course)}
    found = overlaps(texts, least)
    for overlap in found:
        click.echo(f"{overlap.length} 字  {overlap.first}  {overlap.second}  “{overlap.text}”")
    longest = longest_overlaps(texts)
    if longest:
        click.echo(f"{len(texts)} 个专题两两相比，最长的重复有 {longest[0].length} 字：“{longest[0].text}”")
    if longest and longest[0].length >= LIMIT:
        raise click.ClickException(f"有 {LIMIT} 字以上的重复。")


@content_commands.cli.command("facts")
def facts() -> None:
    """Print what the topics lean on and where, as Markdown."""
    click.echo("# 课程依据\n\n由 `flask content facts` 从各专题的 `sources` 打出，不要手改。\n")
    for source, topics in topics_by_source(sound_course()).items():
        click.echo(f"## {source}\n")
        for topic in topics:
            click.echo(f"- [{topic.title}](../content/{topic.path})")
        click.echo("")


def _shown(row: Row) -> tuple[str, ...]:
    name = row.name if "/" in row.name else f"合计 {row.title}"
    return (name, *map(str, (*row.characters, row.reading_minutes, row.credit_minutes, row.sources)))


def _cells(cells: tuple[str, ...]) -> str:
    name, *figures = cells
    return name + " " * (NAME_WIDTH - _width(name)) + "".join(" " * (9 - _width(cell)) + cell for cell in figures)


def _width(text: str) -> int:
    return sum(1 + (east_asian_width(letter) in "WF") for letter in text)
