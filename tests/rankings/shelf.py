"""What people do with resources on a stage, by the real acts: share, the same file again, use, rate, take back, take down."""

from contextlib import suppress
from hashlib import sha256

from sqlalchemy import select

from app.foundation import clock
from app.foundation.database import db
from app.foundation.errors import Forbidden, NotFound, Refused
from app.foundation.files import KeptFile
from app.resources.models import Resource
from app.resources.operations import (
    Content,
    SharedFile,
    decide_reports,
    rate_resource,
    report_resource,
    share_resource,
    use_resource,
    withdraw_resource,
)
from tests.rankings.stage import Stage

WORDS = Content("一张表", "form", "any", None, True, "", "free", "打印就能用。", "第一栏写日期。")
REFUSALS = (Forbidden, NotFound, Refused)


def _file(number: int) -> SharedFile:
    """Only what rows say of a file: here nobody opens it."""
    digest = sha256(str(number).encode()).hexdigest()
    return SharedFile(KeptFile(f"{number}.txt", digest, f"nowhere/{number}", "text/plain", 1))


class Shelf:
    """The resources of a stage's training; each act is at the clock's hour and says whether it was not refused."""

    def __init__(self, stage: Stage) -> None:
        self.stage, self.resources = stage, list[int]()

    def share(self, person: int, file: int | None = None, title: str = "表") -> int | None:
        """With a number a file comes along: the same number, the same bytes."""
        new = [] if file is None else [_file(file)]
        with suppress(*REFUSALS):
            content = WORDS._replace(title=title)
            self.resources.append(share_resource(person, self.stage.training, content, new, a_day=10_000).id)
            return self.resources[-1]
        return None

    def use(self, person: int, resource: int, stars: int = 0) -> bool:
        with suppress(*REFUSALS):
            use_resource(person, resource)
            if stars:
                rate_resource(person, resource, stars)
            return True
        return False

    def take_back(self, resource: int) -> bool:
        with suppress(*REFUSALS):
            withdraw_resource(db.session.get_one(Resource, resource).person_id, resource)
            return True
        return False

    def take_down(self, resource: int, reporter: int) -> bool:
        """Reported by somebody, decided by the administrator of its author's class."""
        room = db.session.scalar(select(Resource.classroom_id).where(Resource.id == resource))
        if room not in self.stage.rooms:
            return False
        with suppress(*REFUSALS):
            report_resource(reporter, resource, "没有写出处")
            decide_reports(self.stage.administrators[self.stage.rooms.index(room)], resource, "removed", "请写出处")
            return True
        return False

    def at(self, hours: float) -> "Shelf":
        clock.travel_to(self.stage.at(hours))
        return self
