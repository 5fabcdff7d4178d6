"""What the pages of recommendations share."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, request, url_for

from app.recommendations.policy import may_recommend, may_recommend_bulletin, may_withdraw

recommendations = Blueprint("recommendations", __name__, template_folder="../templates")
A_PERSONS_PACE = "20/minute"


@dataclass(frozen=True, slots=True)
class Pages:
    """Pages of a list, with what was chosen in it."""

    endpoint: str
    chosen: dict[str, Any]
    number: int
    count: int

    def url_for(self, number: int) -> str:
        return url_for(self.endpoint, **self.chosen, page=number)


def page_asked() -> int:
    return min(max(1, request.args.get("page", 1, int)), 10_000)


@recommendations.app_context_processor
def rights() -> dict[str, Any]:
    """What the page of a work asks about recommending it."""
    return {
        "may_recommend": may_recommend,
        "may_recommend_bulletin": may_recommend_bulletin,
        "may_withdraw_recommendation": may_withdraw,
    }
