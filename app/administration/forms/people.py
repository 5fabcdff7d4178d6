"""What is typed about classes, people and their roles."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import SelectChoice

from app.administration.forms.fields import ChosenField, check_code, code_field, place_choices, reason_field
from app.administration.wording import ROLES
from app.classrooms.models import StaffRole
from app.foundation.forms import Form, LineField
from app.people.models import Role


class ClassroomForm(Form):
    name = LineField(_l("班级名称"), longest=80)
    code = code_field(_l("代号"), 30, _l("出现在班级主页的地址里，以后不能改。"))
    place = ChosenField(_l("所在地"), description=_l("通常是教学点；它上面各级的管理员都看得到这个班。"))

    def __init__(self, places: Any, **values: Any) -> None:
        super().__init__(**values)
        self.place.choices = place_choices(places)

    def validate_code(self, field: Any) -> None:
        check_code(field)


class ClassroomChangeForm(Form):
    name = LineField(_l("班级名称"), longest=80)
    place = ChosenField(_l("所在地"))
    reason = reason_field()

    def __init__(self, places: Any, **values: Any) -> None:
        super().__init__(**values)
        self.place.choices = place_choices(places)


class StaffForm(Form):
    role = ChosenField(_l("做什么"), choices=[SelectChoice(role.value, ROLES[role]) for role in StaffRole])
    who = LineField(_l("谁"), longest=80, description=_l("写账号，或者完整的姓名。"), render_kw={"autocomplete": "off"})


class RoleForm(Form):
    role = ChosenField(_l("职务"))
    place = ChosenField(_l("管哪里"), description=_l("管到这一处和它下面的各处。"))

    def __init__(self, roles: list[Role], places: Any) -> None:
        super().__init__()
        self.role.choices = [SelectChoice(role.value, ROLES[role]) for role in roles]
        self.place.choices = place_choices(places)


class PlainForm(Form):
    """An act that asks for nothing but to be meant."""


class ReasonForm(Form):
    reason = reason_field()


class RenameForm(Form):
    name = LineField(_l("姓名"), longest=60)
    reason = reason_field()


class SchoolForm(Form):
    school = LineField(_l("学校"), longest=120, description=_l("写学校名称里的几个字，再从名单里选。"))
    reason = reason_field()
