"""The door of the domain, and what its pages share."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, request, url_for

from app.discussions.queries import Filter
from app.foundation.access import LARGEST_ID

discussions = Blueprint("discussions", __name__, template_folder="../templates")
A_PERSONS_PACE = "20/minute"


@dataclass(frozen=True, slots=True)
class Pager:
    """Where one is in a list, and the way to its other pages."""

    number: int
    count: int
    address: str

    def url_for(self, number: int) -> str:
        return f"{self.address}{'&' if '?' in self.address else '?'}page={number}"


def page_asked() -> int:
    """The page in the address; beyond reason is the first."""
    number = request.args.get("page", 1, int)
    return number if 1 <= number <= 100_000 else 1


def number_asked(name: str) -> int:
    """Another number in the address; one that no database could hold is as good as none."""
    number = request.args.get(name, 0, int)
    return number if abs(number) <= LARGEST_ID else 0


def filter_asked() -> Filter:
    """Which threads the address asks for; all, unless it says so clearly."""
    asked = request.args.get("only", "")
    return Filter(asked) if asked in set(Filter) else Filter.ALL


def is_on() -> bool:
    """Whether a form asks for a state to be set (`active=1`) or lifted (`active=0`)."""
    return request.form.get("active", "1") != "0"


def pager(endpoint: str, number: int, count: int, **values: Any) -> Pager:
    kept = {name: value for name, value in values.items() if value != Filter.ALL}
    return Pager(number, count, url_for(endpoint, **kept))


def post_url(thread_id: int, number: int, page: int) -> str:
    """Where a post stands in its thread."""
    return url_for("discussions.thread", thread_id=thread_id, page=page, _anchor=f"post-{number}")
