"""What may stand in the front matter of each kind of file."""

from app.courses.course import STAGES
from app.courses.front_matter import Line, Lines, Schema, Whole

LONGEST_KEYWORD = 20
COURSE: Schema = {
    "title": Line(80),
    "credit_hours": Whole(1, 500),
    "keywords": Lines(LONGEST_KEYWORD, may_be_empty=True),
}
GLOSSARY: Schema = {"title": Line(80)}
MODULE: Schema = {"title": Line(80), "position": Whole(1, 99), "hook": Line(120)}
TOPIC: Schema = {
    "title": Line(80),
    "position": Whole(1, 99),
    "hook": Line(120),
    "credit_minutes": Whole(1, 600),
    "status": Line(12, one_of=("ready", "preparing")),
    "stages": Lines(10, one_of=STAGES),
    "keywords": Lines(LONGEST_KEYWORD),
    "minimum_characters": Whole(1, 20_000),
    "sources": Lines(200, may_be_empty=True),
}
