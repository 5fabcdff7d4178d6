"""Sentences that the demo tutors keep to begin from."""

from app.demo.operations.past.scene import Scene
from app.phrases.operations import keep_phrase

PHRASES = (
    "先看清孩子，再想办法，您这一步走对了。最打动我的是〔文中的一个细节〕。",
    "〔做法〕这一招拿来就能用，我想推荐给同组的老师。",
    "过程写得细，结果交代得少。能不能补一句〔孩子后来怎样〕？",
    "如果〔当时的情形〕再来一次，您会换个做法吗？盼您在日志里接着写。",
    "敢写没做成的地方，难得。不妨再往下想一层：〔为什么没成〕。",
)


def keep_phrases(scene: Scene) -> None:
    """One every few days, from the first week on."""
    for number, phrase in enumerate(PHRASES):
        moment = scene.after(scene.training.starts_at, 44 + 70 * number)
        if moment < scene.latest:
            with scene.at(moment):
                keep_phrase(scene.tutor, phrase)
