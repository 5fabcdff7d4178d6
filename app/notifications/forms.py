"""Which notices a person wants."""

from wtforms import BooleanField

from app.foundation.forms import Form
from app.notifications.kinds import groups_in_use

PREFIX = "group_"


class GroupsForm(Form):
    """One box for each group that may be silenced."""

    @classmethod
    def for_choices(cls, choices: dict[str, bool]) -> "GroupsForm":
        """The form as the person chose before, or as it was sent now."""
        boxes = {}
        for name, group in groups_in_use().items():
            if group.may_be_silent:
                wanted = not choices.get(name, group.begins_silent)
                boxes[PREFIX + name] = BooleanField(group.label, description=group.hint, default=wanted)
        form: GroupsForm = type("Groups", (cls,), boxes)()
        return form

    @property
    def boxes(self) -> list[BooleanField]:
        return [field for field in self if field.name.startswith(PREFIX)]

    @property
    def silent(self) -> set[str]:
        return {field.name.removeprefix(PREFIX) for field in self.boxes if not field.data}
