"""The page of the search."""

from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext as pgettext

from app.foundation.access import signed_in, viewer
from app.foundation.limits import limiter
from app.search.queries import Answer, answer_to
from app.search.queries.hits import MOST
from app.search.queries.kinds import KINDS
from app.search.question import LONGEST, parse

A_PERSONS_PACE = "60/minute"
NAMES = {
    "topic": pgettext("one found", "专题"),
    "post": pgettext("one found", "帖子"),
    "submission": pgettext("one found", "作业"),
    "journal": pgettext("one found", "日志"),
    "resource": pgettext("one found", "资源"),
    "bulletin": pgettext("one found", "简报"),
}
TABS = {
    "topic": pgettext("many found", "专题"),
    "post": pgettext("many found", "帖子"),
    "submission": pgettext("many found", "作业"),
    "journal": pgettext("many found", "日志"),
    "resource": pgettext("many found", "资源"),
    "bulletin": pgettext("many found", "简报"),
}
search = Blueprint("search", __name__, template_folder="templates")


class Pager:
    """Where one is among the results, and the way to the other pages."""

    def __init__(self, number: int, count: int, **values: Any) -> None:
        self.number, self.count, self.values = number, count, values

    def url_for(self, number: int) -> str:
        return url_for("search.results", page=number, **self.values)


@search.get("/search")
@signed_in
@limiter.limit(A_PERSONS_PACE)
def results() -> ResponseReturnValue:
    """What the viewer may find of what they asked for; of one kind if the address says so."""
    typed = request.args.get("q", "")
    asked = request.args.get("kind")
    kind = asked if asked in KINDS else None
    page = request.args.get("page", 1, int)
    answer = answer_to(parse(typed), viewer(), kind, page if 1 <= page <= MOST else 1)
    shown = " ".join(typed[:LONGEST].split())
    return render_template(
        "search/results.html",
        typed=shown,
        kind=kind,
        names=NAMES,
        answer=answer,
        most=MOST,
        longest=LONGEST,
        tabs=_tabs(answer, shown, kind),
        pager=Pager(answer.number, answer.count, q=shown, kind=kind),
    )


def _tabs(answer: Answer, typed: str, kind: str | None) -> list[dict[str, Any]]:
    """All kinds together, then each that something was found of."""
    kinds = [(name, _counted(count)) for name, count in answer.counts.items() if count or name == kind]
    return [
        {
            "label": TABS[name] if name else _l("全部"),
            "url": url_for("search.results", q=typed, kind=name),
            "current": name == kind,
            "count": count,
        }
        for name, count in [(None, None), *kinds]
    ]


def _counted(count: int) -> str:
    return f"{MOST}+" if count >= MOST else str(count)
