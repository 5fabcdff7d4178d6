"""Sharing, changing and taking back; what others do with a resource; looking into what was reported."""

from app.resources.operations.counting import rebuild_all_counts, rebuild_counts
from app.resources.operations.reporting import (
    REMOVED,
    decide_reports,
    decision_box,
    report_box,
    report_resource,
    show_again,
)
from app.resources.operations.sharing import (
    Content,
    SharedFile,
    edit_resource,
    share_resource,
    text_box,
    withdraw_resource,
    words_box,
)
from app.resources.operations.using import keep_resource, let_resource_go, rate_resource, use_resource

__all__ = [
    "REMOVED", "Content", "SharedFile", "decide_reports", "decision_box", "edit_resource", "keep_resource", "let_resource_go", "rate_resource",
    "rebuild_all_counts", "rebuild_counts", "report_box", "report_resource", "share_resource", "show_again", "text_box", "use_resource",
    "withdraw_resource", "words_box",
]  # fmt: skip
