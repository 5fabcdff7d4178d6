"""Acts of moderation: reporting and deciding about posts, objecting, and looking again at what was hidden elsewhere."""

from app.moderation.operations.cases import decide_case, object_to_decision, report_post
from app.moderation.operations.hidings import look_again, object_to_hiding, objection_box, review_box

__all__ = [
    "decide_case", "look_again", "object_to_decision", "object_to_hiding", "objection_box", "report_post", "review_box",
]  # fmt: skip
