"""The project team lets bulletins and people brought back count, as rules do: from the coming week on, with a reason."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from app.demo.operations.past.scene import Scene
from app.foundation import clock
from app.rankings.rules import DEFAULT
from app.rulebook.operations import publish_rules

REASON = (
    "一班一周一期简报已经成了大家的习惯，请回来的学员也一周比一周多。"
    "从这一周起，这两样都计入优秀班级管理员；以前各周照原来的规则，不变。"
)


def let_bulletins_count(scenes: Sequence[Scene], now: datetime) -> None:
    """Decided in the week before the running one, so that weeks that are closed keep what they gave."""
    for scene in scenes[:1]:
        if scene.training.week_of(now) in scene.training.weeks[1:]:
            with clock.standing_at(now - timedelta(days=7)):
                publish_rules(scene.team, scene.training.id, DEFAULT, REASON)
