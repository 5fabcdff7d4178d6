"""Who looks at a thread now: asked by an open page when it was nudged, so that the right is asked again."""

from flask import jsonify
from flask.typing import ResponseReturnValue

from app.discussions.queries import get_thread
from app.discussions.queries.presence import names_of
from app.discussions.routes.blueprint import discussions
from app.foundation.access import signed_in, viewer
from app.foundation.limits import limiter
from app.foundation.realtime import presence


@discussions.get("/threads/<int:thread_id>/presence")
@signed_in
@limiter.limit("120/minute")
def presence_in_thread(thread_id: int) -> ResponseReturnValue:
    """How many look and write; in a closed salon also who, beside the viewer."""
    shown, me = get_thread(thread_id, viewer()), viewer().id
    here = presence().here(f"thread:{shown.id}")
    answer = {"looking": len(here.looking | {me}), "writing": len(here.writing - {me})}
    if shown.classroom_id is None:
        return jsonify(answer)
    return jsonify(answer | {"names": names_of(here.looking - {me}), "writers": names_of(here.writing - {me})})
