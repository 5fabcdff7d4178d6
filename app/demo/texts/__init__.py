"""Everything the demo data says, composed from phrase files: deterministic for a seeded `random.Random`."""

from app.demo.texts.bulletins import ClassroomFacts, Issue, bulletin, heading, word_to_a_bulletin
from app.demo.texts.comments import journal_comment, learner_answer, post_comment, return_reason, tutor_comment
from app.demo.texts.experts import expert_post, expert_reply
from app.demo.texts.forum import BOARDS, Board, ForumThread, forum_reply, forum_thread
from app.demo.texts.journals import journal
from app.demo.texts.resources import Resource, content_of, resource
from app.demo.texts.salon import salon_reply, salon_thread
from app.demo.texts.special import SpecialThread, net_addiction_thread
from app.demo.texts.submissions import Work, submission
from app.demo.texts.topics import Topic, known_topics

__all__ = [
    "BOARDS",
    "Board",
    "ClassroomFacts",
    "ForumThread",
    "Issue",
    "Resource",
    "SpecialThread",
    "Topic",
    "Work",
    "bulletin",
    "content_of",
    "expert_post",
    "expert_reply",
    "forum_reply",
    "forum_thread",
    "heading",
    "journal",
    "journal_comment",
    "known_topics",
    "learner_answer",
    "net_addiction_thread",
    "post_comment",
    "resource",
    "return_reason",
    "salon_reply",
    "salon_thread",
    "submission",
    "tutor_comment",
    "word_to_a_bulletin",
]
