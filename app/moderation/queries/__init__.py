"""Cases of posts and what was hidden elsewhere, with everything that was said about them."""

from app.moderation.queries.aftermath import Aftermath, aftermath_of
from app.moderation.queries.asked import those_asked
from app.moderation.queries.cases import (
    PAGE,
    CaseShown,
    barred_from,
    cases_waiting,
    decisions_of,
    get_case,
    get_own_case,
    logged_decisions,
    moderators_of,
    own_report,
    reports_of,
    waiting_cases,
    waiting_count,
)
from app.moderation.queries.hidings import (
    Hiding,
    barred_from_hiding,
    contested_hidings,
    find_hiding,
    get_hiding,
    get_own_hiding,
    hidings,
    objection_address,
    reporters_of,
    reports_behind,
)

__all__ = [
    "PAGE", "Aftermath", "CaseShown", "Hiding", "aftermath_of", "barred_from", "barred_from_hiding", "cases_waiting", "contested_hidings", "decisions_of", "find_hiding",
    "get_case", "get_hiding", "get_own_case", "get_own_hiding", "hidings", "logged_decisions", "moderators_of", "objection_address", "own_report",
    "reporters_of", "reports_behind", "reports_of", "those_asked", "waiting_cases", "waiting_count",
]  # fmt: skip
