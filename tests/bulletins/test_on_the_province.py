"""The demo's bulletins are all there, none like another, and each says what its class did."""

from flask import Flask
from sqlalchemy import select

from app.bulletins.blocks import read_blocks
from app.bulletins.models import Bulletin, BulletinVersion
from app.bulletins.queries import Chosen, archive
from app.chronicle.queries import figures_of, rows_behind
from app.chronicle.window import Window
from app.classrooms.models import Training
from app.foundation.clock import Week
from app.foundation.database import db
from app.people.models import Person
from app.people.queries import get_person

CLASSES, WEEKS = 12, 4


def test_no_two_bulletins_are_alike_and_their_figures_are_those_of_their_class(small_province: Flask) -> None:
    with small_province.app_context():
        training = db.session.scalars(select(Training)).one()
        rows = db.session.execute(
            select(Bulletin, BulletinVersion).join(BulletinVersion, BulletinVersion.bulletin_id == Bulletin.id)
        ).all()
        assert len(rows) == CLASSES * WEEKS
        assert len({bulletin.text for bulletin, _version in rows}) == len(rows)
        for bulletin, version in rows:
            week = Week.parse(bulletin.week)
            window = Window(training.id, bulletin.classroom_id, week, training.time_zone)
            counted = figures_of(window, has_before=training.number_of(week) > 1)
            block = next(one for one in read_blocks(version.blocks) if one["kind"] == "figures")
            assert [(row["name"], row["number"], row["before"]) for row in block["rows"]] == [
                tuple(one) for one in counted
            ]
            numbers = {one.name: one.number for one in counted}
            assert all(str(numbers[name]) in block["note"] for name in ("assignments", "journals", "posts"))


def test_each_figure_is_as_many_rows_as_it_says(small_province: Flask) -> None:
    with small_province.app_context():
        training = db.session.scalars(select(Training)).one()
        window = Window(training.id, 1, training.weeks[2], training.time_zone)
        for figure in figures_of(window, has_before=True):
            rows = rows_behind(window, figure.name)
            told = sum(row.number for row in rows) // 60 if figure.name == "minutes" else len(rows)
            assert told == figure.number > 0, figure


def test_the_archive_gives_each_bulletin_once_however_far_one_goes_back(small_province: Flask) -> None:
    with small_province.app_context():
        training = db.session.scalars(select(Training)).one()
        viewer = get_person(db.session.scalars(select(Person.id).where(Person.account == "team")).one())
        seen: list[int] = []
        more, before = True, None
        while more:
            lines, more = archive(viewer, training, Chosen(before=before))
            seen += [line.id for line in lines]
            before = lines[-1].id
        newest = select(Bulletin.id).order_by(Bulletin.published_at.desc(), Bulletin.id.desc())
        assert seen == list(db.session.scalars(newest))
        week, _more = archive(viewer, training, Chosen(week=str(training.weeks[1])))
        assert {line.week for line in week} == {str(training.weeks[1])}
        assert len(week) == CLASSES
        assert archive(viewer, training, Chosen(words="没有这个班")) == ([], False)
