"""What is asked for when figures are taken away."""

from wtforms import HiddenField

from app.foundation.forms import Form

TABLES, PEOPLE = "tables", "people"


class ExportForm(Form):
    """`what` is the tables of a page, or a row for each person; anything else means the tables."""

    what = HiddenField(default=TABLES)
    week = HiddenField()

    @property
    def asks_for_people(self) -> bool:
        return self.what.data == PEOPLE
