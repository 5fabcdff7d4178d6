"""What the people of the demo accounts have been through: real acts of the house, each at the moment of its past."""

from app.demo.operations.past.acting import act_out
from app.demo.operations.past.chasing import chase
from app.demo.operations.past.counting import count_days
from app.demo.operations.past.objecting import object_to_weeks
from app.demo.operations.past.picturing import drawn_files
from app.demo.operations.past.reading import newest_notice, read_old_notices
from app.demo.operations.past.reporting import publish_reports
from app.demo.operations.past.rostering import send_rosters
from app.demo.operations.past.ruling import let_bulletins_count
from app.demo.operations.past.scene import read_scenes

__all__ = [
    "act_out", "chase", "count_days", "drawn_files", "let_bulletins_count", "newest_notice", "object_to_weeks", "publish_reports", "read_old_notices", "read_scenes",
    "send_rosters",
]  # fmt: skip
