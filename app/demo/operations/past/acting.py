"""All that happened in the classes of the demo accounts until the weeks are closed."""

from collections.abc import Sequence

from app.demo.operations.past.administering import administer
from app.demo.operations.past.announcing import announce, announce_to_all
from app.demo.operations.past.judging import ask_for_second_opinions
from app.demo.operations.past.moderating import moderate
from app.demo.operations.past.phrasing import keep_phrases
from app.demo.operations.past.scene import Scene
from app.demo.operations.past.showing import recommend
from app.demo.operations.past.talking import answer_experts_questions, talk
from app.demo.operations.past.timing import talk_of_study_time
from app.discussions.operations import PostFile


def act_out(scenes: Sequence[Scene], files: Sequence[PostFile]) -> None:
    """Class by class; what happened on the training's boards at the end."""
    for scene in scenes:
        keep_phrases(scene)
        talk(scene, files)
        moderate(scene)
        ask_for_second_opinions(scene)
        recommend(scene)
        talk_of_study_time(scene)
        announce(scene)
    if scenes:
        answer_experts_questions(scenes[0])
        announce_to_all(scenes)
        administer(scenes[0])
